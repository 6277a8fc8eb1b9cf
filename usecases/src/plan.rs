//! The plan (我的清单): questions one by one, then the personal list. A guest's answers lie on the server from the first one.

pub mod of_draft;
mod order;

use std::collections::BTreeSet;

use data::Transaction;
use domain::account::Hat;
use domain::answer::{Answers, FieldId, UNSURE};
use domain::condition::{Condition, Truth, judge};
use domain::draft::{Consent, Draft};
use domain::field::{Kind, Problem};
use domain::id::{CitizenId, ItemId, Slug};
use domain::plan::{Plan, Situation, open_questions, questions};
use domain::register::{Outcome, Record};
use domain::theme::Question;
use domain::theme::item::Item;

use crate::asker::Asker;
use crate::context::Context;
use crate::draft::beside::{self, Change};
use crate::draft::{carry_over, said};
use crate::error::{Error, Refusal, Result};
use crate::theme::{self, Published};
use crate::token::Token;

/// The plan of whoever asks, as far as it is known.
#[derive(Debug)]
pub struct MyPlan {
    /// The theme, in the version that the draft keeps.
    pub published: Published,
    /// The draft the answers are kept in; none before the first answer.
    pub draft: Option<Draft>,
    /// What was answered.
    pub answers: Answers,
    /// The list.
    pub plan: Plan,
    /// How asking registers went.
    pub reads: Vec<(Record, Outcome)>,
    /// The day it was made for.
    pub today: chrono::NaiveDate,
}

impl MyPlan {
    /// The questions that still matter, the most decisive first.
    #[must_use]
    pub fn open_questions(&self) -> Vec<&Question> {
        open_questions(&self.published.theme, &self.answers, self.today)
    }

    /// The question to ask next.
    #[must_use]
    pub fn next_question(&self) -> Option<&Question> {
        self.open_questions().into_iter().next()
    }

    /// The questions that were answered and still apply.
    #[must_use]
    pub fn questions(&self) -> Vec<&Question> {
        questions(&self.published.theme, &self.answers, self.today)
    }

    /// The questions that were answered with 不确定, each with the item to ask about: the first taken one that it decides, whose form
    /// asks for it, or whose papers hang on it.
    #[must_use]
    pub fn unsure(&self) -> Vec<(&Question, Option<&Item>)> {
        let unsure = |question: &&Question| self.answers.is_unsure(&question.field);
        let unsure = self.questions().into_iter().filter(unsure);
        unsure
            .map(|question| (question, self.bears_on(&question.field)))
            .collect()
    }

    fn bears_on(&self, field: &FieldId) -> Option<&Item> {
        let theme = &self.published.theme;
        let hangs = |when: Option<&Condition>| when.is_some_and(|when| when.fields().contains(&field));
        let is_decided = |item: &&Item| hangs(item.applies.as_ref().map(|applies| &applies.when));
        let is_asked = |item: &&Item| item.fields.contains(field);
        let needs_papers = |item: &&Item| {
            let mut papers = theme
                .materials
                .iter()
                .filter(|paper| item.materials.contains(&paper.id));
            papers.any(|paper| hangs(paper.when.as_ref()))
        };
        let taken = || {
            let items = theme.items.iter().zip(&self.plan.items);
            items.filter(|(_, planned)| planned.is_taken()).map(|(item, _)| item)
        };
        let decided = taken().find(is_decided);
        decided
            .or_else(|| taken().find(is_asked))
            .or_else(|| taken().find(needs_papers))
    }

    /// What is wrong with what was typed as the answer to a question.
    #[must_use]
    pub fn problem(&self, question: &Question) -> Option<Problem> {
        let text = self.answers.text(&question.field)?;
        question.element.kind.read(text, self.today).err()
    }

    /// Whether the registers were not offered yet to be asked, and may know something.
    #[must_use]
    pub fn may_look_up(&self) -> bool {
        let theme = &self.published.theme;
        let possible = |when| judge(when, &self.answers, self.today) != Truth::No;
        (self.draft.as_ref()).is_none_or(|draft| draft.consent == Consent::NotAsked)
            && theme.applicant_subject(&self.answers).is_some()
            && theme.reads.iter().any(|read| possible(read.when.as_ref()))
    }
}

/// How a question was answered.
#[derive(Debug)]
pub struct Answered {
    /// What is wrong with the answer: the question is asked again.
    pub problem: Option<Problem>,
    /// The new guest's cookie, when the first answer made one.
    pub guest: Option<Token>,
}

/// The plan for these answers alone: nothing is read and nothing kept.
#[must_use]
pub fn preview(ctx: &Context, published: Published, answers: Answers, chosen: Option<&BTreeSet<ItemId>>) -> MyPlan {
    make(ctx, published, None, answers, chosen)
}

/// The asker's plan of a theme, in the version that their draft keeps.
///
/// # Errors
/// [`Error::NotFound`] when no theme has this slug; [`Error::CarryOverFirst`] when the version of the draft has ended.
pub async fn read(ctx: &Context, asker: &Asker, slug: &Slug) -> Result<MyPlan> {
    let current = theme::read::read(ctx, slug).await?;
    let mut draft = find_draft(ctx.db.read(), asker, slug).await?;
    match draft {
        Some(guests) if guests.citizen.is_none() => draft = Some(carry_over::carry_over_guests(ctx, guests).await?),
        Some(ref own) => carry_over::must_not_be_due(ctx, ctx.db.read(), own).await?,
        None => {}
    }
    match draft {
        Some(draft) => kept(ctx, draft).await,
        None => Ok(make(ctx, current, None, Answers::default(), None)),
    }
}

/// The plan as a draft keeps it.
async fn kept(ctx: &Context, draft: Draft) -> Result<MyPlan> {
    let db = ctx.db.read();
    let published = theme::version(ctx, db, &draft.theme_version).await?;
    let answers = data::answer::list(db, &draft.id).await?;
    let reads = if draft.consent.lets_read() {
        data::register::list_reads(db, &draft.id).await?
    } else {
        Vec::new()
    };
    let chosen = draft.chosen.clone();
    Ok(MyPlan {
        reads,
        ..make(ctx, published, Some(draft), answers, chosen.as_ref())
    })
}

/// Answers a question of the plan. The first answer of a guest makes a draft behind a new cookie.
///
/// What was typed is kept, also when it is no answer, and what was picked when it contradicts itself; only nothing at all and an
/// option that was not offered are not.
///
/// # Errors
/// [`Error::NotFound`] when the theme does not ask this.
pub async fn answer(ctx: &Context, asker: &Asker, slug: &Slug, field: &FieldId, text: &str) -> Result<Answered> {
    let begun = find_or_begin(ctx, asker, slug).await?;
    answer_in(ctx, asker, begun, field, text).await
}

async fn answer_in(ctx: &Context, asker: &Asker, begun: Begun, field: &FieldId, text: &str) -> Result<Answered> {
    let Begun {
        tx,
        draft,
        published,
        guest,
    } = begun;
    let mut questions = published.theme.questions.iter();
    let question = questions
        .find(|question| question.field == *field)
        .ok_or(Error::NotFound)?;
    let is_unsure = text == UNSURE && question.may_be_unsure();
    let problem = question
        .element
        .kind
        .read(text, ctx.today())
        .err()
        .filter(|_| !is_unsure);
    if problem.is_some_and(|problem| !is_kept(problem, &question.element.kind)) {
        // Nothing is committed: neither the answer nor a draft for it.
        return Ok(Answered { problem, guest: None });
    }
    if !data::draft::touch(&*tx, &draft.id, ctx.now()).await? {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    let facts = data::register::list_facts(&*tx, &draft.id).await?;
    let answer = said::beside(ctx, &question.element.kind, field, text, &facts);
    let before = data::answer::list(&*tx, &draft.id).await?;
    data::answer::save(&*tx, &draft.id, field, &answer).await?;
    data::rival::delete_equal(&*tx, &draft.id, field, &answer.text).await?;
    let now = Change {
        changed: std::slice::from_ref(field),
        given_up: &[],
    };
    beside::follow(ctx, &tx, &draft, &published.theme, &before, now).await?;
    tx.commit().await?;
    if draft.consent.lets_read() {
        crate::draft::consult::consult(ctx, asker, &draft.id).await?;
    }
    Ok(Answered { problem, guest })
}

/// Whether a text that is no answer is kept, so that it can be put right.
fn is_kept(problem: Problem, kind: &Kind) -> bool {
    match problem {
        Problem::Missing => false,
        Problem::Contradiction => true,
        _ => kind.options().is_empty(),
    }
}

/// Picks the items to apply for; what they need comes along by itself. Gives the guest's cookie, when this made one.
///
/// # Errors
/// [`Error::NotFound`] when no theme has this slug; refused when the draft was submitted meanwhile.
pub async fn choose(ctx: &Context, asker: &Asker, slug: &Slug, chosen: &BTreeSet<ItemId>) -> Result<Option<Token>> {
    let begun = find_or_begin(ctx, asker, slug).await?;
    choose_in(ctx, begun, chosen).await
}

async fn choose_in(ctx: &Context, begun: Begun, chosen: &BTreeSet<ItemId>) -> Result<Option<Token>> {
    let Begun {
        tx,
        draft,
        published,
        guest,
    } = begun;
    let known = chosen
        .iter()
        .filter(|id| published.theme.item(id).is_some())
        .cloned()
        .collect();
    let is_open = data::draft::touch(&*tx, &draft.id, ctx.now()).await?;
    if !is_open || !data::draft::set_chosen(&*tx, &draft.id, &known).await? {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    tx.commit().await?;
    Ok(guest)
}

fn make(
    ctx: &Context,
    published: Published,
    draft: Option<Draft>,
    answers: Answers,
    chosen: Option<&BTreeSet<ItemId>>,
) -> MyPlan {
    let registers_read = draft.as_ref().is_some_and(|draft| draft.consent != Consent::NotAsked);
    let today = ctx.today();
    let situation = Situation {
        answers: &answers,
        registers_read,
        today,
    };
    let plan = Plan::make(&published.theme, situation, chosen, &ctx.calendar);
    MyPlan {
        published,
        draft,
        answers,
        plan,
        reads: Vec::new(),
        today,
    }
}

async fn find_draft(db: &impl data::Connection, asker: &Asker, slug: &Slug) -> Result<Option<Draft>> {
    Ok(match asker {
        Asker::Citizen(signed) => data::draft::find_under(db, &signed.citizen.id, &signed.worn.hat(), slug).await?,
        Asker::Guest(Some(guest)) => data::draft::find_for_guest(db, &guest.hash(), slug).await?,
        Asker::Guest(None) | Asker::HalfSignedIn(_) | Asker::Officer(_) => None,
    })
}

/// A draft that was found or begun, in the transaction that may change it.
pub(crate) struct Begun {
    /// Not committed yet.
    pub(crate) tx: Transaction,
    /// The draft.
    pub(crate) draft: Draft,
    /// The version of the theme it keeps.
    pub(crate) published: Published,
    /// The new guest's cookie, when this made one.
    pub(crate) guest: Option<Token>,
}

/// The asker's newest open draft of a theme, in whichever version it was begun; otherwise a new one of the current version.
pub(crate) async fn find_or_begin(ctx: &Context, asker: &Asker, slug: &Slug) -> Result<Begun> {
    let current = theme::read::read(ctx, slug).await?;
    let (citizen, hat, guest, new_guest) = match asker {
        Asker::Citizen(signed) => {
            signed.worn.covers(slug)?;
            (Some(signed.holder().clone()), signed.worn.hat(), None, None)
        }
        Asker::Guest(Some(guest)) => (None, Hat::Own, Some(guest.hash()), None),
        Asker::Guest(None) => {
            let guest = Token::new(ctx);
            (None, Hat::Own, Some(guest.hash()), Some(guest))
        }
        Asker::HalfSignedIn(_) => return Err(Error::SecondFactorFirst),
        Asker::Officer(_) => return Err(Error::Forbidden),
    };
    let tx = ctx.db.write().await?;
    // Two taps at once begin one draft: the second waits here and finds what the first began.
    if let Some(holder) = citizen.as_ref().map(CitizenId::as_str).or(guest.as_deref()) {
        hold_drafts(&tx, holder).await?;
    }
    if let Some(draft) = find_draft(&*tx, asker, slug).await? {
        let published = theme::version(ctx, &*tx, &draft.theme_version).await?;
        return Ok(Begun {
            tx,
            draft,
            published,
            guest: None,
        });
    }
    let now = ctx.now();
    let draft = Draft {
        id: ctx.new_id().parse()?,
        theme_version: current.version.clone(),
        citizen,
        hat,
        chosen: None,
        consent: Consent::NotAsked,
        created_at: now,
        updated_at: now,
        submitted_at: None,
        revision: 0,
    };
    data::draft::insert(&*tx, &draft, guest.as_deref()).await?;
    Ok(Begun {
        tx,
        draft,
        published: current,
        guest: new_guest,
    })
}

/// Nobody else begins a draft for this citizen or guest until the transaction ends.
pub(crate) async fn hold_drafts(tx: &Transaction, holder: &str) -> Result<()> {
    Ok(tx.hold(&format!("drafts of {holder}")).await?)
}

#[cfg(test)]
mod tests;
