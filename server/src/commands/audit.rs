//! `zhangban audit`: whether the log of what staff did is whole.

use clap::Subcommand;
use data::audit::{State, verify};

use crate::config::Config;
use crate::office::open_database;

/// What can be done with the log.
#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Follows the log from its first line to its last.
    Verify,
}

/// Runs the command.
pub(super) async fn run(command: AuditCommand) -> anyhow::Result<()> {
    let AuditCommand::Verify = command;
    let config = Config::load()?;
    let db = open_database(&config, config.clock().now()).await?;
    match verify(db.read()).await? {
        State::Whole(count, hash) => println!("ok: {count} lines, the last {hash}"),
        State::Broken(number) => anyhow::bail!("line {number} of the log was altered or taken out"),
    }
    Ok(())
}
