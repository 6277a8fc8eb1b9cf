//! The style sheet: `style/main.css` and what it imports in one small file that the oldest browsers understand.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::fingerprint::{self, Fingerprint};
use crate::process;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// The oldest browsers that get everything: the web-views of a phone some six years old.
pub(crate) const BROWSERS: [(&str, u32); 2] = [("chrome", 86), ("safari", 14)];

/// Builds the style sheet, or finds that nothing changed.
pub(crate) fn build(workspace: &Workspace, steps: &mut Steps) -> Result<PathBuf> {
    let folder = workspace.root().join("style");
    let made = workspace.cache().join("main.css");
    let stamp = workspace.cache().join("stylesheet.stamp");
    let key = Fingerprint::default()
        .add_folder(&folder)?
        .add_file(&workspace.root().join("package-lock.json"))
        .add(include_bytes!("stylesheet.rs"))
        .hex();
    if !fingerprint::is_fresh(&stamp, &key) || !made.is_file() {
        steps.run("style sheet", "", || bundle(workspace, &made))?;
        fingerprint::keep(&stamp, &key)?;
    }
    Ok(made)
}

fn bundle(workspace: &Workspace, made: &PathBuf) -> Result<()> {
    let main = workspace.root().join("style/main.css");
    if !main.is_file() {
        bail!("style/main.css is missing: it is the one style sheet, and imports the others");
    }
    let targets = BROWSERS.map(|(name, version)| format!("{name} {version}")).join(", ");
    fs::create_dir_all(workspace.cache())?;
    process::read(
        lightningcss(workspace)?
            .args(["--bundle", "--minify", "--targets", &targets, "--output-file"])
            .arg(made)
            .arg(&main),
    )?;
    let css = fs::read_to_string(made).context("the style sheet was not written")?;
    if css.contains("@layer") {
        bail!(
            "style/ uses @layer, and Chromium 86 drops every rule inside it: order the imports in style/main.css instead"
        );
    }
    Ok(())
}

/// The program for this machine, which lies in a package of its own (npm's install scripts, which would copy it, are off).
fn lightningcss(workspace: &Workspace) -> Result<Command> {
    let packages = workspace.root().join("node_modules");
    for entry in fs::read_dir(&packages).context("node_modules is missing")? {
        let entry = entry?;
        let program = entry.path().join("lightningcss");
        if entry.file_name().to_string_lossy().starts_with("lightningcss-cli-") && program.is_file() {
            return Ok(Command::new(program));
        }
    }
    bail!("npm knows no `lightningcss-cli` for this machine's system and processor")
}
