//! Submissions: how many a second 32 citizens at once get acknowledged, beside a bare loop that writes and flushes the same rows
//! one after the other; and whether everything that was acknowledged is there afterwards.

mod bare;
mod citizens;
mod drafts;
mod recount;

use anyhow::{Context, Result};

use crate::site::{Installed, Place, Running};
use crate::table::{Table, median};

/// Citizens who submit at once.
const CITIZENS: usize = 32;

/// Where the tools lie and how long they measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Tools {
    #[command(flatten)]
    installed: Installed,
    /// An empty PostgreSQL database; without it only SQLite is measured.
    #[arg(long)]
    postgres: Option<String>,
    /// Seconds that citizens submit.
    #[arg(long, default_value_t = 30)]
    seconds: u32,
    /// Drafts that are ready beforehand: more than can be submitted in that time.
    #[arg(long, default_value_t = 96_000)]
    drafts: usize,
}

/// Measures the databases and prints the table.
pub(crate) fn run(tools: &Tools) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let first = Place::new(&tools.installed, &folder.path().join("office"), 4761)?;
    let mut table = Table::new(&[
        "database",
        "submissions/s",
        "bare loop/s",
        "ratio",
        "p50",
        "p95",
        "p95 of 32 ÷ throughput",
    ]);
    table.row(measure(tools, "SQLite", std::slice::from_ref(&first))?);
    if let Some(postgres) = &tools.postgres {
        let both = [first.beside(4762, postgres), first.beside(4763, postgres)];
        table.row(measure(tools, "PostgreSQL, two processes", &both)?);
    }
    println!("{table}");
    Ok(())
}

/// One database, and the processes that share it.
fn measure(tools: &Tools, name: &str, places: &[Place]) -> Result<[String; 7]> {
    let [first, ..] = places else {
        anyhow::bail!("there is no process to measure");
    };
    first.found()?;
    let queues = drafts::prepare(first, tools.drafts, CITIZENS)?;
    let servers = places.iter().map(Running::start).collect::<Result<Vec<_>>>()?;
    let acknowledged = citizens::submit(&servers, queues, tools.seconds)?;
    drop(servers);
    recount::recount(first, &acknowledged)?;
    let sample = acknowledged.first().context("nothing was submitted")?;
    let bare = bare::run(first, &sample.application, tools.seconds)?;

    let took: Vec<f64> = acknowledged.iter().map(|one| one.took).collect();
    let rate = f64::from(u32::try_from(took.len())?) / f64::from(tools.seconds);
    let p95 = percentile(&took, 95);
    let fair = f64::from(u16::try_from(CITIZENS)?) / rate * 1000.0;
    Ok([
        name.to_owned(),
        format!("{rate:.0}"),
        format!("{bare:.0}"),
        format!("{:.2}", rate / bare),
        format!("{:.1} ms", median(took.iter().copied())),
        format!("{p95:.1} ms"),
        format!("{:.2}", p95 / fair),
    ])
}

/// The figure that so many in a hundred stay beneath; zero of none.
fn percentile(figures: &[f64], hundredths: usize) -> f64 {
    let mut figures = figures.to_vec();
    figures.sort_by(f64::total_cmp);
    let place = (figures.len() * hundredths / 100).min(figures.len().saturating_sub(1));
    figures.get(place).copied().unwrap_or_default()
}
