//! One's part: what it is, who asks, what the others wrote, what is one's own to say, what one agrees to.

use domain::draft::Consent;
use domain::form::{FormField, TopicState};
use domain::party::Standing;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Error;
use usecases::party::agree::{agree, take_back};
use usecases::party::part::{Part, read};

use crate::respond::{go_on, problem_code, status};
use crate::text::{draft, party as text};
use crate::ui::field::{labelled, said};
use crate::ui::frame::{Exit, Frame};
use crate::ui::loaded::loaded;
use crate::visit::{office, part, query, visit};

/// `/parties/{invitation}?problem=`.
#[component]
pub(crate) fn PartPage() -> impl IntoView {
    let (office, asker, id) = (office(), visit().asker, part("invitation"));
    let problem = query("problem").as_deref().and_then(text::problem);
    loaded(async move { read(&office, &asker, &id.parse()?).await }, move |part| {
        if problem.is_some() {
            status(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let mine = &part.mine;
        let title = text::together(&mine.title());
        let taken = mine.theme.items.iter().zip(&mine.plan.items);
        let items: Vec<_> = taken.filter(|(_, planned)| planned.is_taken()).collect();
        let items: Vec<_> = items.into_iter().map(|(item, _)| item.short.as_str()).collect();
        let is_open = mine.draft.submitted_at.is_none();
        let asks = mine
            .applicant_name()
            .map(|name| view! { <p class="lede">{text::asks(name)}</p> });
        let how = match (is_open, part.is_needed) {
            (false, _) => text::SUBMITTED,
            (true, false) => text::NOT_NEEDED,
            (true, true) if !part.is_ready && part.standing != Standing::Declined => text::NOT_READY,
            (true, true) => text::yours(part.standing),
        };
        let agreed = part.asks().map(|party| {
            let signs = party.signs.clone().map(|signs| view! { <li>{signs}</li> });
            view! { <li>{party.consent.clone()}</li>{signs} }
        });
        let frame = Frame::new(title.clone())
            .place(mine.theme.name.clone())
            .exit(Exit::mine());
        let frame = if is_open && part.is_needed {
            frame.action(action(&part))
        } else {
            frame
        };
        frame.around(view! {
            <h1>{title}</h1>
            {asks}
            <p role="status">{how}</p>
            {problem.map(|problem| view! { <p class="notice" role="alert">{problem}</p> })}
            <h2>{draft::APPLIED_FOR}</h2>
            <p>{items.join("、")}</p>
            {is_open.then(|| own(&part))}
            <h2>{text::THEIR_PART}</h2>
            {shared(&part)}
            <p class="note">{text::HIDDEN}</p>
            <h2>{text::YOU_AGREE}</h2>
            <ul class="plain">{agreed.collect_view()}</ul>
        })
    })
}

/// What can be done now.
fn action(part: &Part) -> AnyView {
    let id = part.invitation.id.to_string();
    let back = |class: &'static str| {
        view! {
            <form method="post" action=TakeBackWord::url()>
                <input type="hidden" name="invitation" value=id.clone()/>
                <button class=class>{text::THINK_AGAIN}</button>
            </form>
        }
    };
    let sign = part.is_ready.then(|| {
        view! {
            <form method="post" action=AgreeTogether::url()>
                <input type="hidden" name="invitation" value=id.clone()/>
                <input type="hidden" name="hash" value=part.hash.clone()/>
                <button class="button">{text::AGREE}</button>
            </form>
        }
    });
    match part.standing {
        Standing::Agreed => back("button button--quiet").into_any(),
        Standing::Declined => back("button").into_any(),
        _ => view! {
            <a class="button button--quiet" href=format!("/parties/{id}/decline")>{text::DECLINE}</a>
            {sign}
        }
        .into_any(),
    }
}

/// What is theirs to say, and to let be looked up.
fn own(part: &Part) -> Option<impl IntoView + use<>> {
    let (id, draft_id) = (&part.invitation.id, &part.mine.draft.id);
    let row = |href: String, name: String, (class, word): (&'static str, &'static str)| {
        view! { <li><a class="rows__link" href=href><span class="rows__name">{name}</span><span class=class>{word}</span></a></li> }
    };
    let form = part.mine.form();
    let topics = form.topics.iter().map(|page| {
        let state = match page.state() {
            TopicState::Complete => ("state state--done", draft::DONE),
            TopicState::Open => ("state state--need", draft::OPEN),
            TopicState::Wrong => ("state state--wrong", draft::WRONG),
        };
        row(
            format!("/drafts/{draft_id}/form/{}", page.topic.id),
            page.topic.title.clone(),
            state,
        )
    });
    let topics: Vec<_> = topics.collect();
    let registers = part.reads().next().map(|_| {
        let state = match part.invitation.consent {
            Consent::NotAsked => ("state state--need", draft::NOT_YET),
            Consent::Given | Consent::InPart => ("state state--done", draft::REGISTERS_READ),
            Consent::Declined => ("state", draft::REGISTERS_DECLINED),
        };
        row(format!("/parties/{id}/consent"), text::REGISTERS.to_owned(), state)
    });
    (!topics.is_empty() || registers.is_some())
        .then(|| view! { <h2>{text::YOUR_PART}</h2><ul class="rows">{registers}{topics}</ul> })
}

/// What the others wrote, as far as it is for everybody's eyes.
fn shared(part: &Part) -> impl IntoView + use<> {
    let mine = &part.mine;
    let form = mine.everything();
    let own = mine.form();
    let is_own = |field: &FormField<'_>| {
        let mut fields = own.topics.iter().flat_map(|page| &page.fields);
        fields.any(|known| known.id == field.id)
    };
    let fields = form.topics.iter().flat_map(|page| &page.fields);
    let row = |field: &FormField<'_>| {
        let text = mine.answers.text(&field.id).filter(|_| !is_own(field))?;
        let said = said(&field.field.element.kind, text, false);
        Some(view! { <div><dt>{labelled(&mine.theme, field)}</dt><dd class="num">{said}</dd></div> })
    };
    view! { <dl class="stated">{fields.filter_map(row).collect_view()}</dl> }
}

/// Agrees to what was shown, and signs.
#[server]
pub(crate) async fn agree_together(invitation: String, #[server(default)] hash: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id: domain::id::InvitationId = invitation.parse()?;
        match agree(&office, &visit.asker, &id, &hash).await {
            Err(error @ Error::Refused(_)) => Ok(format!("/parties/{id}?problem={}", problem_code(&error))),
            outcome => outcome.map(|()| format!("/parties/{id}")),
        }
    };
    go_on(outcome.await);
    Ok(())
}

/// Neither agrees nor declines any more.
#[server]
pub(crate) async fn take_back_word(invitation: String) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id: domain::id::InvitationId = invitation.parse()?;
        match take_back(&office, &visit.asker, &id).await {
            Err(error @ Error::Refused(_)) => Ok(format!("/parties/{id}?problem={}", problem_code(&error))),
            outcome => outcome.map(|()| format!("/parties/{id}")),
        }
    };
    go_on(outcome.await);
    Ok(())
}
