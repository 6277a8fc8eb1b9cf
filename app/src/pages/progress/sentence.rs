//! Sentences about an application: a status says who acts next and by when.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::application::EventKind;
use domain::case::{Case, Status};
use domain::id::CaseId;
use domain::moment::Moment;
use usecases::Context;
use usecases::application::track::Tracked;

use crate::text::{date, progress as text};

/// The whole in one sentence, and whether something went wrong.
pub(super) fn now(office: &Context, tracked: &Tracked, today: NaiveDate) -> (String, bool) {
    if tracked.application.withdrawn_at.is_some() {
        return (text::WITHDRAWN.to_owned(), false);
    }
    // A refusal is the one thing the citizen must act upon.
    if let Some(refused) = tracked.cases.iter().find(|case| case.status == Status::Refused) {
        return (text::now_refused(&name(tracked, refused)), true);
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
        let is_moving = tracked.cases.iter().any(|case| case.status == Status::Waiting);
        return match (is_moving, all_granted) {
            (true, _) => (text::MOVING.to_owned(), false),
            (false, true) => (text::ALL_DONE.to_owned(), false),
            (false, false) => (text::ENDED.to_owned(), true),
        };
    };
    let (office_name, item, by) = (
        office_name(office, tracked, case),
        name(tracked, case),
        due(case, today),
    );
    match case.status {
        Status::Received => (text::now_received(&office_name, &item, &by), false),
        _ => (text::now_accepted(&office_name, &item, &by), false),
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

/// One case in one sentence.
pub(super) fn case(office: &Context, tracked: &Tracked, case: &Case, today: NaiveDate) -> String {
    let office_name = office_name(office, tracked, case);
    match case.status {
        Status::Waiting => text::waiting(&names(tracked, case, |status| status != Status::Granted)),
        Status::Received => text::received(&office_name, &due(case, today)),
        Status::Accepted => text::accepted(&office_name, &due(case, today)),
        Status::Granted => case
            .decision
            .as_ref()
            .map_or_else(String::new, |decision| decision.text.clone()),
        Status::Refused => text::refused(
            &office_name,
            case.decision.as_ref().map_or("", |decision| decision.text.as_str()),
        ),
        Status::Withdrawn => text::CASE_WITHDRAWN.to_owned(),
        Status::Lapsed => text::lapsed(&names(tracked, case, |status| {
            matches!(status, Status::Refused | Status::Lapsed)
        })),
    }
}

/// An application in a list, in one sentence.
pub(crate) fn short_status(tracked: &Tracked) -> String {
    let granted = tracked
        .cases
        .iter()
        .filter(|case| case.status == Status::Granted)
        .count();
    let ended = tracked.cases.iter().all(|case| case.status.is_closed());
    if let Some(refused) = tracked.cases.iter().find(|case| case.status == Status::Refused) {
        return text::now_refused(&name(tracked, refused));
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
    let item = |id: &Option<CaseId>| {
        let case = tracked.cases.iter().find(|case| Some(&case.id) == id.as_ref());
        case.and_then(|case| tracked.item(case))
    };
    let mut messages: Vec<(String, Moment)> = Vec::new();
    for event in tracked.events.iter().rev() {
        let short = item(&event.case).map_or("", |item| item.short.as_str());
        let sentence = match event.kind {
            EventKind::Submitted => text::message_submitted(departments(tracked)),
            EventKind::Accepted => text::message_accepted(short),
            EventKind::Granted => text::message_granted(short, item(&event.case).and_then(|item| item.done.as_deref())),
            EventKind::Refused => text::message_refused(short),
            EventKind::Started => text::message_started(short),
            EventKind::Lapsed => text::message_lapsed(short),
            EventKind::Withdrawn => text::MESSAGE_WITHDRAWN.to_owned(),
            EventKind::Looked | EventKind::Revealed => continue,
        };
        match (event.kind, messages.last_mut()) {
            (EventKind::Started | EventKind::Lapsed, Some((before, _))) => *before = format!("{before}，{sentence}"),
            _ => messages.push((sentence, event.at)),
        }
    }
    messages.reverse();
    messages
}

fn departments(tracked: &Tracked) -> usize {
    tracked
        .cases
        .iter()
        .map(|case| &case.department)
        .collect::<BTreeSet<_>>()
        .len()
}

fn name(tracked: &Tracked, case: &Case) -> String {
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

/// The short names of the cases that a case waits for and whose status is so.
fn names<'a>(tracked: &'a Tracked, case: &'a Case, is_so: fn(Status) -> bool) -> Vec<&'a str> {
    let needed = tracked.prerequisites(case).filter(|needed| is_so(needed.status));
    needed
        .filter_map(|needed| tracked.item(needed))
        .map(|item| item.short.as_str())
        .collect()
}
