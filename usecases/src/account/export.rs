//! What is kept about a citizen as one document, for taking it elsewhere (个人信息保护法 art. 45): a stable shape, in words of the
//! format. What is added later is added under new names; what changes its meaning raises [`VERSION`].

mod application;

use data::mandate::Use;
use data::session::Session;
use domain::answer::{Answer, FieldId, Origin};
use domain::deferral::Deferral;
use domain::delivery::Post;
use domain::draft::{Consent, Consented, File, Sent};
use domain::id::{FileId, HallId};
use domain::mandate::Mandate;
use domain::moment::Moment;
use domain::notice::Notice;
use domain::party::Invitation;
use domain::signature::Signature;
use serde_json::{Value, json};

use super::my_data::{Joined, Kept, MyData, collect};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;

/// The version of the document.
pub const VERSION: u32 = 1;

/// How much of each kind stands in it; nobody has as much.
const MOST: u64 = 1_000;

/// Everything that is kept about the asker, as one document.
///
/// # Errors
/// As [`collect`].
pub async fn export(ctx: &Context, asker: &Asker) -> Result<Value> {
    Ok(document(ctx, &collect(ctx, asker, MOST).await?))
}

/// The same, to be read on a page.
///
/// # Errors
/// As [`collect`].
pub async fn to_read(ctx: &Context, asker: &Asker) -> Result<MyData> {
    collect(ctx, asker, MOST).await
}

fn document(ctx: &Context, data: &MyData) -> Value {
    let known = data.citizen.real_name.as_ref();
    json!({
        "format": "zhangban.my-data",
        "version": VERSION,
        "made_at": time(ctx.now()),
        "is_whole": data.is_whole,
        "account": {
            "name": known.map(|known| known.name.as_str()),
            "id_number": known.map(|known| known.id_number.as_str()),
            "phone": data.citizen.phone,
        },
        "means": list(&data.means, |(kind, since)| json!({"kind": kind.as_str(), "since": time(*since)})),
        "passkeys": list(&data.passkeys, |key| json!({
            "device": key.device,
            "added_at": time(key.added_at),
            "used_at": key.used_at.map(time),
        })),
        "mandates": list(&data.mandates, |(given, uses)| mandate(given, uses)),
        "represents": list(&data.represents, |organisation| json!({
            "name": organisation.name,
            "credit_code": organisation.credit_code,
        })),
        "agencies": list(&data.agencies, |agency| agency.as_str().into()),
        "sessions": list(&data.sessions, session),
        "drafts": list(&data.drafts, kept),
        "applications": list(&data.applications, |tracked| application::application(tracked, data)),
        "applied_together": list(&data.joined, joined),
        "consents": list(&data.consents, consent),
        "signatures": list(&data.signatures, signature),
        "notices": list(&data.notices, notice),
    })
}

fn list<T>(all: impl IntoIterator<Item = T>, one: impl Fn(T) -> Value) -> Value {
    all.into_iter().map(one).collect()
}

fn time(at: Moment) -> Value {
    format!("{}+08:00", at.local().format("%Y-%m-%dT%H:%M:%S")).into()
}

fn mandate(mandate: &Mandate, uses: &[Use]) -> Value {
    json!({
        "agent": {"name": mandate.agent.name, "phone": mandate.agent.phone},
        "themes": mandate.themes.as_ref().map(|themes| list(themes, |slug| slug.as_str().into())),
        "from": mandate.from.to_string(),
        "until": mandate.until.to_string(),
        "confirmed_at": mandate.confirmed_at.map(time),
        "accepted_at": mandate.accepted_at.map(time),
        "ended_at": mandate.ended_at.map(time),
        "uses": list(uses, |used| json!({"what": used.kind, "about": used.about, "at": time(used.at)})),
    })
}

fn session(session: &Session) -> Value {
    json!({
        "device": session.device,
        "began_at": time(session.created_at),
        "used_at": time(session.seen_at),
    })
}

fn kept(kept: &Kept) -> Value {
    json!({
        "id": kept.draft.id.as_str(),
        "theme": kept.theme.slug.as_str(),
        "title": kept.title,
        "started_at": time(kept.draft.created_at),
        "changed_at": time(kept.draft.updated_at),
        "submitted_at": kept.draft.submitted_at.map(time),
        "registers": match kept.draft.consent {
            Consent::NotAsked => "not_asked",
            Consent::Given => "consented",
            Consent::InPart => "consented_without_sensitive",
            Consent::Declined => "declined",
        },
        "answers": list(kept.answers.iter(), |(field, given)| answer(kept, field, given)),
        "asked_to_apply_together": list(&kept.invitations, invitation),
        "answers_of_another_device": list(&kept.rivals, |(field, text)| json!({
            "field": field.to_string(),
            "value": rival(kept, field, text),
        })),
        "promises": list(&kept.promises, |promise| json!({
            "about": promise.about.to_string(),
            "said": promise.said.as_str(),
            "at": time(promise.at),
        })),
        "deliveries": list(&kept.deliveries, |chosen| json!({
            "item": chosen.item.as_str(),
            "way": chosen.delivery.way().as_str(),
            "hall": chosen.delivery.hall().map(HallId::as_str),
            "recipient": chosen.delivery.post().map(Post::recipient),
            "phone": chosen.delivery.post().map(Post::phone),
            "address": chosen.delivery.post().map(Post::address),
            "is_in_address_book": chosen.is_remembered,
            "at": time(chosen.at),
        })),
        "set_aside": list(&kept.aside, |aside| json!({
            "field": aside.typed_as.to_string(),
            "value": aside.text,
            "at": time(aside.at),
        })),
        "papers": list(&kept.files, paper),
        "papers_promised": list(&kept.deferrals, deferral),
        "papers_on_their_way": list(&kept.uploads, |upload| json!({
            "name": upload.name,
            "bytes": upload.size,
            "arrived": upload.arrived,
            "begun_at": time(upload.begun_at),
        })),
        "questions": list(&kept.helps, |help| json!({
            "department": help.department.as_str(),
            "about": help.about.as_ref().map(ToString::to_string),
            "wish": help.wish.as_str(),
            "phone": help.phone,
            "question": help.question,
            "asked_at": help.asked_at.map(time),
            "answer_by": help.answer_by.map(|day| day.to_string()),
            "answer": help.answer.as_ref().map(|answer| answer.text.as_str()),
            "answered_at": help.answer.as_ref().map(|answer| time(answer.at)),
            "closed_at": help.closed_at.map(time),
        })),
        "register_reads": list(&kept.looks, |(record, outcome, at)| json!({
            "register": record.register.as_str(),
            "opened_by": record.of.as_str(),
            "purpose": kept.purpose(record),
            "outcome": outcome.as_str(),
            "at": time(*at),
        })),
        "register_facts": list(&kept.facts, |fact| json!({
            "register": fact.record.register.as_str(),
            "field": fact.field.to_string(),
            "value": spared(kept, &fact.field, &fact.text),
            "as_of": fact.as_of.to_string(),
        })),
    })
}

/// Somebody whom the citizen asked.
fn invitation(invitation: &Invitation) -> Value {
    json!({
        "name": invitation.name,
        "phone": invitation.phone,
        "asked_at": time(invitation.sent_at),
        "said": word(invitation),
    })
}

/// What somebody said who was asked.
fn word(invitation: &Invitation) -> Value {
    json!({
        "as": invitation.seat.to_string(),
        "joined_at": invitation.joined_at.map(time),
        "agreed_at": invitation.agreed.as_ref().map(|(at, _)| time(*at)),
        "declined_at": invitation.declined.as_ref().map(|(at, _)| time(*at)),
        "reason": invitation.declined.as_ref().and_then(|(_, reason)| reason.as_deref()),
    })
}

/// What the citizen applies for with somebody else.
fn joined(joined: &Joined) -> Value {
    json!({
        "title": joined.shared.title,
        "is_submitted": joined.shared.is_submitted,
        "said": word(&joined.shared.invitation),
        "answers": list(
            &joined.answers,
            |(field, label, text)| json!({"field": field.to_string(), "label": label, "value": text}),
        ),
    })
}

fn answer(kept: &Kept, field: &FieldId, answer: &Answer) -> Value {
    let label = kept.theme.field(field).map(domain::theme::Field::label);
    let label = label.or_else(|| Some(kept.element(field)?.label.as_str()));
    let source = match &answer.origin {
        Origin::Citizen => "typed",
        Origin::Account => "account",
        Origin::Register(register) => register.as_str(),
        Origin::Party => "party",
    };
    json!({
        "field": field.to_string(),
        "label": label,
        "value": said(kept, field, answer),
        "source": source,
        "as_of": answer.as_of.to_string(),
    })
}

/// An answer as it is handed out: in full, but for the numbers of others that a register filled in.
#[must_use]
pub fn said(kept: &Kept, field: &FieldId, answer: &Answer) -> String {
    match &answer.origin {
        Origin::Citizen | Origin::Account => answer.text.clone(),
        Origin::Party => veiled(kept, field, &answer.text),
        Origin::Register(_) => spared(kept, field, &answer.text),
    }
}

/// What another device answered instead: of what somebody else says about themselves no more than of their answer.
fn rival(kept: &Kept, field: &FieldId, text: &str) -> String {
    match kept.answers.get(field) {
        Some(answer) if answer.origin == Origin::Party => veiled(kept, field, text),
        _ => text.to_owned(),
    }
}

/// What one of those who apply together said, as the others see it.
fn veiled(kept: &Kept, field: &FieldId, text: &str) -> String {
    kept.element(field)
        .map_or_else(String::new, |element| element.veiled(text))
}

/// What a register said. The numbers of others, which this citizen did not type, are not handed out in full.
fn spared(kept: &Kept, field: &FieldId, text: &str) -> String {
    let is_own = kept.theme.applicant_subject(&kept.answers) == Some(&field.subject);
    match kept.element(field) {
        Some(element) if !is_own => element.kind.masked(text).into_owned(),
        None if !is_own && field.element.as_str() == crate::draft::consult::ID_NUMBER => {
            domain::field::Kind::IdNumber.masked(text).into_owned()
        }
        _ => text.to_owned(),
    }
}

fn paper(file: &File) -> Value {
    json!({
        "id": file.id.as_str(),
        "material": file.material.as_str(),
        "code": file.code,
        "name": file.name,
        "media_type": file.media_type.as_str(),
        "bytes": file.size,
        "sha256": file.sha256,
        "stored_at": time(file.stored_at),
        "sent_later_at": match file.sent {
            Sent::Later(at) => Some(time(at)),
            Sent::WithApplication | Sent::NotYet => None,
        },
        "valid_until": file.valid_until.map(|day| day.to_string()),
        "taken_from": file.taken_from.as_ref().map(FileId::as_str),
    })
}

fn deferral(deferral: &Deferral) -> Value {
    json!({
        "material": deferral.material.as_str(),
        "promised_at": time(deferral.deferred_at),
        "due": deferral.due.map(|day| day.to_string()),
        "came_at": deferral.came_at.map(time),
        "reminded_at": deferral.reminded_at.map(time),
        "missed_at": deferral.missed_at.map(time),
    })
}

fn consent(given: &Consented) -> Value {
    json!({
        "draft": given.draft.as_str(),
        "purpose": given.purpose.as_str(),
        "given_at": time(given.given_at),
        "withdrawn_at": given.withdrawn_at.map(time),
        "wording": given.wording,
        "theme_version": given.theme_version.as_str(),
    })
}

fn signature(signature: &Signature) -> Value {
    json!({
        "draft": signature.draft.as_str(),
        "as": signature.party.as_ref().map(ToString::to_string),
        "method": signature.method.as_str(),
        "hash": signature.hash,
        "at": time(signature.at),
    })
}

fn notice(notice: &Notice) -> Value {
    json!({
        "kind": notice.news.kind().as_str(),
        "at": time(notice.at),
    })
}

#[cfg(test)]
mod tests;
