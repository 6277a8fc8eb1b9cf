//! Applications in the document: their cases, and what happened to them.

use domain::application::Event;
use domain::case::correction::Correction;
use domain::case::{Case, Flag, Matter};
use domain::commitment::check::Check;
use serde_json::{Value, json};

use super::{list, spared, time};
use crate::account::my_data::{Kept, MyData};
use crate::application::track::Tracked;

pub(super) fn application(tracked: &Tracked, data: &MyData) -> Value {
    let application = &tracked.application;
    let record = data.drafts.iter().find(|kept| kept.draft.id == application.draft);
    json!({
        "number": application.number,
        "draft": application.draft.as_str(),
        "theme": tracked.theme.slug.as_str(),
        "title": tracked.title,
        "submitted_at": time(application.submitted_at),
        "withdrawn_at": application.withdrawn_at.map(time),
        "cases": list(&tracked.cases, |filed| case(tracked, filed, record)),
        "events": list(&tracked.events, |event| happened(tracked, event)),
        "corrections": list(&tracked.corrections, |asked| correction(tracked, asked)),
        "mended_answers": list(&tracked.mended, |mended| json!({
            "field": mended.field.to_string(),
            "value": mended.text,
            "sent_at": mended.sent_at.map(time),
        })),
    })
}

fn case(tracked: &Tracked, case: &Case, record: Option<&Kept>) -> Value {
    let decision = case.decision.as_ref();
    let flags = tracked.flags.get(&case.id);
    let checks = tracked.checks.iter().filter(|check| check.case == case.id);
    json!({
        "item": case.item.as_str(),
        "department": case.department.as_str(),
        "status": case.status.as_str(),
        "received_on": case.received_on.map(|day| day.to_string()),
        "due": case.due.map(|day| day.to_string()),
        "decided_at": decision.map(|decision| time(decision.at)),
        "decision": decision.map(|decision| decision.text.as_str()),
        "next_step": decision.and_then(|decision| decision.next_step.as_deref()),
        "flags": list(flags.into_iter().flatten(), |raised| flag(raised, record)),
        "promise_checks": list(checks, check),
    })
}

/// When a promise is checked, and what was found.
fn check(check: &Check) -> Value {
    let found = check.found.as_ref();
    json!({
        "about": check.about.to_string(),
        "due": check.due.to_string(),
        "outcome": found.map(|found| found.outcome.as_str()),
        "finding": found.map(|found| found.sentence.as_str()),
        "at": found.map(|found| time(found.at)),
    })
}

/// What the office was told about a case.
fn flag(flag: &Flag, record: Option<&Kept>) -> Value {
    let (raised, settled) = (time(flag.raised_at), flag.settled_at.map(time));
    match &flag.matter {
        Matter::Contradicted { field, by, said, as_of } => json!({
            "kind": flag.matter.as_str(),
            "field": field.to_string(),
            "register": by.as_str(),
            "value": record.map(|record| spared(record, field, said)),
            "as_of": as_of.to_string(),
            "raised_at": raised,
            "settled_at": settled,
        }),
        Matter::Unrecorded { of, by } => json!({
            "kind": flag.matter.as_str(),
            "opened_by": of.as_str(),
            "register": by.as_str(),
            "raised_at": raised,
            "settled_at": settled,
        }),
        Matter::Missed { material, due } => json!({
            "kind": flag.matter.as_str(),
            "material": material.as_str(),
            "due": due.to_string(),
            "raised_at": raised,
            "settled_at": settled,
        }),
    }
}

/// What an office asked to be mended, and what the citizen said to it.
fn correction(tracked: &Tracked, asked: &Correction) -> Value {
    let case = tracked.cases.iter().find(|case| case.id == asked.case);
    json!({
        "item": case.map(|case| case.item.as_str()),
        "asked_at": asked.asked.as_ref().map(|asked| time(asked.at)),
        "answer_by": asked.asked.as_ref().map(|asked| asked.answer_by.to_string()),
        "reason": asked.reason,
        "points": list(&asked.points, |point| json!({
            "about": point.target.to_string(),
            "flaw": point.flaw.as_str(),
            "sentence": point.sentence,
        })),
        "said": asked.said,
        "mended_at": asked.mended_at.map(time),
    })
}

/// What happened; who works at an office is named by the department.
fn happened(tracked: &Tracked, event: &Event) -> Value {
    let of = event.case.as_ref();
    let case = of.and_then(|id| tracked.cases.iter().find(|case| case.id == *id));
    json!({
        "kind": event.kind.as_str(),
        "item": case.map(|case| case.item.as_str()),
        "department": case.map(|case| case.department.as_str()),
        "at": time(event.at),
    })
}
