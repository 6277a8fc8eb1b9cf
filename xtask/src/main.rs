//! `cargo xtask`: one command to try the site, one to build it, three to check it, one to measure it, one to take its pictures.
//! Set-up and order only; every step lives in the module of its name.

mod bench;
mod browser;
mod budgets;
mod checks;
mod chromium;
mod compress;
mod debian;
mod directions;
mod fingerprint;
mod floor;
mod fuzz;
mod journeys;
mod postgres;
mod process;
mod server;
mod setup;
mod shells;
mod site;
mod steps;
mod stylesheet;
mod webkit;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::steps::Steps;
use crate::workspace::{Profile, Workspace};

/// Builds, tries and checks 掌办 Zhangban.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Sets everything up, builds both halves and runs the sandbox on this machine
    Serve(server::ServeOptions),
    /// Leaves a deployable `target/release/zhangban` and `target/site`
    Build,
    /// The fast part of the tests: formatting, lints, who imports whom, the rules and the content
    Check,
    /// Everything: lints, the mini-programs, tests on both databases, byte budgets, journeys in a real browser
    Test,
    /// Gives everything that reads what people send whatever comes to mind, and counts how often
    Fuzz(fuzz::FuzzOptions),
    /// Measures the site as it is installed and prints tables
    Bench {
        #[command(subcommand)]
        bench: bench::Bench,
    },
    /// Takes the README's pictures anew, and a sheet of the same pages on every phone in `target/pictures`
    Pictures,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut steps = Steps::start();
    let outcome = run(&arguments.command, &mut steps);
    if let Err(error) = &outcome {
        // One sentence for the reader; a chain of causes reads as "what: why".
        eprintln!("\ncargo xtask: {error:#}");
    }
    if matches!(arguments.command, Command::Check | Command::Test) {
        steps.count();
    }
    if outcome.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn run(command: &Command, steps: &mut Steps) -> Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Serve(options) => server::serve(&workspace, steps, options),
        Command::Build => build(&workspace, steps),
        Command::Check => checks::check(&workspace, steps),
        Command::Test => checks::test(&workspace, steps),
        Command::Fuzz(options) => fuzz::run(&workspace, steps, options),
        Command::Bench { bench } => bench::run(&workspace, steps, bench),
        Command::Pictures => journeys::pictures(&workspace, steps),
    }
}

/// Both halves as an office would install them.
fn build(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    setup::disk(workspace)?;
    site::build(workspace, steps)?;
    let binary = server::build(workspace, steps, Profile::Release)?;
    steps.note(&format!(
        "built {} and {}",
        workspace.show(&binary),
        workspace.show(&workspace.site())
    ));
    Ok(())
}
