//! The journeys: citizens and officers in a real browser, on the site as it was built; and the pictures that are taken on the way.

use std::process::Command;

use anyhow::{Result, bail};

use crate::chromium;
use crate::process;
use crate::server;
use crate::setup;
use crate::site;
use crate::steps::Steps;
use crate::webkit;
use crate::workspace::{Profile, Workspace};

/// Runs everything in `end2end/journeys`. The tests start the server themselves, with the executable named to them.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps, postgres: &str) -> Result<()> {
    let mut journeys = playwright(workspace, steps)?;
    let folder = workspace.root().join("end2end");
    steps.run("journeys: types", "", || {
        process::run(Command::new("npx").args(["--no-install", "tsc"]).current_dir(folder))
    })?;
    steps.run("journeys in a real browser", "some minutes", || {
        process::run(journeys.env("ZHANGBAN_TEST_POSTGRES", postgres))
    })
}

/// Takes the pictures of the README anew, and a sheet of the same pages at every width and in every look.
pub(crate) fn pictures(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    setup::disk(workspace)?;
    site::build(workspace, steps)?;
    server::build(workspace, steps, Profile::Dev)?;
    let (shown, sheet) = (
        workspace.root().join("docs/pictures"),
        workspace.target().join("pictures"),
    );
    let mut camera = playwright(workspace, steps)?;
    camera
        .arg("--config=pictures.config.ts")
        .env("ZHANGBAN_PICTURES", &shown)
        .env("ZHANGBAN_SHEET", &sheet);
    steps.run("pictures", "two minutes", || process::run(&mut camera))?;
    let sheet = workspace.show(&sheet.join("index.html"));
    steps.note(&format!(
        "the README shows {}; all of them: {sheet}",
        workspace.show(&shown)
    ));
    Ok(())
}

/// The test runner with its browser, told where the site is.
fn playwright(workspace: &Workspace, steps: &mut Steps) -> Result<Command> {
    let folder = workspace.root().join("end2end");
    let browser = steps.run("journeys: browsers and test runner", "", || {
        if !folder.join("package.json").is_file() {
            bail!("end2end/package.json is missing, and with it the journeys");
        }
        setup::npm_packages(&folder)?;
        webkit::install()?;
        chromium::find_or_install()
    })?;
    let mut playwright = Command::new("npx");
    playwright
        .args(["--no-install", "playwright", "test"])
        .current_dir(&folder)
        .env("ZHANGBAN_BINARY", workspace.binary(Profile::Dev))
        .env("ZHANGBAN_SITE_DIR", workspace.site())
        .env("ZHANGBAN_CHROMIUM", browser);
    Ok(playwright)
}
