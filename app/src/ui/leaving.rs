//! What leaves the page: files to keep, and windows beside it. A container has neither; there a file waits among one's messages
//! for a browser that can keep it.

use domain::draft::{File, MediaType};
use domain::notice::download::Download;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::pages::inbox::RemindOfFile;
use crate::text::leaving as text;
use crate::ui::loaded::encode;
use crate::visit::{here, query, visit};

/// In the query of the page that a citizen asked to be reminded on: of which file.
const REMINDED: &str = "reminded";

/// Whether a page can be printed, or a file be kept.
pub(crate) fn can_keep() -> bool {
    visit().container.is_none()
}

/// Where a link opens that leaves its page as it is: beside it, where there is room.
pub(crate) fn beside() -> Option<&'static str> {
    can_keep().then_some("_blank")
}

/// A file to keep; `class` is that of its link or its button.
pub(crate) fn download(file: &Download, label: &'static str, class: &'static str) -> AnyView {
    if can_keep() {
        return view! { <a class=class href=address_of(file) download="">{label}</a> }.into_any();
    }
    to_inbox(file, class)
}

/// A photo or a document to be looked at, in this window or another. Containers show photos, but not every document.
pub(crate) fn paper(
    file: &File,
    class: &'static str,
    target: Option<&'static str>,
    shown: impl IntoView + 'static,
) -> AnyView {
    let kept = Download::Paper(file.id.clone());
    if file.media_type == MediaType::Pdf && !can_keep() {
        return view! { <span class=class>{shown.into_any()}</span>{to_inbox(&kept, "link-button")} }.into_any();
    }
    let rel = target.map(|_| "noopener");
    view! { <a class=class href=address_of(&kept) target=target rel=rel>{shown.into_any()}</a> }.into_any()
}

/// To be reminded of the file; once one is, to where it waits.
fn to_inbox(file: &Download, class: &'static str) -> AnyView {
    let file = file.to_string();
    if query(REMINDED).as_ref() == Some(&file) {
        return view! { <a class=class href="/me/inbox">{text::IN_INBOX}</a> }.into_any();
    }
    let back = reminded(&here(), &file);
    view! {
        <form method="post" action=RemindOfFile::url()>
            <input type="hidden" name="file" value=file/>
            <input type="hidden" name="back" value=back/>
            <button class=class>{text::TO_INBOX}</button>
        </form>
    }
    .into_any()
}

/// A page that says of this file, and of no other, that it waits.
fn reminded(page: &str, file: &str) -> String {
    let (path, asked) = page.split_once('?').unwrap_or((page, ""));
    let of_before = format!("{REMINDED}=");
    let kept = asked
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with(&of_before));
    let said = format!("{of_before}{}", encode(file));
    let parts: Vec<_> = kept.chain([said.as_str()]).collect();
    format!("{path}?{}", parts.join("&"))
}

/// The file itself.
fn address_of(file: &Download) -> String {
    match file {
        Download::Data => "/me/data/export.json".to_owned(),
        Download::Record(application) => format!("/applications/{application}/record.json"),
        Download::Part(invitation) => format!("/parties/{invitation}/record.json"),
        Download::Paper(paper) => format!("/files/{paper}"),
    }
}

/// The page that offers it, where a hat can be put on first; a paper needs none, and is opened itself.
pub(crate) fn page_of(file: &Download) -> String {
    match file {
        Download::Data => "/me/data/export".to_owned(),
        Download::Record(application) => format!("/applications/{application}/record"),
        Download::Part(invitation) => format!("/parties/{invitation}"),
        Download::Paper(paper) => format!("/files/{paper}"),
    }
}

#[cfg(test)]
mod tests {
    use super::reminded;

    #[test]
    fn a_page_keeps_what_it_was_asked_and_says_one_file_only() {
        for (page, said) in [
            ("/me/data/export", "/me/data/export?reminded=data"),
            ("/a?from=check", "/a?from=check&reminded=data"),
            ("/a?reminded=paper/1&from=check", "/a?from=check&reminded=data"),
        ] {
            assert_eq!(reminded(page, "data"), said);
        }
    }
}
