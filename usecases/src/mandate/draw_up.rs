//! Draw up a mandate; it is worth nothing until the principal confirmed it and the agent took it on.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use data::parked::Parked;
use domain::field::same_text;
use domain::id::{AgencyId, MandateId, Slug};
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

/// Draws up a mandate of the asker's.
///
/// # Errors
/// [`Error::RealNameFirst`] for somebody whom nobody knows; refused when the name, the number or the day is none, when it names the
/// asker, or when there are too many; [`Error::NotFound`] for a theme that is not there.
pub async fn draw_up(ctx: &Context, asker: &Asker, wish: &Wish) -> Result<MandateId> {
    let (principal, known) = asker.real_name()?;
    let refused = |refusal| Err(Error::Refused(refusal));
    let agent = agent(ctx, &wish.who)?;
    if agent.phone == principal.phone || (agent.agency.is_none() && same_text(&agent.name, &known.name)) {
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
    let mandate = Mandate {
        id: ctx.new_id().parse()?,
        principal: principal.id.clone(),
        agent,
        themes: wish.themes.clone(),
        from: today,
        until: wish.until,
        ground: Ground::Confirmed,
        drawn_at: ctx.now(),
        confirmed_at: None,
        accepted_at: None,
        ended_at: None,
    };
    let tx = ctx.db.write().await?;
    tx.hold(&format!("mandates:{}", principal.id)).await?;
    let given = data::mandate::list_given(&*tx, &principal.id).await?;
    let is_open = |given: &&Mandate| !matches!(given.standing(today), Standing::Ended | Standing::Over);
    if given.iter().filter(is_open).count() >= MOST {
        return refused(Refusal::TooManyMandates);
    }
    data::mandate::insert(&*tx, &mandate).await?;
    tx.commit().await?;
    Ok(mandate.id)
}

fn agent(ctx: &Context, who: &Who) -> Result<Agent> {
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
            let name = Some(name.trim()).filter(|name| (1..=60).contains(&name.chars().count()));
            let named = name.zip(mobile_number(phone));
            let (name, phone) = named.ok_or(Error::Refused(Refusal::NotAnAgent))?;
            Ok(Agent {
                name: name.to_owned(),
                phone,
                citizen: None,
                agency: None,
            })
        }
    }
}

/// Keeps what was said and refused, for this citizen to mend.
///
/// # Errors
/// When the database fails.
pub async fn keep_said(ctx: &Context, asker: &Asker, said: &Said) -> Result<Token> {
    let about = Parked::Mandate(asker.citizen()?.id.clone());
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

/// What this citizen last said.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn said(ctx: &Context, asker: &Asker, token: &Token) -> Result<Option<Said>> {
    let about = Parked::Mandate(asker.citizen()?.id.clone());
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
