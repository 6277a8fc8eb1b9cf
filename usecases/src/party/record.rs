//! The record of those who apply together, which they sign: in words what all of them see, and of everything else a keyed hash, so that
//! nothing of it changes unseen. It is one for all, and can be handed out to each: it shows none of them what is hidden from them.

use std::collections::BTreeSet;
use std::iter::once;

use domain::answer::Answers;
use domain::draft::File;
use domain::form::FormField;
use domain::party::{NAME, Signer};
use domain::theme::Party;
use serde_json::{Value, json};

use crate::draft::read::{MyDraft, is_shared};
use crate::draft::record::{Record, commitments_of, items_of, theme_of};
use crate::error::Result;

/// The format of the record. What is added later is added under new names; what changes its meaning raises the version.
const FORMAT: &str = "zhangban.joint-record";
/// Its version.
const VERSION: u32 = 1;

/// The record of all that is in a draft, by a theme the hash of whose text is this.
pub(crate) fn make(
    mine: &MyDraft,
    answers: &Answers,
    files: &[File],
    theme: &str,
    hide: impl Fn(&str) -> String,
) -> Result<Record> {
    let form = mine.everything();
    let asked = form.topics.iter().flat_map(|page| &page.fields);
    let answered = asked.filter_map(|field| Some((field, answers.text(&field.id)?)));
    let (shared, hidden): (Vec<_>, Vec<_>) = answered.partition(|(field, _)| is_shared(&mine.theme, &field.id));
    let hidden = hidden.iter().map(|(field, text)| format!("{} {text}", field.id));
    let papers = files.iter().map(|file| {
        let (place, turned) = (file.place, file.turned);
        format!("paper {} {} {place} {turned}", file.material, file.sha256)
    });
    let deliveries = mine.to_deliver().into_iter();
    let deliveries = deliveries.map(|(item, delivery)| format!("delivery {} {delivery}", item.id));
    let deferrals = mine.deferrals.iter().map(|one| format!("deferral {}", one.material));
    let hidden = hidden.chain(papers).chain(deliveries).chain(deferrals);
    // In the order of the hashes, which says nothing of what is hidden.
    let hidden: BTreeSet<String> = hidden.map(|what| hide(&what)).collect();
    Record::of(&json!({
        "format": FORMAT,
        "version": VERSION,
        "draft": mine.draft.id.as_str(),
        "theme": theme_of(mine, theme),
        "applicant": mine.applicant_name(),
        "items": items_of(mine),
        "parties": mine.signers().iter().map(|signer| party(mine, signer, answers)).collect::<Value>(),
        "answers": shared.into_iter().map(|(field, text)| answer(field, text)).collect::<Value>(),
        "commitments": commitments_of(mine),
        "hidden": hidden,
    }))
}

/// Somebody who signs: where they sit, who they are, and what they agree to and sign, as the theme says it.
fn party(mine: &MyDraft, signer: &Signer, answers: &Answers) -> Value {
    let seats: Vec<_> = signer.seats.iter().map(ToString::to_string).collect();
    let name = signer.seats.iter().find_map(|seat| seat.text(answers, NAME));
    let sits = |party: &&Party| signer.seats.iter().any(|seat| seat.subject == party.subject);
    let parties = mine.theme.parties.iter().filter(sits);
    let agrees = parties.flat_map(|party| once(party.consent.as_str()).chain(party.signs.as_deref()));
    json!({
        "seats": seats,
        "name": name,
        "agrees": agrees.collect::<Vec<_>>(),
    })
}

/// An answer that all of them see.
fn answer(field: &FormField<'_>, text: &str) -> Value {
    json!({
        "subject": field.id.subject.as_str(),
        "element": field.id.element.as_str(),
        "index": field.id.index,
        "label": field.field.label(),
        "text": text,
        "said": field.field.element.kind.label(text),
    })
}

/// What those who apply together signed of a record: it stands in the record of the whole, or it is this one.
pub(crate) fn of(record: &Value) -> Option<&Value> {
    let is_joint = record.get("format").and_then(Value::as_str) == Some(FORMAT);
    let within = record.get("together").filter(|joint| joint.is_object());
    if is_joint { Some(record) } else { within }
}

/// Who had to sign it, in its order: the seats of each, and their name.
pub(crate) fn parties(joint: &Value) -> impl Iterator<Item = (Vec<&str>, &str)> {
    let all = joint.get("parties").and_then(Value::as_array).into_iter().flatten();
    all.map(|party| {
        let seats = party.get("seats").and_then(Value::as_array).into_iter().flatten();
        let name = party.get("name").and_then(Value::as_str).unwrap_or_default();
        (seats.filter_map(Value::as_str).collect(), name)
    })
}
