//! `zhangban sandbox-registers`: the registers of a sandbox as a process of their own, over the protocol that real ones speak.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use content::Library;
use tokio::net::TcpListener;

use super::serve::signalled;
use crate::config::{Config, ModeName};
use crate::{office, registers};

/// Serves the registers until it is told to stop.
pub(super) async fn serve(listen: SocketAddr) -> anyhow::Result<()> {
    let config = Config::load()?;
    ensure!(
        matches!(config.mode, ModeName::Sandbox),
        "only a sandbox has registers of its own: set ZHANGBAN_MODE to sandbox"
    );
    let set = config
        .registers
        .as_ref()
        .context("ZHANGBAN_REGISTERS_URL must be set, as for the site that asks here")?;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    let clock = config.clock();
    let city = Library::embedded().context("the content is not sound")?.city;
    let db = office::open_database(&config, clock.now()).await?;
    let router = registers::sandbox::router(set, Arc::new(city), db, clock)?;
    println!("\nThe sandbox of registers is ready: http://{}", listener.local_addr()?);
    axum::serve(listener, router)
        .with_graceful_shutdown(signalled())
        .await?;
    Ok(())
}
