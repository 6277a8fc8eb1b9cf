//! `zhangban helper`: who acts for which organisation of helpers.

use anyhow::{Context as _, bail};
use clap::Subcommand;
use data::account::Means;
use domain::id::HelperId;
use domain::identity::mobile_number;

use crate::config::Config;
use crate::office;

/// What can be done with helpers.
#[derive(Debug, Subcommand)]
pub(super) enum HelperCommand {
    /// Makes the account of a mobile number a member.
    Add {
        /// The organisation, as `city.yaml` calls it.
        helper: String,
        /// The mobile number.
        phone: String,
    },
    /// Ends a membership, at once.
    Remove {
        /// The organisation, as `city.yaml` calls it.
        helper: String,
        /// The mobile number.
        phone: String,
    },
}

/// Runs the command.
pub(super) async fn run(command: HelperCommand) -> anyhow::Result<()> {
    let office = office::open(&Config::load()?).await?;
    let (HelperCommand::Add { helper, phone } | HelperCommand::Remove { helper, phone }) = &command;
    let helper: HelperId = helper.parse().context("this is no id of an organisation")?;
    let phone = mobile_number(phone).context("this is no mobile number")?;
    if !office.city.helpers().iter().any(|known| known.id == helper) {
        bail!("city.yaml has no organisation of helpers called {helper}");
    }
    let tx = office.db.write().await?;
    let member = data::account::find_by_means(&*tx, Means::Phone, &phone).await?;
    let member = member.context("nobody signed in with this number yet; they do so once, and confirm their name")?;
    match command {
        HelperCommand::Add { .. } => data::helper::add(&*tx, &helper, &member, office.now()).await?,
        HelperCommand::Remove { .. } => {
            if !data::helper::remove(&*tx, &helper, &member).await? {
                bail!("the account of this number is no member of {helper}");
            }
        }
    }
    tx.commit().await?;
    println!("done");
    Ok(())
}
