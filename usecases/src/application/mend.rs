//! Mend (补正): the citizen sets right what offices named, exactly that, signs it and sends it once. The record of what was submitted
//! stays.

pub mod sign;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::answer::{Answer, Answers, FieldId, Merged, Origin, merge};
use domain::case::correction::{Correction, Mended, Point, Target};
use domain::draft::{File, Sent};
use domain::field::Problem;
use domain::form::FormField;
use domain::id::{ApplicationId, CorrectionId, DraftId, MaterialId};
use domain::theme::material::Material;

use super::later::to_mend;
use super::track::{self, Tracked};
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::read::{MyDraft, load as load_record};
use crate::draft::said::kept;
use crate::draft::save::Typed;
use crate::error::{Error, Result};
use crate::hat;
use crate::lines::with_lf;

/// Longest that a citizen says besides, characters.
pub const LONGEST: usize = 500;

/// What the names begin with under which [`Typed`] holds what is said besides. No field is named so.
const SAID: &str = "said-";

/// The name under which [`Typed`] holds what is said to a request: so a form tells, too, which requests its page showed.
#[must_use]
pub fn said_to(id: &CorrectionId) -> String {
    format!("{SAID}{id}")
}

/// Whether a text that was typed is said besides, and answers no field.
#[must_use]
pub fn is_said(name: &str) -> bool {
    name.starts_with(SAID)
}

/// What the citizen is to mend, and how far they are.
#[derive(Debug)]
pub struct Mending {
    /// The application.
    pub tracked: Tracked,
    /// What is asked for, the first asked first; nothing when all is mended.
    pub asked: Vec<Correction>,
    /// The record with what was mended over it.
    pub mine: MyDraft,
    /// What held before.
    before: Answers,
    /// What the form asked as it was submitted.
    was_asked: BTreeSet<FieldId>,
    /// What was typed and not sent yet.
    typed: BTreeSet<FieldId>,
    /// What was typed when it was asked for, and is not any more.
    left: Vec<FieldId>,
}

impl Mending {
    /// What was said of an answer or a paper.
    pub fn points_about<'a>(&'a self, target: &'a Target) -> impl Iterator<Item = (&'a Correction, &'a Point)> {
        let all = (self.asked.iter()).flat_map(|asked| asked.points.iter().map(move |point| (asked, point)));
        all.filter(move |(_, point)| point.target == *target)
    }

    /// The fields to set right, in the order of the form, and those that are asked only because of what was set right.
    #[must_use]
    pub fn fields(&self) -> Vec<FormField<'_>> {
        let (theme, answers, today) = (&self.mine.theme, &self.mine.answers, self.mine.today);
        let named = fields_of(&self.asked);
        let form = self.mine.form();
        let asked = form.topics.into_iter().flat_map(|topic| topic.fields);
        let is_new = |field: &FormField<'_>| !self.was_asked.contains(&field.id);
        let mut fields: Vec<_> = asked
            .filter(|field| named.contains(&field.id) || is_new(field))
            .collect();
        // What an office named is asked for, whether the form asks for it or not.
        for id in named {
            if fields.iter().all(|field| field.id != id)
                && let Some(field) = theme.field(&id)
            {
                let is_disputed = self.mine.rivals.contains_key(&id);
                let mut field = FormField::of(field, id, answers, today);
                if is_disputed {
                    field.problem = Some(Problem::TwoAnswers);
                    field.is_touched = true;
                }
                fields.push(field);
            }
        }
        fields
    }

    /// The papers to hand in anew.
    #[must_use]
    pub fn papers(&self) -> Vec<&Material> {
        let is_named = |material: &&Material| self.is_named(&Target::Paper(material.id.clone()));
        self.mine.theme.materials.iter().filter(is_named).collect()
    }

    /// What was handed in of a paper and not sent yet.
    pub fn files_for<'a>(&'a self, material: &'a MaterialId) -> impl Iterator<Item = &'a File> {
        let of_it = self.mine.files_for(material);
        of_it.filter(|file| file.sent == Sent::NotYet)
    }

    /// The day by which it must be sent: the first of all.
    #[must_use]
    pub fn answer_by(&self) -> Option<NaiveDate> {
        let asked = self.asked.iter().filter_map(|correction| correction.asked.as_ref());
        asked.map(|asked| asked.answer_by).min()
    }

    /// Whether an answer is still the one that an office found wrong.
    #[must_use]
    pub fn is_as_before(&self, field: &FieldId) -> bool {
        let text = |answers: &Answers| answers.get(field).map(|answer| answer.text.clone());
        text(&self.mine.answers).unwrap_or_default() == text(&self.before).unwrap_or_default()
    }

    /// What is answered otherwise than before, and how.
    pub(crate) fn changes(&self) -> impl Iterator<Item = (&FieldId, Option<&Answer>, Option<&Answer>)> {
        let typed = self.typed.iter().filter(move |field| !self.is_as_before(field));
        typed.map(move |field| (field, self.before.get(field), self.mine.answers.get(field)))
    }

    /// Which answers these are.
    fn changed(&self) -> Vec<&FieldId> {
        self.changes().map(|(field, ..)| field).collect()
    }

    /// What stands in the way of sending it. Who says why something stays as it is need not change it.
    #[must_use]
    pub fn gaps(&self) -> Vec<Target> {
        let fields = self.fields().into_iter().filter_map(|field| {
            let target = Target::Field(field.id.clone());
            let stays = self.is_named(&target) && self.is_as_before(&field.id);
            let is_gap = field.problem.is_some() || (stays && !self.is_explained(&target));
            is_gap.then_some(target)
        });
        let papers = self.papers().into_iter().filter_map(|paper| {
            let target = Target::Paper(paper.id.clone());
            let has_new = self.files_for(&paper.id).next().is_some();
            (!has_new && !self.is_explained(&target)).then_some(target)
        });
        fields.chain(papers).collect()
    }

    /// Whether everybody who named something is told why it stays as it is: what is said to one office is no answer to another.
    fn is_explained(&self, target: &Target) -> bool {
        let is_told = |asked: &Correction| asked.said.as_deref().is_some_and(|said| !said.trim().is_empty());
        self.points_about(target).all(|(asked, _)| is_told(asked))
    }

    fn is_named(&self, target: &Target) -> bool {
        self.points_about(target).next().is_some()
    }
}

/// The fields that are named as wrong.
fn fields_of(asked: &[Correction]) -> BTreeSet<FieldId> {
    let points = asked.iter().flat_map(|correction| &correction.points);
    let field = |point: &Point| match &point.target {
        Target::Field(field) => Some(field.clone()),
        Target::Paper(_) => None,
    };
    points.filter_map(field).collect()
}

/// What the citizen is to mend in an application.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; [`Error::WearFirst`] under another hat.
pub async fn read(ctx: &Context, asker: &Asker, id: &ApplicationId) -> Result<Mending> {
    let application = super::own(ctx, asker, id).await?;
    hat::must_wear(asker.signed()?, Some(&application.citizen), &application.hat)?;
    load(ctx, ctx.db.read(), track::load(ctx, application).await?).await
}

/// The same, found by the draft that the application was made from.
///
/// # Errors
/// As [`read`].
pub async fn of_draft(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Mending> {
    asker.signed()?;
    let application = data::application::find_by_draft(ctx.db.read(), id).await?;
    read(ctx, asker, &application.ok_or(Error::NotFound)?.id).await
}

async fn load(ctx: &Context, db: &impl data::Connection, tracked: Tracked) -> Result<Mending> {
    let id = &tracked.application.id;
    let record = data::draft::find(db, &tracked.application.draft).await?;
    let mut mine = load_record(ctx, db, record.ok_or(Error::NotFound)?).await?;
    let form = mine.form();
    let was_asked = form.topics.iter().flat_map(|topic| &topic.fields);
    let was_asked: BTreeSet<FieldId> = was_asked.map(|field| field.id.clone()).collect();
    let asked = to_mend(db, id).await?;
    let named = fields_of(&asked);
    let (sent, unsent): (Vec<_>, Vec<_>) = data::mended::list(db, id)
        .await?
        .into_iter()
        .partition(|mended| mended.sent_at.is_some());
    mine.mend(sent.iter());
    let before = mine.answers.clone();
    let may_be_typed = |mended: &Mended| named.contains(&mended.field) || !was_asked.contains(&mended.field);
    let (unsent, left): (Vec<_>, Vec<_>) = unsent.into_iter().partition(may_be_typed);
    mine.mend(unsent.iter());
    mine.today = ctx.today();
    let mut mending = Mending {
        asked,
        typed: unsent.into_iter().map(|mended| mended.field).collect(),
        left: left.into_iter().map(|mended| mended.field).collect(),
        tracked,
        mine,
        before,
        was_asked,
    };
    // Whoever said it before, it is the citizen's to say now.
    for field in named {
        if let Some(answer) = mending.mine.answers.get(&field).cloned() {
            let answer = Answer {
                origin: Origin::Citizen,
                ..answer
            };
            mending.mine.answers.set(field, answer);
        }
    }
    Ok(mending)
}

/// Keeps what was typed, of what is to be mended and of nothing else; and what is said besides, to the requests that the page showed.
/// Where another page of the same citizen's said otherwise since this one was shown, both texts stay.
///
/// # Errors
/// As [`read`]; [`Error::Conflict`] when nothing of what the page showed is to be mended any more.
pub async fn save(ctx: &Context, asker: &Asker, id: &ApplicationId, typed: &Typed) -> Result<()> {
    let tracked = read(ctx, asker, id).await?.tracked;
    let tx = ctx.db.write().await?;
    // Held, so that nothing is stored between reading and merging.
    data::application::touch(&*tx, id).await?;
    let mending = load(ctx, &*tx, tracked).await?;
    let was_shown = |asked: &&Correction| typed.texts.contains_key(&said_to(&asked.id));
    let shown: Vec<_> = mending.asked.iter().filter(was_shown).collect();
    if shown.is_empty() {
        return Err(Error::Conflict);
    }
    let draft = &mending.mine.draft.id;
    let typed = typed.with_taken(&*tx, draft).await?;
    for field in mending.fields() {
        let name = field.id.to_string();
        let Some(text) = typed.texts.get(&name) else {
            continue;
        };
        if typed.settled.contains(&name) {
            data::rival::delete(&*tx, draft, &field.id).await?;
        }
        let kind = &field.field.element.kind;
        let was = typed.was.get(&name).into_iter().flatten();
        let was: Vec<String> = was.map(|text| kept(ctx, kind, text)).collect();
        let stored = mending.mine.answers.get(&field.id);
        let stored = stored.map_or("", |answer| answer.text.as_str());
        let text = kept(ctx, kind, text);
        match merge(stored, was.iter().map(String::as_str), &text) {
            Merged::Said if text != stored => {
                data::mended::save(&*tx, id, &field.id, &text).await?;
                data::rival::delete_equal(&*tx, draft, &field.id, &text).await?;
            }
            Merged::Said | Merged::Left => {}
            Merged::Rival => data::rival::save(&*tx, draft, &field.id, &text, ctx.now()).await?,
        }
    }
    for asked in shown {
        data::correction::say(&*tx, &asked.id, &beside(asked, &typed)).await?;
    }
    Ok(tx.commit().await?)
}

/// Whether all of this was sent before, in answer to just what the page showed: by a press of which whoever presses again never heard.
///
/// # Errors
/// As [`read`].
pub async fn is_sent(ctx: &Context, asker: &Asker, id: &ApplicationId, typed: &Typed) -> Result<bool> {
    let mending = read(ctx, asker, id).await?;
    let was_said = |(name, text): (&String, &String)| {
        let said = as_kept(text);
        let mut sent = (mending.tracked.corrections.iter()).filter(|asked| asked.mended_at.is_some());
        sent.any(|asked| {
            let is_all = said.is_empty() || asked.said.as_deref() == Some(said.as_str());
            said_to(&asked.id) == *name && is_all
        })
    };
    let holds = |(name, text): (&String, &String)| {
        let Ok(id) = name.parse::<FieldId>() else {
            return false;
        };
        // What is typed and not sent yet does not count.
        let sent = mending.before.get(&id);
        let sent = sent.map_or("", |answer| answer.text.as_str());
        let field = mending.mine.theme.field(&id);
        field.is_some_and(|field| kept(ctx, &field.element.kind, text) == sent)
    };
    let (said, answers): (Vec<_>, Vec<_>) = typed.texts.iter().partition(|(name, _)| is_said(name));
    Ok(!said.is_empty() && said.into_iter().all(was_said) && answers.into_iter().all(holds))
}

/// What is said besides, as it is kept.
fn as_kept(said: &str) -> String {
    with_lf(said).trim().chars().take(LONGEST).collect()
}

/// What is said to a request, with what another page said since this one was shown.
fn beside(asked: &Correction, typed: &Typed) -> String {
    let name = said_to(&asked.id);
    let stored = with_lf(asked.said.as_deref().unwrap_or_default());
    let said = as_kept(typed.texts.get(&name).map_or("", String::as_str));
    let was = typed.was.get(&name).into_iter().flatten();
    let was: Vec<String> = was.map(|text| with_lf(text).trim().to_owned()).collect();
    match merge(&stored, was.iter().map(String::as_str), &said) {
        Merged::Said => said,
        Merged::Left => stored,
        Merged::Rival if stored.is_empty() || said.is_empty() => format!("{stored}{said}"),
        Merged::Rival => format!("{stored}\n{said}"),
    }
}
