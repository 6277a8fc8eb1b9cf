//! The journeys: citizens and officers in a real browser, on the site as it was built.

use std::process::Command;

use anyhow::{Result, bail};

use crate::chromium;
use crate::process;
use crate::setup;
use crate::steps::Steps;
use crate::workspace::{Profile, Workspace};

/// Runs everything in `end2end/`. The tests start the server themselves, with the executable named to them.
pub(crate) fn run(workspace: &Workspace, steps: &mut Steps, postgres: &str) -> Result<()> {
    let folder = workspace.root().join("end2end");
    let browser = steps.run("journeys: browser and test runner", "", || {
        if !folder.join("package.json").is_file() {
            bail!("end2end/package.json is missing, and with it the journeys");
        }
        setup::npm_packages(&folder)?;
        chromium::find_or_install()
    })?;
    steps.run("journeys in a real browser", "some minutes", || {
        process::run(
            Command::new("npx")
                .args(["--no-install", "playwright", "test"])
                .current_dir(&folder)
                .env("ZHANGBAN_BINARY", workspace.binary(Profile::Dev))
                .env("ZHANGBAN_SITE_DIR", workspace.site())
                .env("ZHANGBAN_CHROMIUM", browser)
                .env("ZHANGBAN_TEST_POSTGRES", postgres),
        )
    })
}
