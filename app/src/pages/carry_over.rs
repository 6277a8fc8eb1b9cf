//! Carrying a draft over: what changes for it with the new version of its theme, in words, before it does.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::draft::carry_over::{Limit, Line, Prospect, carry_over, look};

use crate::respond::{go, go_on, own_path};
use crate::text::succession as text;
use crate::ui::field::said;
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::ui::succession::begins;
use crate::visit::{office, part, query, visit};

/// `/drafts/{id}/carry-over?next=`.
#[component]
pub(crate) fn CarryOverPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("draft"));
    let next = query("next").unwrap_or_else(|| format!("/drafts/{id}"));
    let load = async move { look(&office, &asker, &id.parse()?).await };
    loaded(load, move |prospect| {
        if let Some(prospect) = prospect {
            return page(&prospect, next);
        }
        go(&own_path(&next));
        ().into_any()
    })
}

fn page(prospect: &Prospect, back: String) -> AnyView {
    let id = prospect.draft.id.to_string();
    let next = &prospect.successor;
    let is_due = next.is_due(prospect.today);
    let from = begins(next, prospect.today);
    let title = if next.is_elsewhere {
        text::ELSEWHERE_TITLE
    } else {
        text::TITLE
    };
    let lede = match &from {
        Some(day) if is_due => text::lede_due(day),
        from => text::lede(from.as_deref()),
    };
    let (elsewhere, word) = if is_due {
        ("/me".to_owned(), text::LEAVE)
    } else {
        (format!("/drafts/{id}"), text::LATER)
    };
    let action = view! {
        <a class="button button--quiet" href=elsewhere>{word}</a>
        <form method="post" action=CarryOverDraft::url()>
            <input type="hidden" name="draft" value=id/>
            <input type="hidden" name="to" value=next.version.to_string()/>
            <input type="hidden" name="next" value=back/>
            <button class="button">{text::CARRY_OVER}</button>
        </form>
    };
    let quiet = prospect.is_quiet().then(|| view! { <p>{text::QUIET}</p> });
    let stays = (!prospect.is_quiet() && prospect.stays > 0)
        .then(|| view! { <p class="num">{text::stays(prospect.stays)}</p> });
    let consent = prospect
        .asks_consent
        .then(|| view! { <p class="group">{text::CONSENT}</p> });
    let kept = (!prospect.dropped.is_empty()).then(|| view! { <p class="note">{text::DROPPED_NOTE}</p> });
    let alone = |name: &String| (name.clone(), None);
    let limit = |limit: &Limit| (limit.item.clone(), Some(text::limit(limit.before, limit.now)));
    Frame::new(title)
        .place(prospect.theme.clone())
        .exit(Exit::leave())
        .action(action)
        .around(view! {
            <h1>{title}</h1>
            <p class="lede num">{lede}</p>
            {quiet}
            {stays}
            {rows(text::AGAIN, prospect.again.iter().map(line).collect())}
            {rows(text::ASKED, prospect.asked.iter().map(alone).collect())}
            {rows(text::ITEMS_NEW, prospect.items_new.iter().map(alone).collect())}
            {rows(text::PAPERS_NEW, prospect.papers_new.iter().map(alone).collect())}
            {rows(text::LIMITS, prospect.limits.iter().map(limit).collect())}
            {rows(text::ITEMS_GONE, prospect.items_gone.iter().map(alone).collect())}
            {rows(text::PAPERS_GONE, prospect.papers_gone.iter().map(alone).collect())}
            {rows(text::DROPPED, prospect.dropped.iter().map(line).collect())}
            {kept}
            {consent}
        })
}

/// What was answered, its numbers hidden from who looks over a shoulder.
fn line(line: &Line) -> Row {
    let text = line
        .kind
        .as_ref()
        .map_or_else(|| line.text.clone(), |kind| said(kind, &line.text, false));
    (line.label.clone(), Some(text::was(&text)))
}

/// One row of a list: what it is, and more about it.
type Row = (String, Option<String>);

fn rows(title: &'static str, rows: Vec<Row>) -> Option<AnyView> {
    let row = |(name, note): Row| {
        let note = note.map(|note| view! { <span class="note num">{note}</span> });
        view! { <li><span class="rows__name">{name}</span>{note}</li> }
    };
    if rows.is_empty() {
        return None;
    }
    let rows = rows.into_iter().map(row).collect_view();
    Some(view! { <h2>{title}</h2><ul class="rows">{rows}</ul> }.into_any())
}

/// Goes on with the version that was shown, and to where that was wanted.
#[server]
pub(crate) async fn carry_over_draft(draft: String, to: String, next: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        carry_over(&office, &visit.asker, &draft.parse()?, &to.parse()?).await?;
        Ok(own_path(&next))
    };
    go_on(outcome.await);
    Ok(())
}
