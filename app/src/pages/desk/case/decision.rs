//! Accepting a case, deciding it, or what was decided.

use domain::case::Status;
use domain::staff::Task;
use domain::theme::item::Item;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::Context;
use usecases::casework::decide::DecisionDraft;
use usecases::casework::read::OpenCase;

use super::{AcceptCase, DecideCase, check, correction};
use crate::respond::status;
use crate::text::{correction as mending, date, desk as text, guide, problem, staff};
use crate::ui::plain::plain;

/// Accepting, deciding, or what was decided.
pub(super) fn decision(office: &Context, open: &OpenCase, refused: Option<&str>) -> AnyView {
    let id = open.case.id.to_string();
    if let (Some(decision), Some(officer)) = (&open.case.decision, &open.decided_by) {
        // What was found of a promise stands in its form, as long as there is one.
        let is_finding = refused != Some("conflict") && !check::to_record(open).is_empty();
        let own_text = left_over(open).filter(|_| !is_finding);
        let by = text::decided(&officer.name, &date::time(decision.at, office.today()));
        return view! {
            <h2>{text::status(open.case.status)}</h2>
            <p>{decision.text.clone()}</p>
            {decision.next_step.clone().map(|next| view! { <p>{next}</p> })}
            <p class="note num">{by}</p>
            {own_text}
        }
        .into_any();
    }
    let (accepts, decides) = (open.tasks.contains(&Task::Accept), open.tasks.contains(&Task::Decide));
    match open.case.status {
        Status::Received if accepts || decides => view! {
            {accepts.then(|| accept_form(id.clone()))}
            {decides.then(|| view! {
                <details class="group" open=refused.is_some()>
                    <summary>{text::REFUSE}</summary>
                    {decide_form(id, &open.writing, open, refused, None)}
                </details>
            })}
        }
        .into_any(),
        Status::Accepted if decides => {
            let grant = grant(office, open, refused);
            decide_form(id, &open.writing, open, refused, Some(grant)).into_any()
        }
        Status::Correcting if decides && correction::is_over(office, open) => view! {
            <h2>{mending::CLOSE}</h2>
            {decide_form(id, &correction::words_of_law(office, open), open, refused, None)}
        }
        .into_any(),
        Status::Received | Status::Accepted => view! { <p class="note">{staff::NOT_YOURS}</p> }.into_any(),
        Status::Waiting
        | Status::Correcting
        | Status::Granted
        | Status::Refused
        | Status::Withdrawn
        | Status::Lapsed => left_over(open).filter(|_| refused == Some("conflict")).into_any(),
    }
}

/// What this officer typed for a case that somebody else moved on.
fn left_over(open: &OpenCase) -> Option<AnyView> {
    let DecisionDraft { text: typed, next_step } = open.writing.clone();
    let has_typed = !typed.is_empty() || !next_step.is_empty();
    has_typed.then(|| view! { <p class="field__differs">{text::UNSENT}{typed}" "{next_step}</p> }.into_any())
}

/// To grant it; as long as days have to be over before, from when on instead.
fn grant(office: &Context, open: &OpenCase, refused: Option<&str>) -> AnyView {
    let today = office.today();
    let Some(day) = open.opens_on(office).filter(|day| today < *day) else {
        return view! { <button class="button button--inline" name="verdict" value="grant">{text::GRANT}</button> }
            .into_any();
    };
    let is_refused = refused == Some("days-not-over");
    if is_refused {
        status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let binding = open.item().into_iter().flat_map(Item::binding);
    let procedures: Vec<_> = binding.map(|(pause, _)| pause.name.as_str()).collect();
    let sentence = text::opens_on(&procedures, &date::weekday(day, today));
    view! { <span class="note num" role=is_refused.then_some("alert")>{sentence}</span> }.into_any()
}

fn accept_form(id: String) -> impl IntoView {
    view! {
        <form class="group" method="post" action=AcceptCase::url()>
            <input type="hidden" name="case" value=id/>
            <button class="button button--inline">{text::ACCEPT}</button>
        </form>
    }
}

fn decide_form(
    id: String,
    writing: &DecisionDraft,
    open: &OpenCase,
    refused: Option<&str>,
    grant: Option<AnyView>,
) -> impl IntoView + use<> {
    let problem = |code: &str, sentence: &'static str, id: &'static str| {
        (refused == Some(code)).then(|| {
            status(StatusCode::UNPROCESSABLE_ENTITY);
            view! { <p class="field__problem" id=id role="alert">{sentence}</p> }
        })
    };
    let promise = open
        .item()
        .map(|item| guide::promised(&date::term(item.limit.promised)));
    let head = grant
        .is_some()
        .then(|| view! { <h2>{text::DECIDE}</h2><p class="note num">{promise}</p> });
    view! {
        {head}
        <form method="post" action=DecideCase::url()>
            <input type="hidden" name="case" value=id/>
            <div class="field">
                <label for="decision">{text::DECISION_TEXT}</label>
                <p class="field__hint" id="decision-hint">{text::DECISION_HINT}</p>
                <textarea id="decision" name="text" maxlength="1000" aria-describedby="decision-hint decision-problem">{plain(&writing.text)}</textarea>
                {problem("decision-text", problem::DECISION_TEXT, "decision-problem")}
            </div>
            <div class="field">
                <label for="next-step">{text::NEXT_STEP}</label>
                <textarea id="next-step" name="next_step" maxlength="1000" aria-describedby="next-step-problem">{plain(&writing.next_step)}</textarea>
                {problem("next-step", problem::NEXT_STEP, "next-step-problem")}
            </div>
            <p class="verdict">
                {grant}
                <button class="button button--inline button--danger" name="verdict" value="refuse">{text::REFUSE}</button>
            </p>
        </form>
    }
}
