//! The five pages of the thread on a slow network and a slow phone, beside nginx handing out the same bytes as files.

use anyhow::{Result, bail};

use crate::browser::{Browser, View};
use crate::http::Page;
use crate::nginx::Nginx;
use crate::site::{self, CORES, Installed, Place, Running};
use crate::table::{Table, median};

/// How long a page may take until it can be read, beside nginx.
const BESIDE: f64 = 1.1;
/// How long a field may take until it answers, milliseconds.
const ANSWER: f64 = 1_400.0;

/// Where the tools lie and how often they look.
#[derive(Debug, clap::Args)]
pub(crate) struct Tools {
    #[command(flatten)]
    installed: Installed,
    #[command(flatten)]
    browser: Browser,
    /// Times that each page is looked at.
    #[arg(long, default_value_t = 9)]
    views: u32,
}

/// Measures all five, prints the table, and fails where one takes longer than it may.
pub(crate) fn run(tools: &Tools) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let place = Place::new(&tools.installed, &folder.path().join("office"), 4771)?.on_core(CORES.0);
    let office = Running::start(&place)?;
    let visits = tools.browser.prepare(office.port, folder.path())?;
    let mut files = Vec::new();
    for visit in &visits {
        files.push(Page::fetch_as(&visit.cookies, office.port, &visit.path)?);
    }
    for path in site::files(&tools.installed.site)? {
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
    let mut late = Vec::new();
    for (visit, views) in visits.iter().zip(seen.chunks(2)) {
        let [ours, nginx] = views else {
            bail!("the browser says nothing of {}", visit.name)
        };
        let beside = of(ours, |view| view.first) / of(nginx, |view| view.first);
        if beside > BESIDE {
            late.push(format!(
                "{} can be read after {beside:.2} × of nginx, not {BESIDE}",
                visit.name
            ));
        }
        let answered = answers(ours, nginx);
        let (answer, ratio) = match answered {
            Some((answer, ratio)) => (format!("{answer:.0} ms"), format!("{ratio:.2}")),
            None => (String::new(), String::new()),
        };
        if let Some((answer, _)) = answered.filter(|(answer, _)| *answer > ANSWER) {
            late.push(format!(
                "the field of {} answers after {answer:.0} ms, not {ANSWER:.0}",
                visit.name
            ));
        }
        table.row([
            visit.name.clone(),
            format!("{:.1}", of(ours, |view| view.bytes) / 1000.0),
            format!("{:.0} ms", of(ours, |view| view.first)),
            format!("{beside:.2}"),
            format!("{:.0} ms", of(ours, |view| view.largest)),
            format!("{:.0} ms", of(ours, |view| view.blocked)),
            answer,
            ratio,
        ]);
    }
    println!("{table}");
    if !late.is_empty() {
        bail!("too late:\n{}", late.join("\n"));
    }
    Ok(())
}

/// The middle one of all views.
fn of(views: &[View], figure: fn(&View) -> f64) -> f64 {
    median(views.iter().map(figure))
}

/// When the field answered, in milliseconds and beside nginx; nothing where there is no such field.
fn answers(ours: &[View], nginx: &[View]) -> Option<(f64, f64)> {
    let middle = |views: &[View]| {
        let all: Option<Vec<_>> = views.iter().map(|view| view.answered).collect();
        all.map(|all| median(all.into_iter()))
    };
    let (ours, nginx) = (middle(ours)?, middle(nginx)?);
    Some((ours, ours / nginx))
}
