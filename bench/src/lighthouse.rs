//! What Lighthouse says of the five pages of the thread. What it says of their speed depends on the machine and is only told.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::browser::Browser;
use crate::site::{Place, Running};
use crate::table::Table;

/// The least that everybody being able to use a page, and its being well built, may come to.
const LEAST: f64 = 0.95;

/// Where the tools lie.
#[derive(Debug, clap::Args)]
pub(crate) struct Tools {
    /// The executable `zhangban`, as it is installed.
    #[arg(long)]
    server: PathBuf,
    /// The browser's files.
    #[arg(long)]
    site: PathBuf,
    #[command(flatten)]
    browser: Browser,
}

/// Has all five judged, prints the table, and fails where one is not good enough.
pub(crate) fn run(tools: &Tools) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let office = Running::start(&Place::new(
        &tools.server,
        &tools.site,
        &folder.path().join("office"),
        4773,
    )?)?;
    let visits = tools.browser.prepare(office.port, folder.path())?;
    let pages: Vec<_> = visits.iter().map(|visit| visit.at(office.port)).collect();
    let verdicts = tools.browser.judge(&pages)?;
    let mut table = Table::new(&["of 100", "accessibility", "best practices", "performance"]);
    let mut poor = Vec::new();
    for (visit, verdict) in visits.iter().zip(&verdicts) {
        let of_hundred = |score: f64| format!("{:.0}", score * 100.0);
        table.row([
            visit.name.clone(),
            of_hundred(verdict.accessibility),
            of_hundred(verdict.practices),
            of_hundred(verdict.performance),
        ]);
        if verdict.accessibility.min(verdict.practices) < LEAST {
            poor.push(format!("{}: {}", visit.name, verdict.faults.join("; ")));
        }
    }
    println!("{table}");
    if !poor.is_empty() {
        bail!("Lighthouse is not content with\n{}", poor.join("\n"));
    }
    Ok(())
}
