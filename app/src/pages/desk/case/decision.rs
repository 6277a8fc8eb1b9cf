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
use crate::ui::mistakes::Mistakes;
use crate::ui::plain::plain;

/// Where a decision and what comes next are typed.
const DECISION: &str = "decision";
const NEXT_STEP: &str = "next-step";

/// What a code says is wrong with a decision, as long as there is none.
pub(super) fn mistake(open: &OpenCase, code: &str) -> Option<(String, &'static str)> {
    let (place, sentence) = match code {
        "decision-text" => (DECISION, problem::DECISION_TEXT),
        "next-step" => (NEXT_STEP, problem::NEXT_STEP),
        _ => return None,
    };
    let is_open = open.case.decision.is_none();
    is_open.then(|| (place.to_owned(), sentence))
}

/// Accepting, deciding, or what was decided.
pub(super) fn decision(office: &Context, open: &OpenCase, refused: Option<&str>, mistakes: &Mistakes) -> AnyView {
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
                    {decide_form(id, &open.writing, open, mistakes, None)}
                </details>
            })}
        }
        .into_any(),
        Status::Accepted if decides => {
            let grant = grant(office, open, refused);
            decide_form(id, &open.writing, open, mistakes, Some(grant)).into_any()
        }
        Status::Correcting if decides && correction::is_over(office, open) => view! {
            <h2>{mending::CLOSE}</h2>
            {decide_form(id, &correction::words_of_law(office, open), open, mistakes, None)}
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
    mistakes: &Mistakes,
    grant: Option<AnyView>,
) -> impl IntoView + use<> {
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
                <label for=DECISION>{text::DECISION_TEXT}</label>
                <p class="field__hint" id="decision-hint">{text::DECISION_HINT}</p>
                <textarea id=DECISION name="text" maxlength="1000" aria-describedby="decision-hint decision-problem" aria-invalid=mistakes.invalid(DECISION)>{plain(&writing.text)}</textarea>
                {mistakes.beside(DECISION)}
            </div>
            <div class="field">
                <label for=NEXT_STEP>{text::NEXT_STEP}</label>
                <textarea id=NEXT_STEP name="next_step" maxlength="1000" aria-describedby="next-step-problem" aria-invalid=mistakes.invalid(NEXT_STEP)>{plain(&writing.next_step)}</textarea>
                {mistakes.beside(NEXT_STEP)}
            </div>
            <p class="verdict">
                {grant}
                <button class="button button--inline button--danger" name="verdict" value="refuse">{text::REFUSE}</button>
            </p>
        </form>
    }
}
