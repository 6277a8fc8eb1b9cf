//! `bench`: builds what is measured as it is installed, finds the tools, and hands over to the crate `bench`.

use std::process::Command;

use anyhow::{Context, Result};

use crate::postgres::Postgres;
use crate::workspace::{Profile, Workspace};
use crate::{chromium, debian, process, server, setup, site, steps::Steps};

/// What is measured.
#[derive(clap::Subcommand)]
pub(crate) enum Bench {
    /// Public pages: beside nginx with the same bytes, in a slow browser, and with five hundred themes
    Pages {
        /// Seconds of load at a time
        #[arg(long, default_value_t = 10)]
        seconds: u32,
    },
    /// Submissions of 32 citizens at once, beside a bare loop that flushes each; on SQLite, and on PostgreSQL with two processes
    Submissions {
        /// Seconds that citizens submit
        #[arg(long, default_value_t = 30)]
        seconds: u32,
    },
}

/// Builds and measures.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps, bench: &Bench) -> Result<()> {
    setup::disk(workspace)?;
    match bench {
        Bench::Pages { seconds } => pages(workspace, steps, *seconds),
        Bench::Submissions { seconds } => submissions(workspace, steps, *seconds),
    }
}

fn pages(workspace: &Workspace, steps: &mut Steps, seconds: u32) -> Result<()> {
    let end2end = workspace.root().join("end2end");
    let browser = steps.run("set-up: load generator, nginx, browser", "", || {
        tool("wrk", "wrk")?;
        tool("nginx", "nginx-light")?;
        tool("taskset", "util-linux")?;
        setup::npm_packages(&end2end)?;
        chromium::find_or_install()
    })?;
    let mut measure = built(workspace, steps, "pages", seconds)?;
    // Where Debian puts what is usually started by root, such as nginx.
    let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin";
    steps.run("public pages", "six minutes; leave the machine alone", || {
        process::run(
            measure
                .env("PATH", path)
                .arg("--first-view")
                .arg(workspace.root().join("bench/first-view.mjs"))
                .arg("--chromium")
                .arg(browser),
        )
    })
}

fn submissions(workspace: &Workspace, steps: &mut Steps, seconds: u32) -> Result<()> {
    let mut measure = built(workspace, steps, "submissions", seconds)?;
    let postgres = steps.run("PostgreSQL: a server of our own", "", || Postgres::start(workspace))?;
    steps.run("submissions", "eight minutes; leave the machine alone", || {
        process::run(measure.arg("--postgres").arg(postgres.url()))
    })
}

/// Both halves as an office would install them, and the command that measures them.
fn built(workspace: &Workspace, steps: &mut Steps, what: &str, seconds: u32) -> Result<Command> {
    site::build(workspace, steps)?;
    let binary = server::build(workspace, steps, Profile::Release)?;
    steps.run("measurements: compile", "some minutes the first time", || {
        process::run(workspace.cargo().args(["build", "--release", "--bin", "bench"]))
    })?;
    let mut measure = Command::new(workspace.binary(Profile::Release).with_file_name("bench"));
    measure.args([what, "--seconds", &seconds.to_string()]);
    measure.arg("--server").arg(&binary).arg("--site").arg(workspace.site());
    Ok(measure)
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
