//! What Lighthouse says of the five pages of the thread. Its word on their speed holds on a machine that does nothing else.

use anyhow::{Result, bail};

use crate::browser::Browser;
use crate::site::{Installed, Place, Running};
use crate::table::Table;

/// The least that a score may come to.
const LEAST: f64 = 0.95;

/// Where the tools lie.
#[derive(Debug, clap::Args)]
pub(crate) struct Tools {
    #[command(flatten)]
    installed: Installed,
    #[command(flatten)]
    browser: Browser,
}

/// Has all five judged, prints the table, and fails where one is not good enough.
pub(crate) fn run(tools: &Tools) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let office = Running::start(&Place::new(&tools.installed, &folder.path().join("office"), 4773)?)?;
    let visits = tools.browser.prepare(office.port, folder.path())?;
    let pages: Vec<_> = visits.iter().map(|visit| visit.at(office.port)).collect();
    let verdicts = tools.browser.judge(&pages)?;
    let mut table = Table::new(&["of 100", "accessibility", "best practices", "performance"]);
    let mut poor = Vec::new();
    for (visit, verdict) in visits.iter().zip(&verdicts) {
        let scores = [verdict.accessibility, verdict.practices, verdict.performance];
        let [usable, built, fast] = scores.map(|score| format!("{:.0}", score * 100.0));
        if scores.iter().any(|score| *score < LEAST) {
            let faults = verdict.faults.join("; ");
            poor.push(format!("{} ({usable}, {built}, {fast}): {faults}", visit.name));
        }
        table.row([visit.name.clone(), usable, built, fast]);
    }
    println!("{table}");
    if !poor.is_empty() {
        bail!("Lighthouse is not content with\n{}", poor.join("\n"));
    }
    Ok(())
}
