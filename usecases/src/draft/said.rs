//! What the citizen says beside what registers say.

use domain::answer::{Answer, FieldId, Origin, UNSURE};
use domain::field::{Kind, Problem, same_text};
use domain::register::Fact;

use crate::context::Context;

/// Longest text kept of one answer, characters: more than any element allows, so that what is judged too long is still there.
pub(super) const LONGEST: usize = 10_000;

/// A text as it is kept: in its canonical form when it is an answer, empty when it says nothing, otherwise as typed.
pub(crate) fn kept(ctx: &Context, kind: &Kind, text: &str) -> String {
    let text: String = text.chars().take(LONGEST).collect();
    match kind.read(&text, ctx.today()) {
        Ok(canonical) => canonical,
        Err(Problem::Missing) => String::new(),
        Err(_) => text,
    }
}

/// The answer to keep for a text: in its canonical form when it is one, the register's when it says the same or when the
/// citizen does not know, contested when it differs.
pub(crate) fn beside(ctx: &Context, kind: &Kind, field: &FieldId, text: &str, facts: &[Fact]) -> Answer {
    let today = ctx.today();
    let text = kept(ctx, kind, text);
    let mut said = facts.iter().filter(|fact| fact.field == *field);
    let is_contradicted = said.clone().next().is_some() && text != UNSURE;
    // A register that talks nonsense answers nothing for who does not know.
    let agrees = |fact: &Fact| match kind.read(&fact.text, today) {
        Ok(known) if text == UNSURE || same_text(&known, &text) => Some(known),
        _ => same_text(&fact.text, &text).then(|| text.clone()),
    };
    let known = said.find_map(|fact| Some((agrees(fact)?, fact)));
    match known {
        Some((text, fact)) => Answer {
            text,
            origin: Origin::Register(fact.record.register.clone()),
            as_of: fact.as_of,
            contested: false,
        },
        None => Answer {
            text,
            origin: Origin::Citizen,
            as_of: today,
            contested: is_contradicted,
        },
    }
}
