//! Public pages: how many a second beside nginx, and what five hundred themes cost.
//!
//! Server and nginx take turns on one core, the load comes from another. Only ratios within one run mean anything.

mod crowd;
mod load;

use anyhow::Result;

use load::Load;

use crate::http::{self, Page};
use crate::nginx::Nginx;
use crate::site::{CORES, Installed, Place, Running};
use crate::table::{Table, median};

/// The guide that is measured.
const GUIDE: &str = "/themes/newborn";
/// A search as people type it: 上户口.
const SEARCH: &str = "/search?q=%E4%B8%8A%E6%88%B7%E5%8F%A3";
/// Themes in all, once the crowd is there.
const THEMES: usize = 500;
/// Times that each server is started.
const STARTS: usize = 7;

/// Where the tools lie and how long they measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Tools {
    #[command(flatten)]
    installed: Installed,
    /// Seconds of load at a time.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Rounds of load; of each figure the median counts.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// Measures everything and prints the tables.
pub(crate) fn run(tools: &Tools) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let place = |name: &str, port| {
        let place = Place::new(&tools.installed, &folder.path().join(name), port)?;
        anyhow::Ok(place.on_core(CORES.0))
    };
    let (few, many) = (place("few", 4751)?, place("many", 4752)?);
    few.found()?;
    many.found()?;
    crowd::publish_crowd(&many, THEMES)?;
    let starts = starts(&few, &many)?;

    let (few, many) = (Running::start(&few)?, Running::start(&many)?);
    let nginx = Nginx::start(folder.path(), &[Page::fetch(few.port, GUIDE)?], 4753)?;
    loads(tools, &few, &many, &nginx)?;
    growth(&starts, &few, &many)
}

/// Requests a second, each in turn, round by round.
fn loads(tools: &Tools, few: &Running, many: &Running, nginx: &Nginx) -> Result<()> {
    let subjects = [
        ("guide, nginx", nginx.port, GUIDE),
        ("guide", few.port, GUIDE),
        ("guide, 500 themes", many.port, GUIDE),
        ("home", few.port, "/"),
        ("home, 500 themes", many.port, "/"),
        ("search", few.port, SEARCH),
        ("search, 500 themes", many.port, SEARCH),
    ];
    let mut measured: Vec<Vec<Load>> = subjects.iter().map(|_| Vec::new()).collect();
    for _ in 0..tools.rounds {
        for ((_, port, path), loads) in subjects.iter().zip(&mut measured) {
            loads.push(Load::run(*port, path, tools.seconds)?);
        }
    }
    let rates: Vec<f64> = measured
        .iter()
        .map(|loads| median(loads.iter().map(|load| load.rate)))
        .collect();
    // Each against what it has to hold beside: the guide against nginx, five hundred themes against eight.
    let beside = [0, 0, 0, 3, 3, 5, 5];
    let mut table = Table::new(&["page, 64 connections, one core", "requests/s", "p50", "p99", "ratio"]);
    for (((name, ..), loads), (rate, beside)) in subjects.iter().zip(&measured).zip(rates.iter().zip(beside)) {
        let base = rates.get(beside).copied().unwrap_or_default();
        table.row([
            (*name).to_owned(),
            format!("{rate:.0}"),
            format!("{:.2} ms", median(loads.iter().map(|load| load.p50))),
            format!("{:.2} ms", median(loads.iter().map(|load| load.p99))),
            format!("{:.2}", rate / base),
        ]);
    }
    println!("{table}");
    Ok(())
}

/// What starting takes, and the first home page and the first search after it.
#[derive(Debug, Default)]
struct Starts {
    few: Vec<[f64; 3]>,
    many: Vec<[f64; 3]>,
}

fn starts(few: &Place, many: &Place) -> Result<Starts> {
    let mut starts = Starts::default();
    for _ in 0..STARTS {
        for (place, took) in [(few, &mut starts.few), (many, &mut starts.many)] {
            let running = Running::start(place)?;
            let home = Page::fetch(running.port, "/")?;
            let search = Page::fetch(running.port, SEARCH)?;
            took.push([running.ready, home.took, search.took]);
        }
    }
    Ok(starts)
}

/// What five hundred themes cost beside eight.
fn growth(starts: &Starts, few: &Running, many: &Running) -> Result<()> {
    let mut table = Table::new(&["one request at a time", "8 themes", "500 themes", "ratio"]);
    let mut row = |name: &str, few: f64, many: f64, unit: &str| {
        table.row([
            name.to_owned(),
            format!("{few:.2} {unit}"),
            format!("{many:.2} {unit}"),
            format!("{:.2}", many / few),
        ]);
    };
    for (column, name) in ["ready after a start", "first home page", "first search"]
        .into_iter()
        .enumerate()
    {
        let of = |starts: &[[f64; 3]]| median(starts.iter().filter_map(|took| took.get(column).copied()));
        row(name, of(&starts.few), of(&starts.many), "ms");
    }
    for (name, path) in [("home page", "/"), ("all themes", "/themes"), ("search", SEARCH)] {
        row(name, http::usual(few.port, path)?, http::usual(many.port, path)?, "ms");
    }
    row("resident after the load", few.resident()?, many.resident()?, "MB");
    println!("{table}");
    Ok(())
}
