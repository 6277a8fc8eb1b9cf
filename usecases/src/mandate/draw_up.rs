//! Draw up a mandate; it is worth nothing until the principal confirmed it and the agent took it on.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use data::parked::Parked;
use domain::field::same_text;
use domain::id::{AgencyId, CitizenId, MandateId, Slug};
use domain::identity::mobile_number;
use domain::mandate::{Agent, Ground, LONGEST, Mandate, Standing};

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::theme;
use crate::token::Token;

/// The most mandates that one principal has open at once.
const MOST: usize = 20;

/// The most ticked themes that are kept while something else is mended.
const MOST_THEMES: usize = 100;

/// What the principal filled in, as the page shows it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// An agency's id; nothing for a person.
    pub agency: String,
    /// The person's name.
    pub name: String,
    /// The person's mobile number.
    pub phone: String,
    /// For how many months.
    pub months: u32,
    /// In every theme.
    pub all: bool,
    /// In these themes, by slug.
    pub themes: Vec<String>,
}

/// As it lies sealed.
type Written = ([String; 3], u32, bool, Vec<String>);

/// What the principal wants.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Who shall act.
    pub who: Who,
    /// In which themes; none means all of them.
    pub themes: Option<BTreeSet<Slug>>,
    /// To which day.
    pub until: NaiveDate,
}

/// Who shall act.
#[derive(Debug, Clone)]
pub enum Who {
    /// A person.
    Person {
        /// Name.
        name: String,
        /// Mobile number.
        phone: String,
    },
    /// An agency.
    Agency(AgencyId),
}

/// What is missing or wrong in what was filled in, all of it at once.
#[must_use]
pub fn lacks(said: &Said) -> Vec<Refusal> {
    let is_person = said.agency.is_empty();
    let problems = [
        (is_person && person(&said.name, &said.phone).is_none()).then_some(Refusal::NotAnAgent),
        (said.months == 0).then_some(Refusal::NotADay),
        (!said.all && said.themes.is_empty()).then_some(Refusal::NoTheme),
    ];
    problems.into_iter().flatten().collect()
}

/// Draws up a mandate of the asker's.
///
/// # Errors
/// [`Error::RealNameFirst`] for somebody whom nobody knows; refused when the name, the number or the day is none, when it names the
/// asker, or when there are too many; [`Error::NotFound`] for a theme that is not there.
pub async fn draw_up(ctx: &Context, asker: &Asker, wish: &Wish) -> Result<MandateId> {
    let (principal, known) = asker.real_name()?;
    let mandate = written(
        ctx,
        &principal.id,
        &known.name,
        Some(&principal.phone),
        Ground::Confirmed,
        wish,
    )
    .await?;
    let tx = ctx.db.write().await?;
    store(ctx, &tx, &mandate).await?;
    tx.commit().await?;
    Ok(mandate.id)
}

/// The mandate that somebody wants to give, worth nothing yet. `phone` is the principal's, where they have one.
///
/// # Errors
/// As [`draw_up`].
pub(crate) async fn written(
    ctx: &Context,
    principal: &CitizenId,
    name: &str,
    phone: Option<&str>,
    ground: Ground,
    wish: &Wish,
) -> Result<Mandate> {
    let refused = |refusal| Err(Error::Refused(refusal));
    let agent = agent(ctx, &wish.who)?;
    if Some(agent.phone.as_str()) == phone || (agent.agency.is_none() && same_text(&agent.name, name)) {
        return refused(Refusal::Yourself);
    }
    let today = ctx.today();
    let last = today.checked_add_days(Days::new(LONGEST)).unwrap_or(today);
    if wish.until < today || wish.until > last {
        return refused(Refusal::NotADay);
    }
    if wish.themes.as_ref().is_some_and(BTreeSet::is_empty) {
        return refused(Refusal::NoTheme);
    }
    for slug in wish.themes.iter().flatten() {
        theme::read::read(ctx, slug).await?;
    }
    Ok(Mandate {
        id: ctx.new_id().parse()?,
        principal: principal.clone(),
        agent,
        themes: wish.themes.clone(),
        from: today,
        until: wish.until,
        ground,
        drawn_at: ctx.now(),
        confirmed_at: None,
        accepted_at: None,
        ended_at: None,
    })
}

/// Stores a mandate, unless its principal has too many.
///
/// # Errors
/// Refused then.
pub(crate) async fn store(ctx: &Context, tx: &data::Transaction, mandate: &Mandate) -> Result<()> {
    tx.hold(&format!("mandates:{}", mandate.principal)).await?;
    let given = data::mandate::list_given(&**tx, &mandate.principal).await?;
    let is_open = |given: &&Mandate| !matches!(given.standing(ctx.today()), Standing::Ended | Standing::Over);
    if given.iter().filter(is_open).count() >= MOST {
        return Err(Error::Refused(Refusal::TooManyMandates));
    }
    Ok(data::mandate::insert(&**tx, mandate).await?)
}

/// Whom a wish means.
///
/// # Errors
/// Refused when it is no name or number; [`Error::NotFound`] for an agency that the city does not have.
pub(crate) fn agent(ctx: &Context, who: &Who) -> Result<Agent> {
    match who {
        Who::Agency(id) => {
            let agency = ctx.city.agencies().iter().find(|agency| agency.id == *id);
            let agency = agency.ok_or(Error::NotFound)?;
            Ok(Agent {
                name: agency.name.clone(),
                phone: agency.phone.clone(),
                citizen: None,
                agency: Some(id.clone()),
            })
        }
        Who::Person { name, phone } => {
            let (name, phone) = person(name, phone).ok_or(Error::Refused(Refusal::NotAnAgent))?;
            Ok(Agent {
                name,
                phone,
                citizen: None,
                agency: None,
            })
        }
    }
}

/// A person by name and mobile number.
fn person(name: &str, phone: &str) -> Option<(String, String)> {
    let name = Some(name.trim()).filter(|name| (1..=60).contains(&name.chars().count()))?;
    Some((name.to_owned(), mobile_number(phone)?))
}

/// Keeps what was said and refused, for the asker to mend.
///
/// # Errors
/// As [`said`].
pub async fn keep_said(ctx: &Context, asker: &Asker, said: &Said) -> Result<Token> {
    let about = about(asker)?;
    let themes: Vec<String> = said
        .themes
        .iter()
        .take(MOST_THEMES)
        .map(|slug| parked::cut(slug))
        .collect();
    let typed = [&said.agency, &said.name, &said.phone].map(|text| parked::cut(text));
    let body = serde_json::to_string(&(typed, said.months, said.all, themes));
    parked::keep(ctx, about, body.map_err(|error| Error::Internal(Box::new(error)))?).await
}

/// Whose it is: a citizen's, or that of an officer at a window.
fn about(asker: &Asker) -> Result<Parked> {
    match asker {
        Asker::Officer(_) => Ok(Parked::MandateAtWindow(asker.window()?.id.clone())),
        _ => Ok(Parked::Mandate(asker.citizen()?.id.clone())),
    }
}

/// What the asker last said.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest, [`Error::Forbidden`] for an officer who serves at no window.
pub async fn said(ctx: &Context, asker: &Asker, token: &Token) -> Result<Option<Said>> {
    let about = about(asker)?;
    let Some(body) = parked::find(ctx, token, &about).await? else {
        return Ok(None);
    };
    let written: Written = serde_json::from_str(&body).map_err(|error| Error::Internal(Box::new(error)))?;
    let ([agency, name, phone], months, all, themes) = written;
    Ok(Some(Said {
        agency,
        name,
        phone,
        months,
        all,
        themes,
    }))
}
