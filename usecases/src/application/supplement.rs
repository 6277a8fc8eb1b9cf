//! A supplement: what was mended once of an application, old and new, as whoever mended it signed it. The record that was submitted
//! keeps its hash; each supplement names the hash that it follows, so that none goes missing between two others.

use data::Connection;
use domain::answer::{Answer, FieldId};
use domain::application::Application;
use domain::case::Case;
use domain::case::correction::{Correction, Flaw, Point, Target};
use domain::draft::File;
use domain::id::MaterialId;
use domain::moment::Moment;
use domain::theme::material::Material;
use serde_json::{Value, json};

use super::mend::Mending;
use crate::context::Context;
use crate::draft::read::MyDraft;
use crate::draft::record::{DECLARATION, Record, bind, in_part};
use crate::draft::sign::proof::{Proof, Signed, Supplement};
use crate::error::{Error, Result};

/// The format of a supplement. What is added later is added under new names; what changes its meaning raises the version.
const FORMAT: &str = "zhangban.supplement";
/// Its version.
const VERSION: u32 = 1;

/// The supplement of what is to be mended as it stands in this connection or transaction.
pub(crate) async fn make(ctx: &Context, db: &impl Connection, mending: &Mending) -> Result<Record> {
    let (mine, application) = (&mending.mine, &mending.tracked.application);
    let before = follows(db, application).await?;
    let bound = |field: &FieldId, text: &str| bind(db, &mine.draft.id, &format!("{field} {text}"));
    let changes = mending.changes();
    let answers = changes.map(|(field, was, now)| {
        json!({
            "field": field.to_string(),
            "label": mine.theme.field(field).map(domain::theme::Field::label),
            "was": answer(mine, field, was, &bound),
            "now": answer(mine, field, now, &bound),
        })
    });
    let papers = mending.papers().into_iter();
    let files = papers.flat_map(move |paper| {
        in_order(mending, paper)
            .into_iter()
            .map(move |file| handed_in(paper, file))
    });
    let asked = mending.asked.iter();
    let asked = asked.flat_map(move |asked| asked.points.iter().map(move |point| named(ctx, mending, asked, point)));
    let said = mending.asked.iter().filter_map(|asked| said(mending, asked));
    Record::of(&json!({
        "format": FORMAT,
        "version": VERSION,
        "application": application.number,
        "draft": mine.draft.id.as_str(),
        "follows": before,
        "asked": asked.collect::<Value>(),
        "answers": answers.collect::<Value>(),
        "files": files.collect::<Value>(),
        "said": said.collect::<Value>(),
        "declaration": DECLARATION,
    }))
}

/// The hash of what was signed last: of the record, or of the supplement before; nothing where what was submitted was not signed.
async fn follows(db: &impl Connection, application: &Application) -> Result<Option<String>> {
    let last = data::supplement::list(db, &application.id).await?.pop();
    if let Some(last) = last {
        return Ok(Some(last.hash));
    }
    let record = data::signature::find_record(db, &application.id).await?;
    Ok(record.map(|(hash, _)| hash))
}

/// One side of a change; what the citizen sees in part stands there in part, with a keyed hash that binds the rest.
fn answer(mine: &MyDraft, field: &FieldId, given: Option<&Answer>, bind: &impl Fn(&FieldId, &str) -> String) -> Value {
    let Some(given) = given.filter(|given| !given.text.is_empty()) else {
        return Value::Null;
    };
    if let Some(shown) = in_part(mine, field, given) {
        return json!({"text": shown, "said": shown, "bound": bind(field, &given.text)});
    }
    let said = mine.theme.element(field).map(|element| element.kind.label(&given.text));
    json!({"text": given.text, "said": said})
}

/// What is handed in anew of a paper, page after page.
fn in_order<'a>(mending: &'a Mending, paper: &'a Material) -> Vec<&'a File> {
    let mut files: Vec<_> = mending.files_for(&paper.id).collect();
    files.sort_by(|a, b| (a.place, &a.id).cmp(&(b.place, &b.id)));
    files
}

fn handed_in(paper: &Material, file: &File) -> Value {
    json!({
        "material": paper.id.as_str(),
        "name": paper.name,
        "sha256": file.sha256,
        "bytes": file.size,
        "place": file.place,
        "turned": file.turned,
    })
}

/// What an office said of one thing.
fn named(ctx: &Context, mending: &Mending, asked: &Correction, point: &Point) -> Value {
    let (case, theme) = (case_of(mending, asked), &mending.mine.theme);
    let office = case.and_then(|case| mending.tracked.office(ctx, case));
    let label = match &point.target {
        Target::Field(field) => theme.field(field).map(domain::theme::Field::label),
        Target::Paper(paper) => theme.material(paper).map(|paper| paper.name.as_str()),
    };
    json!({
        "item": case.map(|case| case.item.as_str()),
        "department": case.map(|case| case.department.as_str()),
        "office": office.map(|office| office.name.as_str()),
        "about": point.target.to_string(),
        "label": label,
        "flaw": point.flaw.as_str(),
        "sentence": point.sentence,
    })
}

/// What the citizen said to one request, if anything.
fn said(mending: &Mending, asked: &Correction) -> Option<Value> {
    let text = asked.said.as_deref().filter(|said| !said.is_empty())?;
    let case = case_of(mending, asked);
    let item = case.and_then(|case| mending.tracked.item(case));
    Some(json!({
        "item": case.map(|case| case.item.as_str()),
        "name": item.map(|item| item.short.as_str()),
        "text": text,
    }))
}

fn case_of<'a>(mending: &'a Mending, asked: &Correction) -> Option<&'a Case> {
    mending.tracked.cases.iter().find(|case| case.id == asked.case)
}

/// Whether this is the content of a supplement that follows what has this hash.
pub(crate) fn is_after(record: &Value, hash: &str) -> bool {
    let word = |name: &str| record.get(name).and_then(Value::as_str);
    word("format") == Some(FORMAT) && word("follows") == Some(hash)
}

/// What stands in a supplement, in the words that were on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What offices asked for.
    pub asked: Vec<Asked>,
    /// What is answered otherwise.
    pub answers: Vec<Changed>,
    /// What was handed in anew.
    pub papers: Vec<Paper>,
    /// What the citizen said besides.
    pub said: Vec<Said>,
}

/// One thing that an office asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which office.
    pub office: String,
    /// Name of the answer or the paper.
    pub label: String,
    /// In which way it is wrong.
    pub flaw: Flaw,
    /// What exactly.
    pub sentence: String,
}

/// One paper that was handed in anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Which.
    pub material: Option<MaterialId>,
    /// Its name.
    pub name: String,
    /// Of how many files.
    pub count: usize,
}

/// What the citizen said to one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Name of the item that it is about.
    pub name: String,
    /// What.
    pub text: String,
}

/// One answer that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub field: Option<FieldId>,
    /// Its label.
    pub label: String,
    /// What it was; nothing where nothing was said, empty where the citizen does not see it.
    pub was: Option<String>,
    /// What it is since; as before.
    pub now: Option<String>,
}

impl Words {
    /// The words of a supplement.
    #[must_use]
    pub fn of(record: &Value) -> Self {
        let list = |name: &str| record.get(name).and_then(Value::as_array).into_iter().flatten();
        let side = |one: &Value, name: &str| {
            one.get(name)
                .filter(|side| side.is_object())
                .map(|side| word(side, "said"))
        };
        let changed = |one: &Value| Changed {
            field: word(one, "field").parse().ok(),
            label: word(one, "label"),
            was: side(one, "was"),
            now: side(one, "now"),
        };
        let said = |one: &Value| Said {
            name: word(one, "name"),
            text: word(one, "text"),
        };
        Self {
            asked: list("asked").filter_map(asked).collect(),
            answers: list("answers").map(changed).collect(),
            papers: papers(list("files")),
            said: list("said").map(said).collect(),
        }
    }
}

fn word(of: &Value, name: &str) -> String {
    of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// One thing that an office asked for.
fn asked(one: &Value) -> Option<Asked> {
    Some(Asked {
        office: word(one, "office"),
        label: word(one, "label"),
        flaw: Flaw::from_word(&word(one, "flaw"))?,
        sentence: word(one, "sentence"),
    })
}

/// Papers with how many files each is of: two of one name are two.
fn papers<'a>(files: impl Iterator<Item = &'a Value>) -> Vec<Paper> {
    let mut papers: Vec<Paper> = Vec::new();
    for file in files {
        let material = word(file, "material").parse().ok();
        match papers.last_mut() {
            Some(last) if last.material == material => last.count += 1,
            _ => papers.push(Paper {
                material,
                name: word(file, "name"),
                count: 1,
            }),
        }
    }
    papers
}

/// What was mended once, in words, with who signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// When.
    pub at: Moment,
    /// Name of whoever mended it.
    pub name: String,
    /// By a key on their own device.
    pub by_device: bool,
    /// What.
    pub words: Words,
}

impl Mend {
    /// A supplement in words.
    #[must_use]
    pub fn of(supplement: &Supplement) -> Self {
        let signed = &supplement.signature;
        Self {
            at: Moment(signed.at),
            name: signed.name.clone(),
            by_device: matches!(signed.proof, Proof::Passkey { .. }),
            words: Words::of(&supplement.record),
        }
    }
}

/// What was mended of an application and signed, the first first.
pub(crate) async fn list(db: &impl Connection, application: &Application) -> Result<Vec<Supplement>> {
    let read = |kept: data::supplement::Supplement| {
        Ok(Supplement {
            record: serde_json::from_str(&kept.body).map_err(|error| Error::Internal(Box::new(error)))?,
            hash: kept.hash,
            signature: Signed::read(&kept.proof)?,
        })
    };
    let kept = data::supplement::list(db, &application.id).await?;
    kept.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_papers_of_one_name_are_two_and_each_says_how_many_files_it_is_of() {
        let file = |material: &str| json!({"material": material, "name": "发票"});
        let words = Words::of(&json!({"files": [file("hospital"), file("hospital"), file("pharmacy")]}));
        let papers: Vec<_> = words.papers.iter().map(|paper| (&*paper.name, paper.count)).collect();
        assert_eq!(papers, [("发票", 2), ("发票", 1)]);
    }
}
