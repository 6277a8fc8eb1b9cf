//! Papers: what must be provided and what not; and one page to hand in one of them.

use domain::draft::{File, MediaType};
use domain::id::MaterialId;
use domain::plan::Need;
use domain::theme::material::Material;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::context::Limits;
use usecases::draft::attach::detach;
use usecases::draft::read::{MyDraft, read};

use crate::respond::{go_on, status};
use crate::text::{draft as text, frame, guide, problem};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::ui::material::MaterialRow;
use crate::visit::{office, part, query, visit};

/// `/drafts/{id}/materials`.
#[component]
pub(crate) fn MaterialsPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("draft"));
    loaded(async move { read(&office, &asker, &id.parse()?).await }, |mine| {
        let base = format!("/drafts/{}", mine.draft.id);
        let is_waived = |need: Need| matches!(need, Need::Waived(_) | Need::WaiverExpected(_));
        let all = mine
            .plan
            .materials
            .iter()
            .filter_map(|planned| Some((mine.theme.materials.get(planned.position)?, planned.need)));
        let (waived, to_provide): (Vec<_>, Vec<_>) = all.partition(|(_, need)| is_waived(*need));
        let rows = to_provide
            .iter()
            .map(|(material, need)| provide_row(&mine, &base, material, *need))
            .collect_view();
        let waived_rows = waived
            .iter()
            .map(|(material, need)| view! { <MaterialRow material=(*material).clone() need=*need/> });
        let waived_rows = (!waived.is_empty()).then(|| {
            view! {
                <details class="group">
                    <summary>{text::waived(waived.len())}</summary>
                    <ul class="rows">{waived_rows.collect_view()}</ul>
                </details>
            }
        });
        let nothing = to_provide
            .is_empty()
            .then(|| view! { <p class="lede">{text::NOTHING_TO_PROVIDE}</p> });
        let provide =
            (!to_provide.is_empty()).then(|| view! { <h2>{text::TO_PROVIDE}</h2><ul class="rows">{rows}</ul> });
        let action = view! {
            <a class="button button--quiet" href=base.clone()>{text::TO_TASKS}</a>
            <a class="button" href=format!("{base}/check")>{text::CONTINUE}</a>
        };
        Frame::new(text::PAPERS)
            .place(mine.theme.name.clone())
            .exit(Exit::leave())
            .action(action)
            .around(view! {
                <h1>{text::PAPERS}</h1>
                {nothing}
                {provide}
                {waived_rows}
            })
    })
}

fn provide_row(mine: &MyDraft, base: &str, material: &Material, need: Need) -> impl IntoView + use<> {
    let count = mine.files_for(&material.id).count();
    let (class, word) = match (count, need) {
        (0, Need::Required) => ("state state--need", guide::NEEDED.to_owned()),
        (0, Need::Undecided) => ("state", guide::DEPENDS.to_owned()),
        (0, _) => ("state", guide::IF_YOU_LIKE.to_owned()),
        (count, _) => ("state state--done", text::handed_in(count)),
    };
    view! {
        <li><a class="rows__link" href=format!("{base}/materials/{}", material.id)>
            <span class="rows__name">{material.name.clone()}</span>
            <span class=class>{word}</span>
        </a></li>
    }
}

/// `/drafts/{id}/materials/{material}`: hand in one paper, in as many photos as it needs.
#[component]
pub(crate) fn MaterialPage() -> impl IntoView {
    let (office, asker) = (office(), visit().asker);
    let (id, material, refused) = (part("draft"), part("material"), query("problem"));
    let from_check = query("from").is_some();
    let limits = office.limits;
    let load = async move {
        let mine = read(&office, &asker, &id.parse()?).await?;
        let material: MaterialId = material.parse()?;
        let found = mine
            .theme
            .materials
            .iter()
            .find(|known| known.id == material)
            .cloned()
            .ok_or(Error::NotFound)?;
        Ok((mine, found))
    };
    loaded(load, move |(mine, material)| {
        let base = format!("/drafts/{}", mine.draft.id);
        let problem = refused.and_then(|code| refusal(&code, &limits));
        if let Some((_, code)) = &problem {
            status(*code);
        }
        let problem = problem
            .map(|(sentence, _)| view! { <p class="field__problem" id="file-problem" role="alert">{sentence}</p> });
        let files: Vec<_> = mine.files_for(&material.id).map(file_row).collect();
        let back = format!("{base}/{}", if from_check { "check" } else { "materials" });
        // Whoever picked a file and presses the one large button must not lose it: until something is handed in, that
        // button uploads.
        let (more, action) = if files.is_empty() {
            let action = view! {
                <a class="button button--quiet" href=back>{frame::BACK}</a>
                <button class="button" form="upload">{text::UPLOAD}</button>
            };
            (None, action.into_any())
        } else {
            let more = view! { <button class="button button--plain">{text::UPLOAD_MORE}</button> };
            (
                Some(more),
                view! { <a class="button" href=back>{text::NEXT}</a> }.into_any(),
            )
        };
        Frame::new(material.name.clone()).place(mine.theme.name.clone()).exit(Exit::leave()).action(action).around(view! {
                <h1>{material.name.clone()}</h1>
                <p class="lede">{text::issued_by(&material.issued_by)}</p>
                {material.hint.clone().map(|hint| view! { <p>{hint}</p> })}
                <div class="group">{files}</div>
                <form id="upload" class="pick" method="post" enctype="multipart/form-data">
                    <label for="file"><strong>{text::PICK}</strong></label>
                    <p class="field__hint" id="file-hint">{text::accepted(limits.file_bytes >> 20)}</p>
                    {problem}
                    <input id="file" type="file" name="file" accept="image/jpeg,image/png,application/pdf" multiple aria-describedby="file-hint file-problem"/>
                    {more}
                </form>
            })
    })
}

fn file_row(file: &File) -> impl IntoView + use<> {
    let href = format!("/files/{}", file.id);
    let picture =
        (file.media_type != MediaType::Pdf).then(|| view! { <img src=href.clone() alt=text::A_PHOTO loading="lazy"/> });
    let label = format!("{} {}", text::REMOVE, file.name);
    view! {
        <div class="file">
            {picture}
            <a class="file__name" href=href.clone()>{file.name.clone()}</a>
            <form method="post" action=RemoveFile::url()>
                <input type="hidden" name="file" value=file.id.to_string()/>
                <button class="link-button" aria-label=label>{text::REMOVE}</button>
            </form>
        </div>
    }
}

/// The sentence and the status for a refused file.
fn refusal(code: &str, limits: &Limits) -> Option<(String, StatusCode)> {
    Some(match code {
        "file-too-large" => (
            problem::file_too_large(limits.file_bytes >> 20),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        "file-empty" => (problem::FILE_EMPTY.to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        "file-kind" => (problem::FILE_KIND.to_owned(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        "too-many-files" => (problem::too_many_files(limits.files_per_material), StatusCode::CONFLICT),
        _ => return None,
    })
}

/// Takes a file away.
#[server]
pub(crate) async fn remove_file(file: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let removed = detach(&office, &visit.asker, &file.parse()?).await?;
        Ok(format!("/drafts/{}/materials/{}", removed.draft, removed.material))
    };
    go_on(outcome.await);
    Ok(())
}
