//! The checks of what a case was granted on: what was found, and recording it.

use domain::commitment::check::{Check, DAYS_TO_MEND, Outcome, last};
use domain::commitment::{called, of};
use domain::staff::Task;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::casework::check::{Recorded, record};
use usecases::casework::correct::LONGEST;
use usecases::casework::decide::DecisionDraft;
use usecases::casework::read::OpenCase;
use usecases::{Context, Error, Refusal};

use super::back::{back_to_case, park_decision};
use crate::pages::desk::pressing;
use crate::respond::{FAILED, go, go_on, problem_code, status};
use crate::text::{correction, date, promise as text};
use crate::ui::mistakes::Mistakes;
use crate::ui::plain::plain;
use crate::visit::{office, visit};

/// How many working days the citizen is given unless the officer says otherwise.
const DAYS: u32 = 10;

/// The promises of a case of which this officer can record something now, each with its last check.
pub(super) fn to_record(open: &OpenCase) -> Vec<&Check> {
    if !open.tasks.contains(&Task::Decide) {
        return Vec::new();
    }
    let own = (open.tracked.checks.iter()).filter(|check| check.case == open.case.id);
    let mut checks = last(own);
    checks.retain(|check| check.admits(Outcome::Kept));
    checks
}

/// Where it is typed what a check found.
fn place(check: &Check) -> String {
    format!("finding-{}", check.about)
}

/// What a code says is wrong with what was found of this promise, as long as it can be recorded.
pub(super) fn mistake(open: &OpenCase, code: &str, about: &str) -> Option<(String, &'static str)> {
    let checks = to_record(open).into_iter().filter(|_| code == "finding-text");
    let mut found = checks.filter(|check| check.about.to_string() == about);
    found.next().map(|check| (place(check), text::FINDING_TEXT))
}

/// What was found of each promise of the case and what is to be, with the forms to record it.
pub(super) fn checks(office: &Context, open: &OpenCase, refused: Option<&str>, mistakes: &Mistakes) -> Option<AnyView> {
    let own = (open.tracked.checks.iter()).filter(|check| check.case == open.case.id);
    let rows: Vec<_> = own.map(|check| row(office, open, check)).collect();
    if rows.is_empty() {
        return None;
    }
    let told = (refused == Some("checked")).then(|| {
        status(StatusCode::CONFLICT);
        view! { <p class="notice" role="alert">{text::CHECKED_MEANWHILE}</p> }
    });
    let forms: Vec<_> = (to_record(open).into_iter())
        .map(|check| form(open, check, mistakes))
        .collect();
    let view = view! {
        <section class="group" id="checks">
            <h2>{text::CHECKS}</h2>
            {told}
            <ul class="rows">{rows}</ul>
            {forms}
        </section>
    };
    Some(view.into_any())
}

fn row(office: &Context, open: &OpenCase, check: &Check) -> AnyView {
    let (today, theme) = (office.today(), &open.tracked.theme);
    let name = called(theme, &check.about).to_owned();
    let Some(found) = &check.found else {
        let by = text::check_by(&date::day(check.due, today));
        return view! {
            <li><span class="rows__name">{name}</span>{pressing(office, check, today)}<span class="note num">{by}</span></li>
        }
        .into_any();
    };
    let follows = (found.outcome == Outcome::Broken).then(|| {
        let consequence = of(theme, &check.about).map(|commitment| commitment.consequence.clone());
        view! { <span class="note">{consequence}</span><span class="note">{text::REVOCABLE}</span> }
    });
    view! {
        <li>
            <span class="rows__name">{name}</span>
            <span class="state">{text::outcome(found.outcome)}</span>
            <span class="note">{found.sentence.clone()}</span>
            {follows}
            <span class="note num">{date::time(found.at, today)}</span>
        </li>
    }
    .into_any()
}

fn form(open: &OpenCase, check: &Check, mistakes: &Mistakes) -> AnyView {
    let name = called(&open.tracked.theme, &check.about).to_owned();
    let is_mended = check.found.is_some();
    let days = (!is_mended).then(|| {
        let choice = |days: u32| {
            view! { <option value=days.to_string() selected=days == DAYS>{correction::days(days)}</option> }
        };
        view! {
            <label class="field">
                <span>{text::DAYS_TO_MEND}</span>
                <select name="days">{DAYS_TO_MEND.step_by(5).map(choice).collect_view()}</select>
            </label>
        }
    });
    let outcomes = (Outcome::ALL.iter()).filter(|(outcome, _)| check.admits(*outcome));
    let buttons = outcomes.map(|(outcome, word)| {
        let class = if *outcome == Outcome::Broken {
            "button button--inline button--danger"
        } else {
            "button button--inline"
        };
        view! { <button class=class name="outcome" value=*word>{text::record(*outcome, is_mended)}</button> }
    });
    let field = place(check);
    let described_by = format!("{field}-hint {field}-problem");
    view! {
        <form method="post" action=RecordCheck::url()>
            <input type="hidden" name="case" value=open.case.id.to_string()/>
            <input type="hidden" name="about" value=check.about.to_string()/>
            <input type="hidden" name="number" value=check.recorded_next().to_string()/>
            <h3>{name}</h3>
            <div class="field">
                <label for=field.clone()>{text::FINDING}</label>
                <p class="field__hint" id=format!("{field}-hint")>{text::FINDING_HINT}</p>
                <textarea id=field.clone() name="sentence" maxlength=LONGEST.to_string() aria-describedby=described_by aria-invalid=mistakes.invalid(&field)>{plain(&open.writing.text)}</textarea>
                {mistakes.beside(&field)}
            </div>
            {days}
            <p class="verdict">{buttons.collect_view()}</p>
        </form>
    }
    .into_any()
}

/// Records what a check found. Without a whole session what was typed is parked.
#[server]
pub(crate) async fn record_check(
    case: String,
    about: String,
    number: i32,
    outcome: String,
    #[server(default)] sentence: String,
    #[server(default)] days: u32,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let (Ok(about), Some(outcome)) = (about.parse(), Outcome::from_word(&outcome)) else {
        go(FAILED);
        return Ok(());
    };
    if !visit.asker.is_signed_in() {
        let texts = DecisionDraft {
            text: sentence,
            next_step: String::new(),
        };
        go_on(park_decision(&office, &case, texts).await);
        return Ok(());
    }
    let recorded = Recorded {
        about,
        number,
        outcome,
        sentence,
        days,
    };
    let outcome = async { record(&office, &visit.asker, &case.parse()?, &recorded).await };
    go_on(match outcome.await {
        Err(Error::Conflict) => Ok(format!("/desk/cases/{case}?problem=checked")),
        // Of several promises it is said where this one is.
        Err(error @ Error::Refused(Refusal::FindingText)) => {
            let problem = problem_code(&error);
            Ok(format!("/desk/cases/{case}?problem={problem}&about={}", recorded.about))
        }
        outcome => back_to_case(&case, outcome),
    });
    Ok(())
}
