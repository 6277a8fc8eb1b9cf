//! `bench`: builds what is measured as it is installed, finds the tools, and hands over to the crate `bench`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::postgres::Postgres;
use crate::workspace::{Profile, Workspace};
use crate::{chromium, debian, process, server, setup, site, steps::Steps};

/// What is measured.
#[derive(clap::Subcommand)]
pub(crate) enum Bench {
    /// Public pages a second: beside nginx with the same bytes, and with five hundred themes
    Pages {
        /// Seconds of load at a time
        #[arg(long, default_value_t = 10)]
        seconds: u32,
    },
    /// The five pages of the thread on a slow phone, beside nginx: bytes, text, a field that answers; fails where one is late
    FirstView {
        /// Times that each page is looked at
        #[arg(long, default_value_t = 9)]
        views: u32,
    },
    /// The same five judged by Lighthouse: how fast they are, whether everybody can use them, and whether they are well built
    Lighthouse,
    /// Submissions of 32 citizens at once, beside a bare loop that flushes each; on SQLite, and on PostgreSQL with two processes
    Submissions {
        /// Seconds that citizens submit
        #[arg(long, default_value_t = 30)]
        seconds: u32,
        /// Milliseconds, below 1,000, by which each flush of SQLite takes longer than on this machine; PostgreSQL is left out
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..1000))]
        flush: Option<u32>,
    },
}

/// Builds and measures.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps, bench: &Bench) -> Result<()> {
    setup::disk(workspace)?;
    match bench {
        Bench::Pages { seconds } => pages(workspace, steps, *seconds),
        Bench::FirstView { views } => first_view(workspace, steps, *views),
        Bench::Lighthouse => lighthouse(workspace, steps),
        Bench::Submissions { seconds, flush } => submissions(workspace, steps, *seconds, *flush),
    }
}

fn pages(workspace: &Workspace, steps: &mut Steps, seconds: u32) -> Result<()> {
    steps.run("set-up: load generator", "", || tool("wrk", "wrk"))?;
    nginx(steps)?;
    let mut measure = built(workspace, steps, "pages")?;
    steps.run("public pages", "five minutes; leave the machine alone", || {
        process::run(measure.args(["--seconds", &seconds.to_string()]))
    })
}

fn first_view(workspace: &Workspace, steps: &mut Steps, views: u32) -> Result<()> {
    nginx(steps)?;
    let browser = browser(workspace, steps)?;
    let mut measure = built(workspace, steps, "first-view")?;
    steps.run("first views", "five minutes; leave the machine alone", || {
        process::run(measure.args(["--views", &views.to_string()]).args(browser))
    })
}

fn lighthouse(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.run("set-up: Lighthouse", "190 MB the first time", || {
        setup::npm_packages(&workspace.root().join("bench"))
    })?;
    let browser = browser(workspace, steps)?;
    let mut measure = built(workspace, steps, "lighthouse")?;
    steps.run("Lighthouse", "a minute; leave the machine alone", || {
        process::run(measure.args(browser))
    })
}

fn submissions(workspace: &Workspace, steps: &mut Steps, seconds: u32, flush: Option<u32>) -> Result<()> {
    let mut measure = built(workspace, steps, "submissions")?;
    measure.args(["--seconds", &seconds.to_string()]);
    let postgres = match flush {
        Some(more) => {
            let slow = steps.run("a slower disk: compile", "", || slow_flush(workspace))?;
            measure.env("LD_PRELOAD", slow).env("FLUSH_MS", more.to_string());
            None
        }
        None => Some(steps.run("PostgreSQL: a server of our own", "", || Postgres::start(workspace))?),
    };
    if let Some(postgres) = &postgres {
        measure.arg("--postgres").arg(postgres.url());
    }
    steps.run("submissions", "eight minutes; leave the machine alone", || {
        process::run(&mut measure)
    })
}

/// What makes flushes of a process slower that loads it.
fn slow_flush(workspace: &Workspace) -> Result<PathBuf> {
    let source = workspace.root().join("bench/slow-flush.c");
    let library = workspace.binary(Profile::Release).with_file_name("slow-flush.so");
    let mut compile = Command::new("cc");
    process::run(
        compile
            .args(["-O2", "-shared", "-fPIC", "-o"])
            .args([&library, &source]),
    )?;
    Ok(library)
}

/// Both halves as an office would install them, and the command that measures them.
fn built(workspace: &Workspace, steps: &mut Steps, what: &str) -> Result<Command> {
    site::build(workspace, steps)?;
    let binary = server::build(workspace, steps, Profile::Release)?;
    steps.run("measurements: compile", "some minutes the first time", || {
        process::run(workspace.cargo().args(["build", "--release", "--bin", "bench"]))
    })?;
    let mut measure = Command::new(workspace.binary(Profile::Release).with_file_name("bench"));
    // Where Debian puts what is usually started by root, such as nginx.
    let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin";
    measure.env("PATH", path).arg(what);
    measure.arg("--server").arg(&binary).arg("--site").arg(workspace.site());
    Ok(measure)
}

/// nginx, and what keeps it to its core.
fn nginx(steps: &mut Steps) -> Result<()> {
    steps.run("set-up: nginx", "", || {
        tool("nginx", "nginx-light")?;
        tool("taskset", "util-linux")
    })
}

/// The browser and what drives it, as arguments.
fn browser(workspace: &Workspace, steps: &mut Steps) -> Result<[OsString; 4]> {
    let chromium = steps.run("set-up: browser", "", || {
        setup::npm_packages(&workspace.root().join("end2end"))?;
        chromium::find_or_install()
    })?;
    let root = workspace.root().as_os_str().to_owned();
    Ok(["--chromium".into(), chromium.into(), "--root".into(), root])
}

/// A program of Debian's, installed when it is missing. nginx is started by us, never by the system.
fn tool(name: &str, package: &str) -> Result<()> {
    let is_there = || process::on_path(name).is_some() || std::path::Path::new("/usr/sbin").join(name).is_file();
    if !is_there() {
        debian::install(&[package], &format!("the measurements need {name}"))?;
    }
    is_there()
        .then_some(())
        .with_context(|| format!("Debian's package `{package}` is installed, but brings no `{name}`"))
}
