//! Correcting at the desk: what is wrong is named beside each value and paper, and sent at once.

use domain::case::Status;
use domain::case::correction::{Correction, DAYS_TO_ANSWER, Flaw, Point, Target};
use domain::id::CaseId;
use domain::staff::Task;
use http::StatusCode;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use usecases::casework::correct::{LONGEST, as_shown, ask, is_said, name, take_out};
use usecases::casework::decide::DecisionDraft;
use usecases::casework::read::OpenCase;
use usecases::draft::park::{Posted, find_point, park};
use usecases::{Context, Error, Refusal};

use super::back::back_to_case;
use super::labelled;
use crate::pages::parked;
use crate::respond::{FAILED, go, go_on, keep, keep_form, status};
use crate::text::{correction as text, date, desk};
use crate::ui::loaded::encode;
use crate::ui::mistakes::Mistakes;
use crate::ui::plain::plain;
use crate::visit::{office, visit};

/// How many working days the citizen is given unless the officer says otherwise.
const DAYS: u32 = 10;

/// Where what was named stands, and where it is said why more is asked for.
const POINTS: &str = "points";
const REASON: &str = "reason";

/// What a code says is wrong with what is named, as long as this officer may name it.
pub(super) fn mistake(open: &OpenCase, code: &str) -> Option<(String, &'static str)> {
    let place = match code {
        "point-text" => POINTS,
        "not-said-at-once" => REASON,
        _ => return None,
    };
    let sentence = text::problem(code).filter(|_| may_name(open))?;
    Some((place.to_owned(), sentence))
}

/// Whether this officer may name what is wrong now.
fn may_name(open: &OpenCase) -> bool {
    open.case.status == Status::Received && open.tasks.contains(&Task::Accept)
}

/// Beside a value or a paper: to name what is wrong with it.
pub(super) fn add(open: &OpenCase, target: &Target, called: &str) -> Option<impl IntoView + use<>> {
    may_name(open).then(|| {
        let href = format!(
            "/desk/cases/{}?point={}#point",
            open.case.id,
            encode(&target.to_string())
        );
        let label = format!("{called}：{}", text::ADD);
        view! { <p class="note"><a href=href aria-label=label>{text::ADD}</a></p> }
    })
}

/// What the target of a point is called.
fn called(open: &OpenCase, target: &Target) -> String {
    match target {
        Target::Field(field) => {
            let stated = open.stated().find(|stated| stated.id == *field);
            let unanswered = || {
                let asked = open.tracked.theme.field(field);
                asked.map_or_else(String::new, |asked| asked.label().to_owned())
            };
            stated.map_or_else(unanswered, |stated| labelled(&stated.subject, stated.label))
        }
        Target::Paper(paper) => {
            let mut materials = open.tracked.theme.materials.iter();
            let material = materials.find(|material| material.id == *paper);
            material.map_or_else(String::new, |material| material.name.clone())
        }
    }
}

/// What is being named: the point at hand, the list, and to send it. `typed`: what was typed for a point and is not named yet.
pub(super) fn naming(
    open: &OpenCase,
    pointed: Option<&Target>,
    typed: Option<&Point>,
    refused: Option<&str>,
    mistakes: &Mistakes,
) -> Option<AnyView> {
    if !may_name(open) {
        return typed.map(|typed| left_over(open, typed));
    }
    let pointed = typed.map(|typed| &typed.target).or(pointed);
    // Nothing that the case does not have can be named.
    let pointed = pointed.filter(|target| !called(open, target).is_empty());
    let points = open.naming.as_ref().map_or(&[][..], |naming| &naming.points);
    let problem = refused.and_then(text::problem).filter(|_| mistakes.is_empty());
    let problem = problem.map(|sentence| {
        status(if refused == Some("points-changed") {
            StatusCode::CONFLICT
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        });
        view! { <p class="field__problem" role="alert">{sentence}</p> }
    });
    let is_silent = problem.is_none() && mistakes.invalid(POINTS).is_none();
    if points.is_empty() && pointed.is_none() && is_silent {
        return None;
    }
    let point = pointed.map(|target| point_form(open, target, points, typed));
    let rows: Vec<_> = points.iter().map(|point| row(open, point)).collect();
    let send = (!points.is_empty()).then(|| send_form(open, mistakes));
    let view = view! {
        <section class="group" aria-labelledby=POINTS>
            <h2 id=POINTS tabindex="-1">{text::POINTS}</h2>
            <p class="note">{text::POINTS_NOTE}</p>
            {mistakes.beside(POINTS)}
            {problem}
            {point}
            <ul class="rows">{rows}</ul>
            {send}
        </section>
    };
    Some(view.into_any())
}

/// What an officer typed for a case that nobody names anything of any more.
fn left_over(open: &OpenCase, typed: &Point) -> AnyView {
    let words = text::left_over(&called(open, &typed.target), typed.flaw, &typed.sentence);
    view! { <p class="field__differs">{words}</p> }.into_any()
}

/// Why an officer wanted to ask for more in a case that moved on meanwhile.
pub(super) fn unsent(reason: &str) -> impl IntoView + use<> {
    view! { <p class="field__differs">{desk::UNSENT}{reason.to_owned()}</p> }
}

/// Says of one value or paper what is wrong with it; with what an officer typed, beside what the notice says by now.
fn point_form(open: &OpenCase, target: &Target, points: &[Point], typed: Option<&Point>) -> AnyView {
    let known = points.iter().find(|point| point.target == *target);
    let point = typed.or(known);
    let chosen = point.map_or(Flaw::Incorrect, |point| point.flaw);
    let beside = typed.map(|_| {
        let named = known.map_or_else(
            || text::NOT_NAMED.to_owned(),
            |point| text::named(point.flaw, &point.sentence),
        );
        view! { <p class="field__differs" id="sentence-beside">{text::NOT_YET_NAMED}" "{named}</p> }
    });
    let flaw = |(flaw, word): (Flaw, &'static str)| {
        view! {
            <label class="choice__row">
                <input type="radio" name="flaw" value=word checked=flaw == chosen/>
                <span>{text::flaw(flaw)}</span>
            </label>
        }
    };
    view! {
        <form id="point" method="post" action=NamePoint::url()>
            <input type="hidden" name="case" value=open.case.id.to_string()/>
            <input type="hidden" name="target" value=target.to_string()/>
            <input type="hidden" name="shown" value=as_shown(known, None)/>
            <h3>{called(open, target)}</h3>
            <fieldset class="field">
                <legend>{text::FLAW}</legend>
                {Flaw::ALL.map(flaw).into_iter().collect_view()}
            </fieldset>
            <div class="field">
                <label for="sentence">{text::SENTENCE}</label>
                <p class="field__hint" id="sentence-hint">{text::SENTENCE_HINT}</p>
                {beside}
                <textarea id="sentence" name="sentence" maxlength=LONGEST.to_string() aria-describedby="sentence-hint sentence-beside">{point.map(|point| plain(&point.sentence))}</textarea>
            </div>
            <p><button class="button button--inline">{text::NAME}</button></p>
        </form>
    }
    .into_any()
}

/// One point that was named.
fn row(open: &OpenCase, point: &Point) -> AnyView {
    let name = called(open, &point.target);
    let href = format!(
        "/desk/cases/{}?point={}#point",
        open.case.id,
        encode(&point.target.to_string())
    );
    let (change, take_out) = (format!("{}{name}", text::CHANGE), format!("{}{name}", text::TAKE_OUT));
    let class = if is_said(&point.sentence) {
        "note"
    } else {
        "note field__problem"
    };
    view! {
        <li>
            <span class="rows__name">{name.clone()}</span>
            <span class="state state--wrong">{text::flaw(point.flaw)}</span>
            <span class=class>{point.sentence.clone()}</span>
            <a href=href aria-label=change>{text::CHANGE}</a>
            <form method="post" action=TakePointOut::url()>
                <input type="hidden" name="case" value=open.case.id.to_string()/>
                <input type="hidden" name="target" value=point.target.to_string()/>
                <input type="hidden" name="shown" value=as_shown([point], None)/>
                <button class="link-button" aria-label=take_out>{text::TAKE_OUT}</button>
            </form>
        </li>
    }
    .into_any()
}

/// Sends it; for the second time with a reason.
fn send_form(open: &OpenCase, mistakes: &Mistakes) -> AnyView {
    let mut earlier = open.tracked.corrections.iter();
    let is_again = earlier.any(|correction| correction.case == open.case.id);
    let points = open.naming.iter().flat_map(|naming| &naming.points);
    let reason = open.naming.as_ref().and_then(|naming| naming.reason.as_deref());
    let shown = as_shown(points, reason);
    let reason = is_again.then(|| {
        view! {
            <div class="field">
                <label for=REASON>{text::REASON}</label>
                <p class="field__hint" id="reason-hint">{text::REASON_HINT}</p>
                <textarea id=REASON name="reason" maxlength=LONGEST.to_string() aria-describedby="reason-hint reason-problem" aria-invalid=mistakes.invalid(REASON)>{reason.map(plain)}</textarea>
                {mistakes.beside(REASON)}
            </div>
        }
    });
    let choice = |days: u32| view! { <option value=days.to_string() selected=days == DAYS>{text::days(days)}</option> };
    view! {
        <form method="post" action=AskForCorrection::url()>
            <input type="hidden" name="case" value=open.case.id.to_string()/>
            <input type="hidden" name="shown" value=shown/>
            <div class="field">
                <label for="days">{text::DAYS}</label>
                <select id="days" name="days">{DAYS_TO_ANSWER.step_by(5).map(choice).collect_view()}</select>
            </div>
            {reason}
            <p><button class="button button--inline">{text::ASK}</button></p>
        </form>
    }
    .into_any()
}

/// What was asked for in this case, and what came of it, the latest first.
pub(super) fn asked(office: &Context, open: &OpenCase) -> impl IntoView + use<> {
    let today = office.today();
    let one = |correction: &Correction| {
        let asked = correction.asked.as_ref()?;
        let head = text::asked_at(&date::time(asked.at, today), &date::day(asked.answer_by, today));
        let row = |point: &Point| {
            view! {
                <li>
                    <span class="rows__name">{called(open, &point.target)}</span>
                    <span class="state">{text::flaw(point.flaw)}</span>
                    <span class="note">{point.sentence.clone()}</span>
                </li>
            }
        };
        let mended = correction.mended_at.map(|at| text::mended_at(&date::time(at, today)));
        let said = correction.said.as_deref().filter(|_| correction.mended_at.is_some());
        Some(view! {
            <section class="group">
                <h2>{text::POINTS}</h2>
                <p class="note num">{head}</p>
                {mended.map(|mended| view! { <p class="note num">{mended}</p> })}
                <ul class="rows">{correction.points.iter().map(row).collect_view()}</ul>
                {correction.reason.as_deref().map(|reason| view! { <p class="note">{text::reason(reason)}</p> })}
                {said.map(|said| view! { <p>{text::said(said)}</p> })}
            </section>
        })
    };
    let own = open
        .tracked
        .corrections
        .iter()
        .rev()
        .filter(|correction| correction.case == open.case.id);
    own.filter_map(one).collect_view()
}

/// Whether the citizen's time to mend is over.
pub(super) fn is_over(office: &Context, open: &OpenCase) -> bool {
    let asked = open
        .tracked
        .to_mend(&open.case)
        .and_then(|correction| correction.asked.as_ref());
    asked.is_some_and(|asked| asked.answer_by < office.today())
}

/// What the officer typed, else the words of the law with which a case is closed that nobody mended.
pub(super) fn words_of_law(office: &Context, open: &OpenCase) -> DecisionDraft {
    let asked = open
        .tracked
        .to_mend(&open.case)
        .and_then(|correction| correction.asked.as_ref());
    let day = asked.map_or_else(String::new, |asked| date::day(asked.answer_by, office.today()));
    if !open.writing.text.is_empty() {
        return open.writing.clone();
    }
    DecisionDraft {
        text: text::unmended(&day),
        next_step: text::UNMENDED_NEXT.to_owned(),
    }
}

/// Names a point. Without a whole session, and when a colleague was faster, what was typed is parked.
#[server]
pub(crate) async fn name_point(
    case: String,
    target: String,
    flaw: String,
    #[server(default)] sentence: String,
    #[server(default)] shown: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let (Ok(target), Some(flaw)) = (target.parse(), Flaw::from_word(&flaw)) else {
        go(FAILED);
        return Ok(());
    };
    let point = Point { target, flaw, sentence };
    let outcome = async {
        let id: CaseId = case.parse()?;
        if !visit.asker.is_signed_in() {
            return parked::park(&office, &Posted::Point(id, point)).await;
        }
        let named = name(&office, &visit.asker, &id, &point, &shown).await;
        match &named {
            Ok(()) | Err(Error::Refused(Refusal::PointText)) => {
                if let Some(token) = &visit.typed
                    && find_point(&office, &visit.asker, &id, token).await?.is_some()
                {
                    keep("typed", None, 0);
                }
            }
            Err(Error::Conflict | Error::Refused(Refusal::PointsChanged)) => {
                let typed = park(&office, &Posted::Point(id, point)).await?;
                keep_form(&office, "typed", &typed);
            }
            Err(_) => {}
        }
        back_to_case(&case, named)
    };
    go_on(outcome.await);
    Ok(())
}

/// Takes a point out.
#[server]
pub(crate) async fn take_point_out(
    case: String,
    target: String,
    #[server(default)] shown: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async { take_out(&office, &visit.asker, &case.parse()?, &target.parse()?, &shown).await };
    go_on(back_to_case(&case, outcome.await));
    Ok(())
}

/// Asks the citizen for everything that was named. Without a whole session, and when the case moved on meanwhile, the reason is parked.
#[server]
pub(crate) async fn ask_for_correction(
    case: String,
    #[server(default)] days: u32,
    #[server(default)] reason: String,
    #[server(default)] shown: String,
) -> Result<(), ServerFnError> {
    let (office, visit) = (office(), visit());
    let outcome = async {
        let id: CaseId = case.parse()?;
        if !visit.asker.is_signed_in() {
            return parked::park(&office, &Posted::Reason(id, reason)).await;
        }
        let asked = ask(&office, &visit.asker, &id, days, &reason, &shown).await;
        if matches!(asked, Err(Error::Conflict)) && !reason.is_empty() {
            let typed = park(&office, &Posted::Reason(id, reason)).await?;
            keep_form(&office, "typed", &typed);
        }
        back_to_case(&case, asked)
    };
    go_on(outcome.await);
    Ok(())
}
