//! The folder the server hands out: `public/` with its scripts shrunk, and in `pkg/` the browser half and the style sheet under names
//! that change with their content, so that a phone may keep them for ever.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::browser::{self, BrowserHalf};
use crate::compress;
use crate::fingerprint::{self, Fingerprint};
use crate::setup;
use crate::steps::Steps;
use crate::stylesheet;
use crate::workspace::{OUTPUT_NAME, Workspace};

/// Where leptos looks for the hashes, beside the executable: the server, and the tests, which run in `deps`.
const BESIDE_EXECUTABLES: [&str; 3] = ["debug", "debug/deps", "release"];

/// Scripts of `public/`, which have fixed names: the worker, what stands where there is none, the bridge to our mini-programs, what copies a text, and
/// what tries a phone.
const SCRIPTS: [&str; 5] = ["sw.js", "network.js", "bridge.js", "copy.js", "device.js"];

/// Sets up the tools, builds the browser half and the style sheet, and assembles `target/site`.
pub(crate) fn build(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    steps.run("set-up: wasm target, build tools", "", || {
        setup::wasm_target(workspace)?;
        setup::npm_packages(workspace.root())
    })?;
    let css = stylesheet::build(workspace, steps)?;
    let half = browser::build(workspace, steps)?;
    let public = workspace.root().join("public");
    let stamp = workspace.cache().join("site.stamp");
    let key = Fingerprint::default()
        .add_folder(&public)?
        .add_file(&css)
        .add_file(&half.js)
        .add_file(&half.wasm)
        .add_file(&workspace.root().join("package-lock.json"))
        .add(include_bytes!("browser.rs"))
        .add(include_bytes!("site.rs"))
        .add(include_bytes!("compress.rs"))
        .hex();
    if !fingerprint::is_fresh(&stamp, &key) || !workspace.site().join("hash.txt").is_file() {
        steps.run("site: names, copies, compression", "", || {
            assemble(workspace, &public, &css, &half)
        })?;
        fingerprint::keep(&stamp, &key)?;
    }
    let hashes = fs::read(workspace.site().join("hash.txt"))?;
    for folder in BESIDE_EXECUTABLES {
        fingerprint::write(&workspace.target().join(folder).join("hash.txt"), &hashes)?;
    }
    Ok(())
}

/// Makes the new site beside the old one and then takes its place, so that a running server never sees half of it.
fn assemble(workspace: &Workspace, public: &Path, css: &Path, half: &BrowserHalf) -> Result<()> {
    let next = workspace.target().join("site.next");
    remove(&next)?;
    copy(public, &next)?;
    for script in SCRIPTS {
        browser::minify(workspace, &public.join(script), &next.join(script), "iife")?;
    }
    let mut hashes = String::new();
    for (kind, file) in [("js", half.js.as_path()), ("wasm", half.wasm.as_path()), ("css", css)] {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let hash = fingerprint::content_hash(&bytes);
        fingerprint::write(&next.join("pkg").join(format!("{OUTPUT_NAME}.{hash}.{kind}")), &bytes)?;
        writeln!(hashes, "{kind}: {hash}")?;
    }
    compress::folder(&next)?;
    fingerprint::write(&next.join("hash.txt"), hashes.as_bytes())?;
    remove(&workspace.site())?;
    fs::rename(&next, workspace.site()).context("cannot put the new site in place")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in fingerprint::files_of(from)? {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        fingerprint::write(&to.join(file.strip_prefix(from)?), &bytes)?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
