//! `zhangban keys`: new master keys, and new data keys.

use clap::Subcommand;
use data::key::{MasterKeys, add, rewrap};

use crate::config::Config;
use crate::office::open_database;

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub(super) enum KeysCommand {
    /// Prints a new master key.
    New,
    /// Wraps the keys of the database with the first of the master keys that are set; the others are not needed afterwards.
    Rewrap,
    /// Makes a new key for values; five minutes later every server seals with it. What was sealed before stays readable.
    Rotate,
}

/// Runs the command.
pub(super) async fn run(command: KeysCommand) -> anyhow::Result<()> {
    if let KeysCommand::New = command {
        println!("{}", MasterKeys::generate());
        return Ok(());
    }
    let config = Config::load()?;
    let now = config.clock().now();
    let db = open_database(&config, now).await?;
    let tx = db.write().await?;
    match command {
        KeysCommand::Rotate => {
            add(&*tx, now).await?;
            println!("new values are sealed with a new key from five minutes from now");
        }
        _ => println!("{} keys were wrapped anew", rewrap(&*tx).await?),
    }
    Ok(tx.commit().await?)
}
