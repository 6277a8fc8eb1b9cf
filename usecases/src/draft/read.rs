//! Read a draft with everything its pages show.

mod delivered;
mod together;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use data::delivery::Chosen;
use data::draft::part::{self, Part};
use data::promise::Promise;
use domain::account::{Hat, RealName};
use domain::answer::{Answers, FieldId};
use domain::commitment::About;
use domain::deferral::Deferral;
use domain::draft::{Draft, File, Gap, Sent, gaps};
use domain::form::Form;
use domain::id::{ApplicationId, DraftId, MaterialId};
use domain::moment::Moment;
use domain::party::{Invitation, Signer, Standing, signers};
use domain::plan::{Plan, Situation};
use domain::precheck::{Filed, Finding, precheck};
use domain::register::{Fact, Outcome, Record};
use domain::theme::Theme;

use super::carry_over::{self, Successor};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Became, Error, Result};
use crate::hat;
use crate::theme;
pub use together::Word;
pub(crate) use together::is_shared;
use together::seats_of;
pub(super) use together::{is_anothers, offered, signer};

/// A draft with everything its pages show.
#[derive(Debug)]
pub struct MyDraft {
    /// The draft.
    pub draft: Draft,
    /// The version of the theme it keeps.
    pub theme: Arc<Theme>,
    /// What was answered, as far as whoever looks may see it.
    pub answers: Answers,
    /// What a second device answered instead, until one of the two is chosen.
    pub rivals: BTreeMap<FieldId, String>,
    /// The list.
    pub plan: Plan,
    /// What registers said.
    pub facts: Vec<Fact>,
    /// How asking for each record went.
    pub reads: Vec<(Record, Outcome)>,
    /// What was said to commitments.
    pub promises: Vec<Promise>,
    /// What its citizen promised before, did not keep and did not mend: it cannot be promised again. Empty once it is submitted.
    pub broken: BTreeSet<About>,
    /// What was handed in.
    pub files: Vec<File>,
    /// What was deferred.
    pub deferrals: Vec<Deferral>,
    /// What was chosen of how results are delivered.
    pub deliveries: Vec<Chosen>,
    /// The day it is judged on.
    pub today: NaiveDate,
    /// Who fills it in, when it is not the citizen themselves.
    pub filer: Option<String>,
    /// What it became.
    pub application: Option<ApplicationId>,
    /// The version it can go on with.
    pub successor: Option<Successor>,
    /// What was answered, in words, before another version of the theme put something else in its place.
    pub aside: BTreeMap<FieldId, String>,
    /// Who was asked to apply together.
    pub invitations: Vec<Invitation>,
    /// Whose part of it is shown, when it is not the applicant who looks.
    pub part: Option<Invitation>,
    /// Who applies, once that is confirmed.
    applicant: Option<RealName>,
    /// Everything there is: what is asked and missing is judged by it, whoever looks.
    whole: Whole,
    /// Who has to agree besides the applicant.
    signers: Vec<Signer>,
    /// What they sign, where there is anybody.
    joint: Option<super::record::Record>,
    /// When it is looked at.
    now: Moment,
}

/// What a draft holds, of whomever.
#[derive(Debug)]
struct Whole {
    answers: Answers,
    rivals: BTreeMap<FieldId, String>,
    files: Vec<File>,
}

impl MyDraft {
    /// The one form of the taken items, as far as whoever looks is asked: somebody who applies together what is theirs to say, and the
    /// applicant not what is left to those.
    #[must_use]
    pub fn form(&self) -> Form<'_> {
        let form = self.everything();
        match &self.part {
            Some(part) => {
                let signer = seats_of(&self.signers, part);
                form.part(|field| signer.has(field))
            }
            None => form.without(|field| self.left_to(field).is_some()),
        }
    }

    /// Everything that is asked, of whomever.
    #[must_use]
    pub fn everything(&self) -> Form<'_> {
        let taken = self.plan.taken(&self.theme);
        Form::for_items(&self.theme, &taken, &self.whole.answers, self.today).disputed(&self.whole.rivals)
    }

    /// What is still missing; what is left to somebody who is there, as their agreement.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let open = (self.signers.iter()).filter(|signer| self.standing(signer) != Standing::Agreed);
        let parties = open.filter_map(|signer| signer.seat().cloned()).map(Gap::Party);
        self.missing(&self.form()).into_iter().chain(parties).collect()
    }

    /// What is still missing before anybody can agree to it.
    #[must_use]
    pub fn gaps_to_fill(&self) -> Vec<Gap> {
        self.missing(&self.everything())
    }

    fn missing(&self, form: &Form<'_>) -> Vec<Gap> {
        let items = self.offered().filter_map(|one| match one.about {
            About::Item(ref id) if !self.is_promised(&one.about) => Some(Gap::Promise(id.clone())),
            _ => None,
        });
        let others = gaps(&self.theme, &self.plan, form, &self.settled());
        others.into_iter().chain(items).chain(self.undelivered()).collect()
    }

    /// What an officer would send back of what the citizen files, or filed.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let in_time = |file: &&File| !self.is_late(file);
        let files: Vec<File> = self.files.iter().filter(in_time).cloned().collect();
        precheck(&Filed {
            theme: &self.theme,
            plan: &self.plan,
            form: &self.form(),
            answers: &self.answers,
            facts: &self.facts,
            files: &files,
            today: self.today,
        })
    }

    /// Whether a file came after it was submitted.
    #[must_use]
    pub fn is_late(&self, file: &File) -> bool {
        self.draft.submitted_at.is_some_and(|at| file.stored_at > at)
    }

    /// The deferral of a material, where the theme lets it follow.
    #[must_use]
    pub fn deferral(&self, material: &MaterialId) -> Option<&Deferral> {
        let mut own = self.deferrals.iter();
        own.find(|deferral| deferral.material == *material && self.theme.deferred(material).is_some())
    }

    /// Whether the version it was begun with has ended, so that the asker has to go on with another one first.
    ///
    /// # Errors
    /// When the asker is no citizen.
    pub fn is_to_carry_over(&self, asker: &Asker) -> Result<bool> {
        // Whoever only looks at what an agent fills in changes nothing about it.
        let is_lookers =
            matches!(self.draft.hat, Hat::Mandate(_)) && self.draft.citizen.as_ref() == Some(&asker.citizen()?.id);
        let is_over = self.successor.as_ref().is_some_and(|next| next.is_due(self.today));
        Ok(is_over && !is_lookers)
    }

    /// The same while it is a draft.
    ///
    /// # Errors
    /// [`Error::Submitted`] once it is none any more.
    pub fn unsubmitted(self) -> Result<Self> {
        let became = match (&self.part, &self.application) {
            (Some(part), _) if self.draft.submitted_at.is_some() => Some(Became::Part(part.id.clone())),
            (None, Some(application)) => Some(Became::Application(application.clone())),
            _ => None,
        };
        became.map_or(Ok(self), |became| Err(Error::Submitted(became)))
    }

    /// The same while its asker can go on with it as it is.
    ///
    /// # Errors
    /// As [`Self::unsubmitted`]; [`Error::CarryOverFirst`] when the version it was begun with has ended.
    pub(crate) fn current(self, asker: &Asker) -> Result<Self> {
        let mine = self.unsubmitted()?;
        if mine.is_to_carry_over(asker)? {
            return Err(Error::CarryOverFirst(mine.draft.id));
        }
        Ok(mine)
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> String {
        self.theme.title_of(&self.answers)
    }

    /// What registers say of a field, in the order they were asked.
    pub fn facts_about(&self, field: &FieldId) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.field == *field)
    }

    /// The files of a material.
    pub fn files_for(&self, material: &MaterialId) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| file.material == *material)
    }

    /// The materials that need nothing more.
    fn settled(&self) -> BTreeSet<MaterialId> {
        let handed_in = self.whole.files.iter().map(|file| &file.material);
        let deferred = self.deferrals.iter().map(|deferral| &deferral.material);
        let deferred = deferred.filter(|material| self.theme.deferred(material).is_some());
        let mut settled: BTreeSet<MaterialId> = handed_in.chain(deferred).cloned().collect();
        settled.extend(self.offered().filter_map(|one| match one.about {
            About::Material(ref id) if self.is_promised(&one.about) => Some(id.clone()),
            _ => None,
        }));
        settled
    }
}

/// The asker's draft.
///
/// # Errors
/// [`crate::Error::NotFound`] for somebody else's; [`crate::Error::WearFirst`] under another hat;
/// [`crate::Error::Submitted`] once it is an application; [`crate::Error::CarryOverFirst`] when the version it was begun with has ended.
pub async fn read(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<MyDraft> {
    open(ctx, asker, id).await?.current(asker)
}

/// The asker's draft where this paper is handed in: also once it is an application, if an office waits for the paper or it came later.
///
/// # Errors
/// As [`read`].
pub async fn read_to_supply(ctx: &Context, asker: &Asker, id: &DraftId, material: &MaterialId) -> Result<MyDraft> {
    let mine = open(ctx, asker, id).await?;
    let came_later = mine.files_for(material).any(|file| file.sent != Sent::WithApplication);
    let is_supplied = mine.application.is_some() && (came_later || super::defer::is_open(ctx, &mine, material).await?);
    if is_supplied { Ok(mine) } else { mine.current(asker) }
}

/// The asker's draft, also when it is an application or the version it was begun with has ended.
///
/// # Errors
/// [`crate::Error::NotFound`] for somebody else's; [`crate::Error::WearFirst`] under another hat.
pub async fn open(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<MyDraft> {
    let draft = super::own(ctx, asker, id).await?;
    hat::must_wear(asker.signed()?, draft.citizen.as_ref(), &draft.hat)?;
    let filer = hat::filer(ctx.db.read(), &draft.hat).await?;
    let application = match draft.submitted_at {
        Some(_) => data::application::find_by_draft(ctx.db.read(), id).await?,
        None => None,
    };
    let successor = match draft.submitted_at {
        Some(_) => None,
        None => carry_over::successor(ctx, ctx.db.read(), &draft.theme_version).await?,
    };
    let mine = load(ctx, ctx.db.read(), draft).await?;
    Ok(MyDraft {
        filer,
        application: application.map(|application| application.id),
        successor,
        aside: carry_over::in_words(ctx, &mine.theme, id).await?,
        ..mine
    })
}

/// The asker's draft; of one that they apply for together, their part.
///
/// # Errors
/// As [`read`].
pub async fn read_to_fill(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<MyDraft> {
    match crate::party::part_of(ctx, asker, id).await? {
        Some((part, draft)) => crate::party::part::view(ctx, draft, part).await?.unsubmitted(),
        None => read(ctx, asker, id).await,
    }
}

/// A draft as it stands in this connection or transaction.
pub(crate) async fn load(ctx: &Context, db: &impl data::Connection, draft: Draft) -> Result<MyDraft> {
    let version = theme::version(ctx, db, &draft.theme_version).await?;
    let theme = version.theme;
    let whole = data::answer::list(db, &draft.id).await?;
    // What was submitted is judged as it was then: an answer does not become wrong, nor a paper too old, at the office.
    let today = draft.submitted_at.map_or_else(|| ctx.today(), Moment::day);
    // Whoever files without having been asked about the registers hands in the papers that they might have waived.
    let situation = Situation {
        answers: &whole,
        registers_read: true,
        today,
    };
    let plan = Plan::make(&theme, situation, draft.chosen.as_ref(), &ctx.calendar);
    let applicant = match &draft.citizen {
        Some(citizen) => data::account::find_citizen(db, citizen).await?,
        None => None,
    };
    let applicant = applicant.and_then(|citizen| citizen.real_name);
    let form = Form::for_items(&theme, &plan.taken(&theme), &whole, today);
    let number = applicant.as_ref().map(|known| &known.id_number);
    let signers = signers(&theme, &form, &whole, number, today);
    let parts = part::list(db, &draft.id).await?;
    let has = |part| parts.contains(&part);
    let rivals = if_any(has(Part::Rivals), data::rival::list(db, &draft.id)).await?;
    let files = if_any(has(Part::Files), data::file::list(db, &draft.id)).await?;
    let mine = MyDraft {
        broken: super::promise::broken(db, &draft, &theme, &plan).await?,
        plan,
        facts: if_any(has(Part::Facts), data::register::list_facts(db, &draft.id)).await?,
        promises: if_any(has(Part::Promises), data::promise::list(db, &draft.id)).await?,
        reads: if_any(has(Part::Reads), data::register::list_reads(db, &draft.id)).await?,
        invitations: if_any(has(Part::Invitations), data::invitation::list(db, &draft.id)).await?,
        deferrals: if_any(has(Part::Deferrals), data::deferral::list(db, &draft.id)).await?,
        deliveries: if_any(has(Part::Deliveries), data::delivery::list(db, &draft.id)).await?,
        draft,
        answers: whole.clone(),
        rivals: rivals.clone(),
        files: files.clone(),
        whole: Whole {
            answers: whole,
            rivals,
            files,
        },
        today,
        filer: None,
        application: None,
        successor: None,
        aside: BTreeMap::new(),
        part: None,
        applicant,
        signers,
        joint: None,
        theme,
        now: ctx.now(),
    };
    mine.with_joint(db, &version.hash)
}

/// What is listed, where there is any.
async fn if_any<T: Default>(is_any: bool, list: impl Future<Output = data::Result<T>>) -> Result<T> {
    if is_any { Ok(list.await?) } else { Ok(T::default()) }
}

#[cfg(test)]
mod tests;
