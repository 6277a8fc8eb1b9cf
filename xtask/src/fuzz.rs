//! `fuzz`: gives everything that reads what people send whatever comes to mind, for as long as one likes, and counts how often.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{process, steps::Steps};

/// What is tried: see `fuzz/fuzz_targets/`.
const TARGETS: [&str; 4] = ["field", "form", "paper", "theme"];

/// Longest input, bytes: a theme file is the longest that anybody writes.
const LONGEST: u32 = 64 * 1024;

/// What to try, and how long.
#[derive(clap::Args)]
pub(crate) struct FuzzOptions {
    /// One of field, form, paper, theme; all of them one after the other when none is named
    target: Option<String>,
    /// Seconds for each
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

/// Builds the targets and runs them.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps, options: &FuzzOptions) -> Result<()> {
    let targets: Vec<&str> = match options.target.as_deref() {
        None => TARGETS.to_vec(),
        Some(name) if TARGETS.contains(&name) => vec![name],
        Some(name) => bail!("there is no target `{name}`; there are {}", TARGETS.join(", ")),
    };
    tools()?;
    // The same versions as everything else, without a second list of them.
    let lock = workspace.root().join("fuzz/Cargo.lock");
    fs::copy(workspace.root().join("Cargo.lock"), &lock).context("the list of versions cannot be copied to `fuzz/`")?;
    steps.run("fuzz targets: compile", "a quarter of an hour the first time", || {
        process::run(cargo_fuzz(workspace).args(["build", "--sanitizer", "none"]))
    })?;
    let mut counts = Vec::new();
    for target in targets {
        let hint = format!("{} s", options.seconds);
        counts.push(steps.run(&format!("fuzz {target}"), &hint, || {
            one(workspace, target, options.seconds)
        })?);
    }
    for count in counts {
        steps.note(&count);
    }
    Ok(())
}

/// Runs one target; says how many inputs it took.
fn one(workspace: &Workspace, target: &str, seconds: u32) -> Result<String> {
    let mut command = cargo_fuzz(workspace);
    command.args([
        "run",
        "--sanitizer",
        "none",
        target,
        "--",
        "-print_final_stats=1",
        "-timeout=10",
    ]);
    command
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"));
    let output = process::run_silently(&mut command)?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        let lines: Vec<&str> = said.lines().collect();
        let last = lines.get(lines.len().saturating_sub(30)..).unwrap_or_default();
        bail!("`{target}` stumbled:\n{}", last.join("\n"));
    }
    let count = executed(&said).context("the target did not say how much it tried")?;
    Ok(format!("{target}: {count} inputs in {seconds} s, nothing found"))
}

/// The number of inputs in the report of a target.
fn executed(said: &str) -> Option<u64> {
    let count = said
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    count.trim().parse().ok()
}

/// What this needs and set-up does not bring.
fn tools() -> Result<()> {
    let nightly = ["+nightly", "--version"];
    if !process::succeeds(plain_cargo().args(nightly)) {
        bail!("fuzzing needs the nightly compiler: `rustup toolchain install nightly --profile minimal`");
    }
    if !process::succeeds(plain_cargo().args(["+nightly", "fuzz", "--version"])) {
        bail!("fuzzing needs cargo-fuzz: `cargo install --locked cargo-fuzz`");
    }
    Ok(())
}

fn cargo_fuzz(workspace: &Workspace) -> Command {
    let mut cargo = plain_cargo();
    cargo.args(["+nightly", "fuzz"]).current_dir(workspace.root());
    cargo
}

/// `cargo` as rustup finds it, not the one that runs this.
fn plain_cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_of_a_report_is_found() {
        let said = "Done 9 runs in 1 second(s)\nstat::number_of_executed_units: 12345\nstat::average_exec_per_sec: 9";
        assert_eq!(executed(said), Some(12345));
        assert_eq!(executed("nothing"), None);
    }
}
