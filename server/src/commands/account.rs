//! `zhangban account`: what is put right when somebody came to a hall with their ID card.

use anyhow::{Context as _, bail};
use clap::Subcommand;
use domain::identity::IdNumber;
use usecases::account::hall::{free_id_number, move_number};
use usecases::{Error, Refusal};

use crate::config::Config;
use crate::office;

/// What can be put right.
#[derive(Debug, Subcommand)]
pub(super) enum AccountCommand {
    /// Moves an account to another mobile number; nothing else opens it any more.
    Move {
        /// The mobile number it has.
        from: String,
        /// The one it shall have.
        to: String,
    },
    /// Closes the account of whoever gave somebody else's ID number, which is asked for.
    Free,
}

/// Runs the command.
pub(super) async fn run(command: AccountCommand) -> anyhow::Result<()> {
    let office = office::open(&Config::load()?).await?;
    let changed = match command {
        AccountCommand::Move { from, to } => move_number(&office, &from, &to).await,
        AccountCommand::Free => free_id_number(&office, &asked()?).await,
    };
    match changed {
        Ok(account) => println!("done: account {account}"),
        Err(Error::NotFound) => bail!("no account has this number"),
        Err(Error::Refused(Refusal::NumberTaken)) => {
            bail!("the other number has an account; whoever has that phone deletes it first, at /me/data")
        }
        Err(Error::Refused(_)) => bail!("two mobile numbers are needed"),
        Err(Error::Conflict) => bail!("something is submitted from this account right now; try again"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// An ID number from the console, where no history keeps it.
fn asked() -> anyhow::Result<IdNumber> {
    eprintln!("ID number:");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    line.trim().parse().ok().context("this is no ID number")
}
