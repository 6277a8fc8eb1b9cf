//! `bench`: builds what is measured as it is installed, finds the tools, and hands over to the crate `bench`.

use std::process::Command;

use anyhow::{Context, Result};

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
}

/// Builds and measures.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps, bench: &Bench) -> Result<()> {
    let Bench::Pages { seconds } = bench;
    setup::disk(workspace)?;
    let end2end = workspace.root().join("end2end");
    let browser = steps.run("set-up: load generator, nginx, browser", "", || {
        tool("wrk", "wrk")?;
        tool("nginx", "nginx-light")?;
        tool("taskset", "util-linux")?;
        setup::npm_packages(&end2end)?;
        chromium::find_or_install()
    })?;
    site::build(workspace, steps)?;
    let binary = server::build(workspace, steps, Profile::Release)?;
    let measure = workspace.binary(Profile::Release).with_file_name("bench");
    steps.run("measurements: compile", "some minutes the first time", || {
        process::run(workspace.cargo().args(["build", "--release", "--bin", "bench"]))
    })?;
    // Where Debian puts what is usually started by root, such as nginx.
    let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin";
    steps.run("public pages", "six minutes; leave the machine alone", || {
        process::run(
            Command::new(measure)
                .env("PATH", path)
                .args(["pages", "--seconds", &seconds.to_string()])
                .arg("--server")
                .arg(&binary)
                .arg("--site")
                .arg(workspace.site())
                .arg("--first-view")
                .arg(workspace.root().join("bench/first-view.mjs"))
                .arg("--chromium")
                .arg(browser),
        )
    })
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
