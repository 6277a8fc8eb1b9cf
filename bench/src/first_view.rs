//! The five pages of the thread on a slow network and a slow phone, beside nginx handing out the same bytes as files.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::browser::{Browser, View};
use crate::http::Page;
use crate::nginx::Nginx;
use crate::site::{self, CORES, Place, Running};
use crate::table::{Table, median};

/// Where the tools lie and how often they look.
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
    /// Times that each page is looked at.
    #[arg(long, default_value_t = 9)]
    views: u32,
}

/// Measures all five and prints the table.
pub(crate) fn run(tools: &Tools) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let place = Place::new(&tools.server, &tools.site, &folder.path().join("office"), 4771)?.on_core(CORES.0);
    let office = Running::start(&place)?;
    let visits = tools.browser.prepare(office.port, folder.path())?;
    let mut files = Vec::new();
    for visit in &visits {
        files.push(Page::fetch_as(&visit.cookies, office.port, &visit.path)?);
    }
    for path in site::files(&tools.site)? {
        files.push(Page::fetch(office.port, &path)?);
    }
    let nginx = Nginx::start(folder.path(), &files, 4772)?;

    let pages: Vec<_> = visits
        .iter()
        .flat_map(|visit| [visit.at(office.port), visit.at(nginx.port)])
        .collect();
    let seen = tools.browser.look(tools.views, &pages)?;
    let mut table = Table::new(&[
        "slow 4G, CPU ÷ 4",
        "kB",
        "first text",
        "beside nginx",
        "largest text",
        "blocked",
        "a wrong ID number is named",
        "beside nginx",
    ]);
    for (visit, views) in visits.iter().zip(seen.chunks(2)) {
        let [ours, nginx] = views else {
            bail!("the browser says nothing of {}", visit.name)
        };
        let (answer, ratio) = answers(ours, nginx);
        table.row([
            visit.name.clone(),
            format!("{:.1}", of(ours, |view| view.bytes) / 1000.0),
            format!("{:.0} ms", of(ours, |view| view.first)),
            format!("{:.2}", of(ours, |view| view.first) / of(nginx, |view| view.first)),
            format!("{:.0} ms", of(ours, |view| view.largest)),
            format!("{:.0} ms", of(ours, |view| view.blocked)),
            answer,
            ratio,
        ]);
    }
    println!("{table}");
    Ok(())
}

/// The middle one of all views.
fn of(views: &[View], figure: fn(&View) -> f64) -> f64 {
    median(views.iter().map(figure))
}

/// When the field answered, and beside nginx; nothing where there is no such field.
fn answers(ours: &[View], nginx: &[View]) -> (String, String) {
    let all = |views: &[View]| views.iter().map(|view| view.answered).collect::<Option<Vec<_>>>();
    let (Some(ours), Some(nginx)) = (all(ours), all(nginx)) else {
        return (String::new(), String::new());
    };
    let (ours, nginx) = (median(ours.into_iter()), median(nginx.into_iter()));
    (format!("{ours:.0} ms"), format!("{:.2}", ours / nginx))
}
