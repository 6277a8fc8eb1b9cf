//! `zhangban migrate`: the schema brought up to date.

use crate::config::Config;
use crate::office::open_database;

/// Runs the migrations the database has not seen.
pub(super) async fn migrate() -> anyhow::Result<()> {
    let config = Config::load()?;
    open_database(&config, config.clock().now()).await?;
    println!("the database is up to date");
    Ok(())
}
