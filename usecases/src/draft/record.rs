//! The record of a draft: everything that is applied for as one text, always the same for the same content (RFC 8785), so that its
//! hash can be signed, and what was signed can be judged years later.

use domain::account::Hat;
use domain::answer::{Answer, FieldId, Origin};
use domain::commitment::Offered;
use domain::delivery::{Delivery, Post};
use domain::draft::File;
use domain::id::{DraftId, HallId, MaterialId};
use domain::theme::item::Item;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::read::MyDraft;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::hat;
use crate::theme;
use crate::token::hex;

/// The format of the record. What is added later is added under new names; what changes its meaning raises the version.
pub const FORMAT: &str = "zhangban.record";
/// Its version: since the second, those who apply together sign a record of their own, which stands in this one.
pub const VERSION: u32 = 2;

/// What whoever signs declares, and what stands above the button.
pub const DECLARATION: &str = "以上内容属实。故意填写假信息的，承担法律责任。";

/// The record of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Itself, in the canonical form.
    pub text: String,
    /// SHA-256 of that, hexadecimal.
    pub hash: String,
}

impl Record {
    /// The record of this content.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn of(content: &Value) -> Result<Self> {
        let text = canonical(content)?;
        let hash = hex(&Sha256::digest(text.as_bytes()));
        Ok(Self { text, hash })
    }
}

/// Any content in its canonical form (RFC 8785): names in order, numbers and texts written in the one way.
///
/// # Errors
/// When it cannot be written.
pub fn canonical<S: Serialize>(content: &S) -> Result<String> {
    serde_json_canonicalizer::to_string(content).map_err(|error| Error::Internal(Box::new(error)))
}

/// Who applies, as the record names them.
#[derive(Debug, Clone, Default, Serialize)]
struct Applicant {
    /// Name of the citizen.
    name: Option<String>,
    /// Their number.
    id_number: Option<String>,
    /// On whose behalf it is filed: `own`, `mandate`, `organisation`.
    hat: &'static str,
    /// The agent, or the organisation.
    filer: Option<String>,
}

/// The record of a draft as it stands in this connection or transaction.
///
/// # Errors
/// When the database fails.
pub(crate) async fn make(ctx: &Context, db: &impl data::Connection, mine: &MyDraft) -> Result<Record> {
    let known = mine.applicant();
    let applicant = Applicant {
        name: known.map(|known| known.name.clone()),
        id_number: known.map(|known| known.id_number.as_str().to_owned()),
        hat: match mine.draft.hat {
            Hat::Own => "own",
            Hat::Mandate(_) => "mandate",
            Hat::Organisation(_) => "organisation",
        },
        filer: hat::filer(db, &mine.draft.hat).await?,
    };
    let version = theme::version(ctx, db, &mine.draft.theme_version).await?;
    // What is shown in part is signed in part; the office, and nobody else, can tell what the hidden rest was.
    let bound = |field: &FieldId, text: &str| bind(db, &mine.draft.id, &format!("{field} {text}"));
    let joint = mine.joint().filter(|_| !mine.signers().is_empty());
    let joint = joint.map(|joint| serde_json::from_str::<Value>(&joint.text));
    let joint = joint.transpose().map_err(|error| Error::Internal(Box::new(error)))?;
    Record::of(&content(mine, &version.hash, (&applicant, joint.as_ref()), bound))
}

/// A keyed hash of something of a draft that a record does not show: it cannot change unseen, and nobody but the office can try out
/// what it is.
pub(crate) fn bind(db: &impl data::Connection, draft: &DraftId, what: &str) -> String {
    db.keys().find("record", &format!("{draft} {what}"))
}

/// The theme of a draft, the hash of whose text is this, as records name it.
pub(crate) fn theme_of(mine: &MyDraft, hash: &str) -> Value {
    json!({
        "slug": mine.theme.slug.as_str(),
        "name": mine.theme.name,
        "version": mine.draft.theme_version.as_str(),
        "hash": hash,
    })
}

/// What is applied for, as records name it.
pub(crate) fn items_of(mine: &MyDraft) -> Value {
    let taken = mine.plan.taken(&mine.theme);
    let items = mine.theme.items.iter().filter(|item| taken.contains(&item.id));
    let item = |item: &Item| {
        json!({
            "id": item.id.as_str(),
            "name": item.name,
            "code": item.code,
            "department": item.department.as_str(),
        })
    };
    items.map(item).collect()
}

/// Everything that is applied for; what those who apply together sign stands in it, whole.
fn content(
    mine: &MyDraft,
    hash: &str,
    (applicant, joint): (&Applicant, Option<&Value>),
    bind: impl Fn(&FieldId, &str) -> String,
) -> Value {
    let answers = mine.answers.iter().filter(|(_, answer)| !answer.text.is_empty());
    // What nothing asks for any more is not filed.
    let is_asked = |file: &&File| mine.theme.materials.iter().any(|material| material.id == file.material);
    let mut files: Vec<_> = mine.files.iter().filter(is_asked).collect();
    files.sort_by(|a, b| (&a.material, a.place, &a.id).cmp(&(&b.material, b.place, &b.id)));
    json!({
        "format": FORMAT,
        "version": VERSION,
        "draft": mine.draft.id.as_str(),
        "theme": theme_of(mine, hash),
        "applicant": applicant,
        "items": items_of(mine),
        "answers": answers.map(|(field, given)| answer(mine, field, given, &bind)).collect::<Value>(),
        "files": files.into_iter().map(|file| json!({
            "material": file.material.as_str(),
            "name": material(mine, file),
            "sha256": file.sha256,
            "bytes": file.size,
            "place": file.place,
            "turned": file.turned,
        })).collect::<Value>(),
        "commitments": commitments_of(mine),
        "deferrals": mine.deferrals.iter().filter_map(|one| deferral(mine, &one.material)).collect::<Value>(),
        "delivery": mine.to_deliver().iter().map(|(item, delivery)| delivered(item, delivery)).collect::<Value>(),
        "together": joint,
        "declaration": DECLARATION,
    })
}

/// What is promised, as records hold it: every word that stood on the page.
pub(crate) fn commitments_of(mine: &MyDraft) -> Value {
    let promised = mine.offered().filter(|one| mine.is_promised(&one.about));
    let one = |one: Offered<'_>| {
        json!({
            "about": one.about.to_string(),
            "name": one.name,
            "notice": one.commitment.notice,
            "consequence": one.commitment.consequence,
            "excluded": one.commitment.excluded,
            "promise": one.commitment.promise,
            "check": one.commitment.check,
        })
    };
    promised.map(one).collect()
}

/// How the result of an item is delivered.
fn delivered(item: &Item, delivery: &Delivery) -> Value {
    let post = delivery.post();
    json!({
        "item": item.id.as_str(),
        "name": item.result,
        "way": delivery.way().as_str(),
        "hall": delivery.hall().map(HallId::as_str),
        "recipient": post.map(Post::recipient),
        "phone": post.map(Post::phone),
        "address": post.map(Post::address),
    })
}

/// A deferred paper, where the theme lets it follow.
fn deferral(mine: &MyDraft, id: &MaterialId) -> Option<Value> {
    let deferred = mine.theme.deferred(id)?;
    let name = mine.theme.material(id).map(|material| material.name.as_str());
    Some(json!({"material": id.as_str(), "name": name, "otherwise": deferred.text}))
}

fn material<'a>(mine: &'a MyDraft, file: &domain::draft::File) -> &'a str {
    let mut materials = mine.theme.materials.iter();
    let known = materials.find(|material| material.id == file.material);
    known.map_or("", |material| material.name.as_str())
}

/// One answer. The number of somebody else, which a register filled in and the citizen never sees in full, stands there as it is shown.
fn answer(mine: &MyDraft, field: &FieldId, given: &Answer, bind: &impl Fn(&FieldId, &str) -> String) -> Value {
    let theme = &mine.theme;
    let source = match &given.origin {
        Origin::Citizen => "typed",
        Origin::Account => "account",
        Origin::Register(register) => register.as_str(),
        Origin::Party => "party",
    };
    let label = theme.field(field).map(domain::theme::Field::label);
    let mut said = json!({
        "subject": field.subject.as_str(),
        "element": field.element.as_str(),
        "index": field.index,
        "label": label,
        "text": given.text,
        "said": theme.element(field).map(|element| element.kind.label(&given.text)),
        "source": source,
        "as_of": given.as_of.to_string(),
        "contested": given.contested,
    });
    if let Some(shown) = in_part(mine, field, given)
        && let Some(said) = said.as_object_mut()
    {
        said.insert("said".to_owned(), shown.clone().into());
        said.insert("text".to_owned(), shown.into());
        said.insert("bound".to_owned(), bind(field, &given.text).into());
    }
    said
}

/// What the citizen sees of an answer that they do not see whole: what somebody else says of themselves, or a register of them.
pub(crate) fn in_part(mine: &MyDraft, field: &FieldId, given: &Answer) -> Option<String> {
    let is_own = mine.theme.applicant_subject(&mine.answers) == Some(&field.subject);
    if is_own || !matches!(given.origin, Origin::Register(_) | Origin::Party) {
        return None;
    }
    let element = mine.theme.element(field)?;
    let shown = match given.origin {
        Origin::Party => element.veiled(&given.text),
        _ => element.kind.masked(&given.text).into_owned(),
    };
    (shown != given.text).then_some(shown)
}

#[cfg(test)]
mod tests;
