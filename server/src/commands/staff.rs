//! `zhangban staff`: the first people who run the system. What they may not do themselves, nobody on the site does for them.

use clap::{Subcommand, ValueEnum};
use domain::staff::Role;
use usecases::staff::make::invite;
use usecases::{Error, Refusal};

use crate::config::Config;
use crate::office;

/// What can be done with staff.
#[derive(Debug, Subcommand)]
pub(super) enum StaffCommand {
    /// Makes the account of somebody who runs a part of the system; they sign in by a code to their phone.
    Invite {
        /// The part; nobody has two.
        role: RoleName,
        /// Name.
        name: String,
        /// Their own mobile number.
        phone: String,
    },
}

/// A part of running the system.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum RoleName {
    /// Makes accounts.
    System,
    /// Gives rights.
    Security,
    /// Reads the log.
    Audit,
}

/// Runs the command.
pub(super) async fn run(command: StaffCommand) -> anyhow::Result<()> {
    let office = office::open(&Config::load()?).await?;
    let StaffCommand::Invite { role, name, phone } = command;
    let role = match role {
        RoleName::System => Role::System,
        RoleName::Security => Role::Security,
        RoleName::Audit => Role::Audit,
    };
    match invite(&office, role, &name, &phone).await {
        Ok(id) => println!("{name} runs the part {} of the system: account {id}", role.as_str()),
        Err(Error::Refused(Refusal::NumberTaken)) => anyhow::bail!("somebody on the staff has this number"),
        Err(Error::Refused(_)) => anyhow::bail!("a name of at most 30 characters and a mobile number are needed"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
