//! The mini-programs: put together, checked against what their platforms declare, and tested on a phone that is made up.

use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::setup;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// Runs everything in `shells/`.
pub(crate) fn test(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    let folder = workspace.root().join("shells");
    steps.run("mini-programs", "", || {
        setup::npm_packages(&folder)?;
        process::run(Command::new("npm").args(["test", "--silent"]).current_dir(&folder))
    })
}
