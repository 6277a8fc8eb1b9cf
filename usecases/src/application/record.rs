//! What was signed of an application, with its signatures: for its citizen, for the officers of its cases, and for whoever judges it.

use std::collections::BTreeMap;
use std::sync::Arc;

use data::Connection;
use domain::application::Application;
use domain::delivery::{Delivery, Post};
use domain::id::{ApplicationId, ItemId, OfficeId};
use domain::moment::Moment;
use domain::party::Seat;
use domain::signature::Signature;
use domain::theme::Theme;
use serde_json::Value;

use super::supplement;
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::record::Record;
use crate::draft::sign::proof::{FORMAT, Flaw, Held, Signed, SignedRecord, office_seal, verify};
use crate::error::{Error, Result};
use crate::hat;
use crate::party::record as joint;
use crate::theme;

/// What stands in a record, in the words that were on the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The theme.
    pub theme: String,
    /// What was applied for.
    pub items: Vec<String>,
    /// What was filled in, topic by topic of the form.
    pub answers: Vec<Answered>,
    /// Who agreed to it besides whoever filed, and when, in a record from before they signed.
    pub agreed: Vec<(String, Moment)>,
    /// What was promised: of what, and the words.
    pub promises: Vec<(String, String)>,
    /// How results are delivered.
    pub deliveries: Vec<Delivered>,
    /// What was handed in.
    pub files: Vec<String>,
    /// What was declared.
    pub declaration: String,
}

/// What was filled in on one topic of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The title of the topic; none for what has no place in the form.
    pub topic: Option<String>,
    /// Label and answer.
    pub answers: Vec<(String, String)>,
}

/// How one result is delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// What it is.
    pub name: String,
    /// How.
    pub how: Delivery,
    /// The office that decides it, and has the window where no hall was chosen.
    pub office: Option<OfficeId>,
}

/// One answer of a record.
struct Said {
    field: String,
    index: u64,
    label: String,
    words: String,
}

impl Words {
    /// The words of a record, whichever version wrote it; its answers as this theme asks for them, with the offices that decide its
    /// items.
    fn of(record: &Value, theme: &Theme, offices: &BTreeMap<ItemId, OfficeId>) -> Self {
        let word = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let list = |name: &str| record.get(name).and_then(Value::as_array).into_iter().flatten();
        let moment = |of: &Value, name: &str| Moment(of.get(name).and_then(Value::as_i64).unwrap_or_default());
        let said = |one: &Value| {
            let text = if one.get("said").is_some_and(Value::is_string) {
                "said"
            } else {
                "text"
            };
            Said {
                field: format!("{}/{}", word(one, "subject"), word(one, "element")),
                index: one.get("index").and_then(Value::as_u64).unwrap_or_default(),
                label: word(one, "label"),
                words: word(one, text),
            }
        };
        let labelled = list("answers").map(said).filter(|one| !one.label.is_empty());
        let how = |one: &Value| match word(one, "way").as_str() {
            "mail" => Delivery::Post(Post::new(
                &word(one, "recipient"),
                &word(one, "phone"),
                &word(one, "address"),
            )),
            "window" => Delivery::Window(word(one, "hall").parse().ok()),
            _ => Delivery::Electronic,
        };
        let office = |one: &Value| {
            let item: ItemId = word(one, "item").parse().ok()?;
            offices.get(&item).cloned()
        };
        let delivered = |one: &Value| Delivered {
            name: word(one, "name"),
            how: how(one),
            office: office(one),
        };
        Self {
            theme: record.get("theme").map(|theme| word(theme, "name")).unwrap_or_default(),
            items: list("items").map(|item| word(item, "name")).collect(),
            answers: by_topic(theme, labelled.collect()),
            agreed: (list("parties").map(|party| (word(party, "name"), moment(party, "agreed_at")))).collect(),
            promises: (list("commitments").map(|one| (word(one, "name"), word(one, "promise")))).collect(),
            deliveries: list("delivery").map(delivered).collect(),
            files: list("files").map(|file| word(file, "name")).collect(),
            declaration: word(record, "declaration"),
        }
    }
}

/// Answers as the form asks for them; the record itself has them in the order of their names.
fn by_topic(theme: &Theme, mut said: Vec<Said>) -> Vec<Answered> {
    let answered = |topic: Option<&str>, said: Vec<Said>| Answered {
        topic: topic.map(str::to_owned),
        answers: said.into_iter().map(|one| (one.label, one.words)).collect(),
    };
    let mut topics = Vec::new();
    for topic in &theme.topics {
        let place = |one: &Said| topic.fields.iter().position(|field| field.id.to_string() == one.field);
        let (mut own, others): (Vec<_>, Vec<_>) = said.into_iter().partition(|one| place(one).is_some());
        own.sort_by_key(|one| (one.index, place(one)));
        topics.push(answered(Some(&topic.title), own));
        said = others;
    }
    topics.push(answered(None, said));
    topics.retain(|topic| !topic.answers.is_empty());
    topics
}

/// A signed record, and what the office finds when it judges it.
#[derive(Debug)]
pub struct Judged {
    /// The record with its signatures.
    pub signed: SignedRecord,
    /// The theme in the version that it names.
    theme: Arc<Theme>,
    /// Where the cases of its items lie.
    offices: BTreeMap<ItemId, OfficeId>,
    /// Who signed, when and how; or why it does not hold.
    pub outcome: std::result::Result<Vec<Held>, Flaw>,
}

impl Judged {
    /// What stands in it, in words.
    #[must_use]
    pub fn words(&self) -> Words {
        Words::of(&self.signed.record, &self.theme, &self.offices)
    }
}

/// The signed record of the citizen's application.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's, and where nothing was signed; [`Error::WearFirst`] under another hat.
pub async fn read(ctx: &Context, asker: &Asker, id: &ApplicationId) -> Result<Judged> {
    let application = super::own(ctx, asker, id).await?;
    hat::must_wear(asker.signed()?, Some(&application.citizen), &application.hat)?;
    judge(ctx, &application).await
}

/// The signed record of an application, judged.
pub(crate) async fn judge(ctx: &Context, application: &Application) -> Result<Judged> {
    let db = ctx.db.read();
    let signed = find(db, application).await?;
    let theme = theme::version(ctx, db, &application.theme_version).await?.theme;
    let outcome = verify(&signed, Some(&|text| office_seal(db, text)));
    let cases = data::case::list(db, &application.id).await?;
    Ok(Judged {
        signed,
        theme,
        offices: cases.into_iter().map(|case| (case.item, case.office)).collect(),
        outcome,
    })
}

/// The signed record of the application with this number: for the office itself, which judges it.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn find_by_number(db: &impl Connection, number: &str) -> Result<SignedRecord> {
    let application = data::application::find_by_number(db, number).await?;
    find(db, &application.ok_or(Error::NotFound)?).await
}

/// How many supplements this office has of a signed record after the last one that stands in a file of it: nothing in the file tells
/// that its end was cut off. None where the office has no such record under that number.
///
/// # Errors
/// When the database fails.
pub async fn count_later(db: &impl Connection, file: &SignedRecord) -> Result<Option<usize>> {
    let kept = match find_by_number(db, &file.application).await {
        Err(Error::NotFound) => return Ok(None),
        kept => kept?,
    };
    let later = kept.supplements.len().saturating_sub(file.supplements.len());
    Ok((kept.hash == file.hash).then_some(later))
}

/// The signed record of an application.
async fn find(db: &impl Connection, application: &Application) -> Result<SignedRecord> {
    let kept = data::signature::find_record(db, &application.id).await?;
    let (hash, text) = kept.ok_or(Error::NotFound)?;
    let record: Value = serde_json::from_str(&text).map_err(|error| Error::Internal(Box::new(error)))?;
    let joint = joint::of(&record).map(Record::of).transpose()?;
    let given = data::signature::list(db, &application.draft).await?;
    let holds = |signature: &&Signature| match signature.party {
        Some(_) => joint.as_ref().is_some_and(|joint| joint.hash == signature.hash),
        None => signature.hash == hash,
    };
    let signatures = given.iter().filter(holds).map(|given| Signed::read(&given.proof));
    Ok(SignedRecord {
        format: FORMAT.to_owned(),
        application: application.number.clone(),
        signatures: signatures.collect::<Result<_>>()?,
        supplements: supplement::list(db, application).await?,
        record,
        hash,
    })
}

/// What those who applied together signed of an application, with the signature that was given at this seat; nothing
/// where nobody signed there.
///
/// # Errors
/// When the database fails.
pub(crate) async fn find_joint(
    db: &impl Connection,
    application: &Application,
    seat: &Seat,
) -> Result<Option<SignedRecord>> {
    let whole = find(db, application).await?;
    let Some(joint) = joint::of(&whole.record).cloned() else {
        return Ok(None);
    };
    let seat = seat.to_string();
    let mut signatures = whole.signatures;
    signatures.retain(|signed| signed.party.as_ref() == Some(&seat));
    if signatures.is_empty() {
        return Ok(None);
    }
    Ok(Some(SignedRecord {
        hash: Record::of(&joint)?.hash,
        record: joint,
        signatures,
        // They hold what is hidden from whoever sits there.
        supplements: Vec::new(),
        ..whole
    }))
}

#[cfg(test)]
mod tests;
