//! Measurements of the running site. `cargo xtask bench` builds what is measured and finds the tools; here is what is done
//! with them.

mod browser;
mod first_view;
mod http;
mod lighthouse;
mod nginx;
mod pages;
mod site;
mod submissions;
mod table;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Public pages a second against nginx with the same bytes, and eight themes against five hundred.
    Pages(pages::Tools),
    /// The five pages of the thread on a slow phone, beside nginx with the same bytes.
    FirstView(first_view::Tools),
    /// What Lighthouse says of the same pages.
    Lighthouse(lighthouse::Tools),
    /// Submissions of many citizens at once against a bare loop that flushes each.
    Submissions(submissions::Tools),
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    match command {
        Command::Pages(tools) => pages::run(tools),
        Command::FirstView(tools) => first_view::run(tools),
        Command::Lighthouse(tools) => lighthouse::run(tools),
        Command::Submissions(tools) => submissions::run(tools),
    }
}
