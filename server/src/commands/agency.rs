//! `zhangban agency`: who acts for which agency.

use anyhow::{Context as _, bail};
use clap::Subcommand;
use data::account::Means;
use domain::id::AgencyId;
use domain::identity::mobile_number;

use crate::config::Config;
use crate::office;

/// What can be done with agencies.
#[derive(Debug, Subcommand)]
pub(super) enum AgencyCommand {
    /// Makes the account of a mobile number a member.
    Add {
        /// The agency, as `city.yaml` calls it.
        agency: String,
        /// The mobile number.
        phone: String,
    },
    /// Ends a membership, at once.
    Remove {
        /// The agency, as `city.yaml` calls it.
        agency: String,
        /// The mobile number.
        phone: String,
    },
}

/// Runs the command.
pub(super) async fn run(command: AgencyCommand) -> anyhow::Result<()> {
    let office = office::open(&Config::load()?).await?;
    let (AgencyCommand::Add { agency, phone } | AgencyCommand::Remove { agency, phone }) = &command;
    let agency: AgencyId = agency.parse().context("this is no id of an agency")?;
    let phone = mobile_number(phone).context("this is no mobile number")?;
    if !office.city.agencies().iter().any(|known| known.id == agency) {
        bail!("city.yaml has no agency called {agency}");
    }
    let tx = office.db.write().await?;
    let member = data::account::find_by_means(&*tx, Means::Phone, &phone).await?;
    let member = member.context("nobody signed in with this number yet; they do so once, and confirm their name")?;
    match command {
        AgencyCommand::Add { .. } => data::agency::add(&*tx, &agency, &member, office.now()).await?,
        AgencyCommand::Remove { .. } => {
            if !data::agency::remove(&*tx, &agency, &member).await? {
                bail!("the account of this number is no member of {agency}");
            }
        }
    }
    tx.commit().await?;
    println!("done");
    Ok(())
}
