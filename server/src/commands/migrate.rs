//! `zhangban migrate`: the schema brought up to date.

use usecases::context::{Clock, SystemClock};

use crate::config::Config;
use crate::office::open_database;

/// Runs the migrations the database has not seen.
pub(super) async fn migrate() -> anyhow::Result<()> {
    open_database(&Config::load()?, SystemClock.now()).await?;
    println!("the database is up to date");
    Ok(())
}
