//! Sentences about an application: a status says who acts next and by when.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::application::{Event, EventKind};
use domain::case::{Case, Status, Wait};
use domain::commitment::check::{Check, Found, Outcome, last};
use domain::commitment::{called, of};
use domain::moment::Moment;
use domain::theme::item::Item;
use usecases::Context;
use usecases::application::track::Tracked;

use crate::text::{correction, date, guide, progress as text, promise};

/// Whose turn it is, all in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Offices work, or all is done.
    Moving,
    /// The citizen has to do something by a day.
    Yours,
    /// Something went wrong.
    Stopped,
}

/// The whole in one sentence, and whose turn it is.
pub(super) fn now(office: &Context, tracked: &Tracked, today: NaiveDate) -> (String, Stands) {
    if tracked.application.withdrawn_at.is_some() || is_withdrawn(tracked) {
        return (text::WITHDRAWN.to_owned(), Stands::Moving);
    }
    // What has to be done by a day comes first, then what went wrong.
    let to_mend = tracked.cases.iter().filter_map(|case| answer_by(tracked, case));
    if let Some(day) = to_mend.min() {
        return (
            correction::now(to_mend_count(tracked), &date::weekday(day, today)),
            Stands::Yours,
        );
    }
    if let Some(refused) = tracked.cases.iter().find(|case| case.status == Status::Refused) {
        return (text::now_refused(&name(tracked, refused)), Stands::Stopped);
    }
    let active = tracked
        .cases
        .iter()
        .filter(|case| matches!(case.status, Status::Received | Status::Accepted));
    // What others wait for matters most, then what is due first.
    let is_waited_for = |case: &Case| {
        tracked.cases.iter().any(|other| {
            other.status == Status::Waiting && tracked.prerequisites(other).any(|needed| needed.id == case.id)
        })
    };
    let Some(case) = active.min_by_key(|case| (!is_waited_for(case), case.due)) else {
        let all_granted = tracked.cases.iter().all(|case| case.status == Status::Granted);
        let some_withdrawn = tracked.cases.iter().any(|case| case.status == Status::Withdrawn);
        let is_moving = tracked.cases.iter().any(|case| case.status == Status::Waiting);
        return match (is_moving, all_granted) {
            (true, _) => (text::MOVING.to_owned(), Stands::Moving),
            (false, true) => (text::ALL_DONE.to_owned(), Stands::Moving),
            // Nothing was refused: what is not there was not wanted any more.
            (false, false) if some_withdrawn => (text::REST_DONE.to_owned(), Stands::Moving),
            (false, false) => (text::ENDED.to_owned(), Stands::Stopped),
        };
    };
    let (office_name, item, by) = (
        office_name(office, tracked, case),
        name(tracked, case),
        due(case, today),
    );
    let is_mended = tracked
        .corrections
        .iter()
        .any(|asked| asked.case == case.id && asked.mended_at.is_some());
    match case.status {
        Status::Received if is_mended => (text::now_mended(&office_name, &item, &by), Stands::Moving),
        Status::Received => (text::now_received(&office_name, &item, &by), Stands::Moving),
        _ => (text::now_accepted(&office_name, &item, &by), Stands::Moving),
    }
}

/// Whether everything was withdrawn, case by case.
fn is_withdrawn(tracked: &Tracked) -> bool {
    let mut cases = tracked.cases.iter();
    cases.all(|case| matches!(case.status, Status::Withdrawn | Status::Lapsed))
        && tracked.cases.iter().any(|case| case.status == Status::Withdrawn)
}

/// The day by which the citizen is to mend something in a case.
pub(super) fn answer_by(tracked: &Tracked, case: &Case) -> Option<NaiveDate> {
    let asked = tracked.to_mend(case)?.asked.as_ref()?;
    Some(asked.answer_by)
}

/// How many answers and papers the citizen is to mend.
fn to_mend_count(tracked: &Tracked) -> usize {
    let asked = tracked.cases.iter().filter_map(|case| tracked.to_mend(case));
    let targets: BTreeSet<_> = asked
        .flat_map(|asked| &asked.points)
        .map(|point| &point.target)
        .collect();
    targets.len()
}

/// What waits for what the citizen is to mend, and what goes on meanwhile.
pub(super) fn meanwhile(tracked: &Tracked) -> String {
    let held = tracked.held_up();
    let goes_on = |case: &&Case| {
        let is_open = !case.status.is_closed() && case.status != Status::Correcting;
        is_open && held.iter().all(|other| other.id != case.id)
    };
    let going_on: Vec<_> = (tracked.cases.iter().filter(goes_on))
        .map(|case| name(tracked, case))
        .collect();
    let held: Vec<_> = held.iter().map(|case| name(tracked, case)).collect();
    match (held.is_empty(), going_on.is_empty()) {
        (true, true) => String::new(),
        (true, false) => text::OTHERS_MEANWHILE.to_owned(),
        (false, true) => text::held_up(&held),
        (false, false) => text::held_up(&held) + &text::go_on(&going_on),
    }
}

/// How many more are being worked on.
pub(super) fn also(tracked: &Tracked) -> Option<String> {
    let active = tracked
        .cases
        .iter()
        .filter(|case| matches!(case.status, Status::Received | Status::Accepted))
        .count();
    (active > 1).then(|| text::also(active - 1))
}

/// One case in one sentence; `end`: by when it is decided at the latest, where that can be said.
pub(super) fn case(
    office: &Context,
    tracked: &Tracked,
    case: &Case,
    end: Option<NaiveDate>,
    today: NaiveDate,
) -> String {
    let office_name = office_name(office, tracked, case);
    match case.status {
        Status::Waiting => waiting(tracked, case),
        Status::Received => {
            let end = end.map(|day| date::weekday(day, today));
            text::received(&office_name, &due(case, today), end.as_deref())
        }
        Status::Correcting => {
            let by = answer_by(tracked, case).map_or_else(String::new, |day| date::weekday(day, today));
            let points = tracked.to_mend(case).map_or(0, |asked| asked.points.len());
            correction::asked(&office_name, points, &by)
        }
        Status::Accepted => match running(office, tracked, case, today) {
            Some((procedures, until)) => {
                let until = date::weekday(until, today);
                text::accepted_until(&office_name, &procedures, &until, &due(case, today))
            }
            None => text::accepted(&office_name, &due(case, today)),
        },
        Status::Granted => case
            .decision
            .as_ref()
            .map_or_else(String::new, |decision| decision.text.clone()),
        Status::Refused => text::refused(
            &office_name,
            case.decision.as_ref().map_or("", |decision| decision.text.as_str()),
        ),
        Status::Withdrawn => text::CASE_WITHDRAWN.to_owned(),
        Status::Lapsed => text::lapsed(&names(tracked, case, |needed| {
            matches!(needed.status, Status::Refused | Status::Lapsed | Status::Withdrawn)
        })),
    }
}

/// What a case waits for: results, and what only has to be decided.
fn waiting(tracked: &Tracked, case: &Case) -> String {
    let wait = |needed: &Case| tracked.item(case)?.wait_for(&needed.item);
    let of = |kind: Wait| {
        names(tracked, case, |needed| {
            !needed.status.is_closed() && wait(needed) == Some(kind)
        })
    };
    let (results, decisions) = (of(Wait::Result), of(Wait::Decision));
    if results.is_empty() && decisions.is_empty() {
        return text::MOVING.to_owned();
    }
    guide::waits(&results, &decisions)
}

/// The special procedures that run before a case is granted, and their last day.
fn running<'a>(
    office: &Context,
    tracked: &'a Tracked,
    case: &Case,
    today: NaiveDate,
) -> Option<(Vec<&'a str>, NaiveDate)> {
    let until = tracked.opens_on(office, case)?.pred_opt()?;
    let binding = tracked.item(case).into_iter().flat_map(Item::binding);
    let procedures = binding.map(|(pause, _)| pause.name.as_str()).collect();
    (today <= until).then_some((procedures, until))
}

/// An application in a list, in one sentence.
pub(crate) fn short_status(tracked: &Tracked) -> String {
    let granted = tracked
        .cases
        .iter()
        .filter(|case| case.status == Status::Granted)
        .count();
    let ended = tracked.cases.iter().all(|case| case.status.is_closed());
    if let Some(asked) = tracked.cases.iter().find(|case| tracked.to_mend(case).is_some()) {
        return correction::short(&name(tracked, asked));
    }
    if let Some(refused) = tracked.cases.iter().find(|case| case.status == Status::Refused) {
        return text::now_refused(&name(tracked, refused));
    }
    if is_withdrawn(tracked) {
        return text::WITHDRAWN.to_owned();
    }
    match (tracked.application.withdrawn_at, ended) {
        (Some(_), _) => text::WITHDRAWN.to_owned(),
        (None, true) if granted == tracked.cases.len() => text::ALL_DONE.to_owned(),
        (None, true) => text::ENDED.to_owned(),
        (None, false) => text::so_far(granted, tracked.cases.len()),
    }
}

/// What happened, the latest first; what started by itself is told with what let it start.
pub(super) fn messages(tracked: &Tracked) -> Vec<(String, Moment)> {
    let mut messages: Vec<(String, Moment)> = Vec::new();
    for event in tracked.events.iter().rev() {
        let Some(sentence) = message(tracked, event) else {
            continue;
        };
        match (event.kind, messages.last_mut()) {
            (EventKind::Started | EventKind::Lapsed, Some((before, _))) => *before = format!("{before}，{sentence}"),
            _ => messages.push((sentence, event.at)),
        }
    }
    messages.reverse();
    messages
}

/// One step in one sentence; nothing of who looked.
pub(crate) fn message(tracked: &Tracked, event: &Event) -> Option<String> {
    let case = tracked.cases.iter().find(|case| Some(&case.id) == event.case.as_ref());
    let item = case.and_then(|case| tracked.item(case));
    let short = item.map_or("", |item| item.short.as_str());
    Some(match event.kind {
        EventKind::Submitted => text::message_submitted(departments(tracked)),
        EventKind::CorrectionAsked => correction::message_asked(short),
        EventKind::Reminded => correction::message_reminded(short),
        EventKind::Mended => correction::message_mended(short),
        EventKind::Accepted => text::message_accepted(short),
        EventKind::Granted => text::message_granted(short, item.and_then(|item| item.done.as_deref())),
        EventKind::Refused => text::message_refused(short),
        EventKind::Started => text::message_started(short),
        EventKind::Lapsed => text::message_lapsed(short),
        EventKind::Supplied => text::message_supplied(short),
        EventKind::Missed => text::message_missed(short),
        EventKind::PromiseKept | EventKind::PromiseToMend | EventKind::PromiseBroken => {
            let (check, found) = checked(tracked, event)?;
            outcome(tracked, check, found, date::whole)
        }
        EventKind::Withdrawn if case.is_some() => text::message_case_withdrawn(short),
        EventKind::Withdrawn => text::MESSAGE_WITHDRAWN.to_owned(),
        EventKind::Looked | EventKind::Revealed => return None,
    })
}

/// The check that a step tells of: the last one that had found this by then.
fn checked<'a>(tracked: &'a Tracked, event: &Event) -> Option<(&'a Check, &'a Found)> {
    let own = (tracked.checks.iter()).filter(|check| Some(&check.case) == event.case.as_ref());
    own.filter_map(|check| Some((check, check.found.as_ref()?)))
        .filter(|(_, found)| found.outcome.step() == event.kind && found.at <= event.at)
        .max_by_key(|(_, found)| found.at)
}

/// What a check found, in one sentence, with what follows.
fn outcome(tracked: &Tracked, check: &Check, found: &Found, day: impl Fn(NaiveDate) -> String) -> String {
    let name = called(&tracked.theme, &check.about);
    match found.outcome {
        Outcome::Kept => promise::kept(name),
        Outcome::Mendable => {
            let next = tracked.checks.iter().find(|next| next.follows(check));
            let by = next.map_or_else(String::new, |next| day(next.due));
            promise::to_mend(name, &found.sentence, &by)
        }
        Outcome::Broken => {
            let commitment = of(&tracked.theme, &check.about);
            let consequence = commitment.map_or("", |commitment| commitment.consequence.as_str());
            promise::broken(name, &found.sentence, consequence)
        }
    }
}

/// What comes of each promise that a case was granted on, in one sentence each.
pub(super) fn promises(tracked: &Tracked, case: &Case, today: NaiveDate) -> Vec<String> {
    let own = tracked.checks.iter().filter(|check| check.case == case.id);
    let one = |check: &Check| {
        // What is to be mended is said until it is checked again.
        let before = tracked.checks.iter().find(|before| check.follows(before));
        let (told, found) = match (&check.found, before) {
            (Some(found), _) => (check, found),
            (None, Some(before)) => (before, before.found.as_ref()?),
            (None, None) => {
                let name = called(&tracked.theme, &check.about);
                return Some(promise::due(name, &date::day(check.due, today)));
            }
        };
        Some(outcome(tracked, told, found, |by| date::day(by, today)))
    };
    last(own).into_iter().filter_map(one).collect()
}

fn departments(tracked: &Tracked) -> usize {
    tracked
        .cases
        .iter()
        .map(|case| &case.department)
        .collect::<BTreeSet<_>>()
        .len()
}

pub(super) fn name(tracked: &Tracked, case: &Case) -> String {
    tracked
        .item(case)
        .map_or_else(|| case.item.to_string(), |item| item.short.clone())
}

fn office_name(office: &Context, tracked: &Tracked, case: &Case) -> String {
    tracked
        .office(office, case)
        .map_or_else(|| case.office.to_string(), |office| office.name.clone())
}

fn due(case: &Case, today: NaiveDate) -> String {
    case.due.map_or_else(String::new, |due| date::weekday(due, today))
}

/// The short names of the cases that a case waits for and that stand so.
fn names<'a>(tracked: &'a Tracked, case: &'a Case, stands_so: impl Fn(&Case) -> bool) -> Vec<&'a str> {
    let needed = tracked.prerequisites(case).filter(|needed| stands_so(needed));
    needed
        .filter_map(|needed| tracked.item(needed))
        .map(|item| item.short.as_str())
        .collect()
}
