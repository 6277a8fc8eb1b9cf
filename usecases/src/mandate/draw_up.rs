//! Draw up a mandate; it is worth nothing until the principal confirmed it and the agent took it on.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use data::parked::Parked;
use domain::field::same_text;
use domain::id::{HelperId, MandateId, Slug};
use domain::identity::mobile_number;
use domain::mandate::{Agent, Ground, LONGEST, Mandate, Standing};

use crate::account::code;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::theme;
use crate::token::Token;

/// The most mandates that one principal has open at once.
const MOST: usize = 20;

/// What the principal says.
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
    /// An organisation of helpers.
    Helper(HelperId),
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
    if agent.phone == principal.phone || (agent.helper.is_none() && same_text(&agent.name, &known.name)) {
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
        Who::Helper(id) => {
            let helper = ctx.city.helpers().iter().find(|helper| helper.id == *id);
            let helper = helper.ok_or(Error::NotFound)?;
            Ok(Agent {
                name: helper.name.clone(),
                phone: helper.phone.clone(),
                citizen: None,
                helper: Some(id.clone()),
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
                helper: None,
            })
        }
    }
}

/// Keeps what was typed and refused, for this citizen to mend.
///
/// # Errors
/// When the database fails.
pub async fn keep_typed(ctx: &Context, asker: &Asker, name: &str, phone: &str) -> Result<Token> {
    let cut = |text: &str| text.replace('\n', " ").chars().take(60).collect::<String>();
    let about = Parked::Mandate(asker.citizen()?.id.clone());
    code::keep(ctx, about, format!("{}\n{}", cut(name), cut(phone))).await
}

/// Name and number as this citizen last typed them.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn typed(ctx: &Context, asker: &Asker, token: &Token) -> Result<Option<(String, String)>> {
    let citizen = asker.citizen()?;
    let form = data::parked::find(ctx.db.read(), &token.hash(), ctx.now()).await?;
    let own = form.filter(|form| form.about == Parked::Mandate(citizen.id.clone()));
    Ok(own.and_then(|form| {
        let (name, phone) = form.body.split_once('\n')?;
        Some((name.to_owned(), phone.to_owned()))
    }))
}
