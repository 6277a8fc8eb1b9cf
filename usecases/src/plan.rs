//! The plan (我的清单): questions one by one, then the personal list. A guest's answers lie on the server from the first one.

use std::collections::BTreeSet;

use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::condition::Truth;
use domain::draft::{Consent, Draft};
use domain::field::Problem;
use domain::id::{ItemId, Slug};
use domain::plan::{Plan, Situation, next_question, questions};
use domain::theme::{Question, Theme};

use crate::asker::Asker;
use crate::context::Context;
use crate::draft::library;
use crate::error::{Error, Result};
use crate::theme::{self, Published};
use crate::token::Token;

/// The plan of whoever asks, as far as it is known.
#[derive(Debug)]
pub struct MyPlan {
    /// The theme.
    pub published: Published,
    /// The draft the answers are kept in; none before the first answer.
    pub draft: Option<Draft>,
    /// What was answered.
    pub answers: Answers,
    /// The list.
    pub plan: Plan,
    /// The day it was made for.
    pub today: chrono::NaiveDate,
}

impl MyPlan {
    /// The next question to ask.
    #[must_use]
    pub fn next_question(&self) -> Option<&Question> {
        next_question(&self.published.theme, &self.answers, self.today)
    }

    /// The questions that apply so far.
    #[must_use]
    pub fn questions(&self) -> Vec<&Question> {
        questions(&self.published.theme, &self.answers, self.today).collect()
    }
}

/// How a question was answered.
#[derive(Debug)]
pub struct Answered {
    /// What is wrong with the answer; it was not kept then.
    pub problem: Option<Problem>,
    /// The new guest's cookie, when the first answer made one.
    pub guest: Option<Token>,
}

/// The plan for these answers alone: nothing is read and nothing kept.
///
/// # Errors
/// [`Error::NotFound`] when no theme has this slug.
pub async fn preview(
    ctx: &Context,
    slug: &Slug,
    answers: Answers,
    chosen: Option<&BTreeSet<ItemId>>,
) -> Result<MyPlan> {
    let published = theme::read::read(ctx, slug).await?;
    Ok(make(ctx, published, None, answers, chosen, &BTreeSet::new()))
}

/// The asker's plan of a theme.
///
/// # Errors
/// [`Error::NotFound`] when no theme has this slug.
pub async fn read(ctx: &Context, asker: &Asker, slug: &Slug) -> Result<MyPlan> {
    let published = theme::read::read(ctx, slug).await?;
    let draft = find_draft(ctx, asker, &published).await?;
    let answers = match &draft {
        Some(draft) => data::answer::list(ctx.db.read(), &draft.id).await?,
        None => Answers::default(),
    };
    let library = library::list(ctx, asker, &published.theme).await?;
    let chosen = draft.as_ref().and_then(|draft| draft.chosen.clone());
    Ok(make(ctx, published, draft, answers, chosen.as_ref(), &library))
}

/// Answers a question of the plan. The first answer of a guest makes a draft behind a new cookie.
///
/// # Errors
/// [`Error::NotFound`] when the theme does not ask this.
pub async fn answer(ctx: &Context, asker: &Asker, slug: &Slug, field: &FieldId, text: &str) -> Result<Answered> {
    let published = theme::read::read(ctx, slug).await?;
    let question = published
        .theme
        .questions
        .iter()
        .find(|question| question.field == *field)
        .ok_or(Error::NotFound)?;
    let text = match question.element.kind.read(text, ctx.today()) {
        Ok(text) => text,
        Err(problem) => {
            return Ok(Answered {
                problem: Some(problem),
                guest: None,
            });
        }
    };
    let answer = Answer {
        text,
        origin: Origin::Citizen,
        as_of: ctx.today(),
        contested: false,
    };
    let (draft, guest) = find_or_begin(ctx, asker, &published).await?;
    let tx = ctx.db.write().await?;
    if !data::draft::touch(&*tx, &draft.id, ctx.now()).await? {
        return Err(Error::Conflict);
    }
    data::answer::save(&*tx, &draft.id, field, &answer).await?;
    tx.commit().await?;
    if draft.consent == Consent::Given {
        crate::draft::consult::consult(ctx, asker, &draft.id).await?;
    }
    Ok(Answered { problem: None, guest })
}

/// Picks the items to apply for; what they need comes along by itself. Gives the guest's cookie, when this made one.
///
/// # Errors
/// [`Error::NotFound`] when no theme has this slug.
pub async fn choose(ctx: &Context, asker: &Asker, slug: &Slug, chosen: &BTreeSet<ItemId>) -> Result<Option<Token>> {
    let published = theme::read::read(ctx, slug).await?;
    let known = chosen
        .iter()
        .filter(|id| published.theme.item(id).is_some())
        .cloned()
        .collect();
    let (draft, guest) = find_or_begin(ctx, asker, &published).await?;
    data::draft::set_chosen(ctx.db.read(), &draft.id, &known).await?;
    Ok(guest)
}

fn make(
    ctx: &Context,
    published: Published,
    draft: Option<Draft>,
    answers: Answers,
    chosen: Option<&BTreeSet<ItemId>>,
    library: &BTreeSet<domain::id::MaterialId>,
) -> MyPlan {
    let registers_read = draft.as_ref().is_some_and(|draft| draft.consent != Consent::NotAsked);
    let today = ctx.today();
    let situation = Situation {
        answers: &answers,
        registers_read,
        library,
        today,
    };
    let plan = Plan::make(&published.theme, situation, chosen, &ctx.calendar);
    MyPlan {
        published,
        draft,
        answers,
        plan,
        today,
    }
}

async fn find_draft(ctx: &Context, asker: &Asker, published: &Published) -> Result<Option<Draft>> {
    Ok(match asker {
        Asker::Citizen(citizen) => {
            data::draft::find_for_citizen(ctx.db.read(), &citizen.id, &published.version).await?
        }
        Asker::Guest(Some(guest)) => {
            data::draft::find_for_guest(ctx.db.read(), &guest.hash(), &published.version).await?
        }
        Asker::Guest(None) | Asker::Officer(_) => None,
    })
}

pub(crate) async fn find_or_begin(
    ctx: &Context,
    asker: &Asker,
    published: &Published,
) -> Result<(Draft, Option<Token>)> {
    if let Some(draft) = find_draft(ctx, asker, published).await? {
        return Ok((draft, None));
    }
    let (citizen, guest, new_guest) = match asker {
        Asker::Citizen(citizen) => (Some(citizen.id.clone()), None, None),
        Asker::Guest(Some(guest)) => (None, Some(guest.clone()), None),
        Asker::Guest(None) => {
            let guest = Token::new(ctx);
            (None, Some(guest.clone()), Some(guest))
        }
        Asker::Officer(_) => return Err(Error::Forbidden),
    };
    let now = ctx.now();
    let draft = Draft {
        id: ctx.new_id().parse()?,
        theme_version: published.version.clone(),
        citizen,
        chosen: None,
        consent: Consent::NotAsked,
        created_at: now,
        updated_at: now,
        submitted_at: None,
    };
    data::draft::insert(ctx.db.read(), &draft, guest.map(|guest| guest.hash()).as_deref()).await?;
    Ok((draft, new_guest))
}

/// Whether an eligibility rule is known to fail.
#[must_use]
pub fn fails(theme: &Theme, plan: &Plan) -> Vec<usize> {
    (0..theme.eligibility.len())
        .filter(|rule| plan.eligibility.get(*rule) == Some(&Truth::No))
        .collect()
}

#[cfg(test)]
mod tests;
