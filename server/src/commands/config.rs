//! `zhangban config`: the configuration in force.

use crate::config::Config;

/// Prints it, without secrets.
pub(super) fn show() -> anyhow::Result<()> {
    let config = Config::load()?;
    println!("{config:#?}");
    println!("public address: {}", config.public_url());
    Ok(())
}
