//! The sandbox city: its people, and registers that can be made to fail. Nothing of it exists in production.

use chrono::NaiveDate;
use data::account::Means;
use domain::account::{Citizen, RealName};
use domain::id::RegisterId;

use crate::context::{Context, Mode};
use crate::error::{Error, Result};
use crate::register::sandbox::Behaviour;
use crate::staff::sign_in::secret;

/// The setting that holds the day the sandbox was first started; all its dates are relative to it.
pub(crate) const STARTED: &str = "sandbox.started";
/// The settings that hold how registers behave begin so.
pub(crate) const BEHAVIOUR: &str = "sandbox.register.";

/// The setting that holds the mode a database was made in.
const MODE: &str = "mode";

/// Writes down the mode of a new database; false when an old one was made in the other mode.
///
/// # Errors
/// When the database fails.
pub async fn settle(ctx: &Context) -> Result<bool> {
    let mode = match ctx.mode {
        Mode::Sandbox => "sandbox",
        Mode::Production => "production",
    };
    let tx = ctx.db.write().await?;
    data::setting::save_first(&*tx, MODE, mode).await?;
    let settled = data::setting::find(&*tx, MODE).await?;
    tx.commit().await?;
    Ok(settled.as_deref() == Some(mode))
}

/// Founds the city on an empty database, or brings its people up to date.
///
/// # Errors
/// When the database fails; in production nothing is done.
pub async fn found(ctx: &Context) -> Result<()> {
    if ctx.mode != Mode::Sandbox {
        return Ok(());
    }
    let tx = ctx.db.write().await?;
    data::setting::save_first(&*tx, STARTED, &ctx.today().to_string()).await?;
    // Who only stands in registers has no account yet, and can open one.
    for person in ctx.city.people().iter().filter(|person| person.can_sign_in()) {
        let (id, phone) = (person.id.clone(), person.phone.clone());
        let real_name = RealName {
            name: person.name.clone(),
            id_number: person.id_number.clone(),
        };
        data::account::add_means(&*tx, Means::Phone, &phone, &id, ctx.now()).await?;
        let citizen = Citizen {
            id,
            phone,
            real_name: Some(real_name),
        };
        data::account::save_citizen(&*tx, &citizen).await?;
    }
    for agency in ctx.city.agencies() {
        for member in &agency.members {
            data::agency::add(&*tx, &agency.id, member, ctx.now()).await?;
        }
    }
    for officer in ctx.city.officers() {
        // What somebody may do is changed on the site from then on; nobody stays out because the sandbox stood still.
        data::staff::insert(&*tx, officer, None, ctx.now()).await?;
        data::staff::see(&*tx, &officer.id, ctx.now()).await?;
        if data::second_factor::find(&*tx, &officer.id).await?.is_none() {
            data::second_factor::save_new(&*tx, &officer.id, &secret(ctx)).await?;
            data::second_factor::use_step(&*tx, &officer.id, 1, ctx.now()).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// The day the sandbox was first started.
pub(crate) async fn started(db: &data::Database, today: NaiveDate) -> Result<NaiveDate> {
    let stored = data::setting::find(db.read(), STARTED).await?;
    Ok(stored.and_then(|day| day.parse().ok()).unwrap_or(today))
}

/// How each register of the city behaves now.
///
/// # Errors
/// [`Error::NotFound`] in production.
pub async fn list_behaviours(ctx: &Context) -> Result<Vec<(RegisterId, String, Behaviour)>> {
    sandbox_only(ctx)?;
    let stored = data::setting::list(ctx.db.read(), BEHAVIOUR).await?;
    let behaviour = |id: &RegisterId| {
        let set = stored
            .iter()
            .find(|(name, _)| name.strip_prefix(BEHAVIOUR) == Some(id.as_str()));
        set.and_then(|(_, word)| Behaviour::from_word(word))
            .unwrap_or(Behaviour::Normal)
    };
    Ok(ctx
        .city
        .registers()
        .iter()
        .map(|register| (register.id.clone(), register.name.clone(), behaviour(&register.id)))
        .collect())
}

/// Makes a register behave so, for every process on this database.
///
/// # Errors
/// [`Error::NotFound`] in production, or when there is no such register.
pub async fn set_behaviour(ctx: &Context, register: &RegisterId, behaviour: Behaviour) -> Result<()> {
    sandbox_only(ctx)?;
    ctx.city.register(register).ok_or(Error::NotFound)?;
    let tx = ctx.db.write().await?;
    data::setting::save(&*tx, &format!("{BEHAVIOUR}{register}"), behaviour.as_str()).await?;
    Ok(tx.commit().await?)
}

fn sandbox_only(ctx: &Context) -> Result<()> {
    if ctx.mode == Mode::Sandbox {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{TestOffice, day, id};

    #[tokio::test]
    async fn the_city_is_founded_once_and_its_dates_stay_with_the_first_day() {
        for office in TestOffice::each().await {
            office.advance(40 * 24 * 3_600_000);
            found(&office.ctx).await.unwrap();
            assert_eq!(
                started(&office.ctx.db, office.ctx.today()).await.unwrap(),
                day("2026-11-20")
            );
            assert!(
                data::staff::find(office.ctx.db.read(), &id("gao_ying"))
                    .await
                    .unwrap()
                    .is_some()
            );
        }
    }

    #[tokio::test]
    async fn a_register_behaves_as_it_is_told_for_every_process() {
        for office in TestOffice::each().await {
            set_behaviour(&office.ctx, &id("birth"), Behaviour::Down).await.unwrap();
            set_behaviour(&office.ctx, &id("birth"), Behaviour::Slow).await.unwrap();
            let listed = list_behaviours(&office.restarted()).await.unwrap();
            let of = |register: &str| listed.iter().find(|(id, _, _)| id.as_str() == register).unwrap().2;
            assert_eq!((of("birth"), of("household")), (Behaviour::Slow, Behaviour::Normal));
            let unknown = set_behaviour(&office.ctx, &id("stars"), Behaviour::Down).await;
            assert!(matches!(unknown, Err(Error::NotFound)));
        }
    }

    #[tokio::test]
    async fn nothing_of_it_exists_in_production() {
        for office in TestOffice::each().await {
            let ctx = Context {
                mode: Mode::Production,
                ..office.ctx.clone()
            };
            assert!(matches!(list_behaviours(&ctx).await, Err(Error::NotFound)));
            assert!(matches!(
                set_behaviour(&ctx, &id("birth"), Behaviour::Down).await,
                Err(Error::NotFound)
            ));
            found(&ctx).await.unwrap();
        }
    }
}
