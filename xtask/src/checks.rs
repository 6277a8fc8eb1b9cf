//! The order of `check` and `test`: cheap steps first, and the first failure ends the run.

use anyhow::Result;

use crate::budgets;
use crate::directions;
use crate::journeys;
use crate::postgres::Postgres;
use crate::process;
use crate::setup;
use crate::shells;
use crate::site;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// The fast part.
pub(crate) fn check(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    set_up(workspace, steps)?;
    style_and_walls(workspace, steps)?;
    steps.run("tests of the rules and the content", "", || {
        process::run(
            workspace
                .cargo()
                .args(["test", "--package=domain", "--package=content"]),
        )
    })
}

/// Everything. What it starts, it stops, also when a step fails.
pub(crate) fn test(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    set_up(workspace, steps)?;
    style_and_walls(workspace, steps)?;
    shells::test(workspace, steps)?;
    site::build(workspace, steps)?;
    let figures = steps.run("byte budgets", "", || budgets::check(workspace))?;
    steps.note(&figures);
    let postgres = steps.run("PostgreSQL: a server of our own", "", || Postgres::start(workspace))?;
    steps.run("tests of this command", "", || {
        process::run(workspace.cargo().args(["test", "--package=xtask"]))
    })?;
    steps.run(
        "tests of all crates, on both databases",
        "some minutes the first time",
        || {
            process::run(
                workspace
                    .cargo()
                    .arg("test")
                    .env("ZHANGBAN_TEST_POSTGRES", postgres.url()),
            )
        },
    )?;
    // The tests just left the server beside them.
    journeys::run(workspace, steps, postgres.url())
}

fn set_up(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.run("set-up: disk, toolchain, Node.js", "", || {
        setup::disk(workspace)?;
        setup::wasm_target(workspace)?;
        setup::lint_tools(workspace)?;
        setup::node()
    })
}

/// Formatting, who imports whom, and the lints of both halves.
fn style_and_walls(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.run("formatting", "", || {
        process::run(workspace.cargo().args(["fmt", "--all", "--check"]))
    })?;
    steps.run("who imports whom", "", || directions::check(workspace))?;
    steps.run("lints", "two minutes the first time", || {
        process::run(
            workspace
                .cargo()
                .args(["clippy", "--all-targets", "--", "-D", "warnings"]),
        )
    })?;
    steps.run("lints of this command", "", || {
        process::run(
            workspace
                .cargo()
                .args(["clippy", "--package=xtask", "--all-targets", "--", "-D", "warnings"]),
        )
    })?;
    steps.run("lints of the browser half", "a minute the first time", || {
        process::run(workspace.cargo().args([
            "clippy",
            "--package=frontend",
            "--package=app",
            "--lib",
            "--target=wasm32-unknown-unknown",
            "--",
            "-D",
            "warnings",
        ]))
    })
}
