//! The browser half: the `frontend` crate as wasm, its JavaScript by wasm-bindgen, both shrunk.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::fingerprint::{self, Fingerprint};
use crate::floor;
use crate::process;
use crate::steps::Steps;
use crate::stylesheet::BROWSERS;
use crate::workspace::{OUTPUT_NAME, Workspace};

/// The two files a page with an island loads.
pub(crate) struct BrowserHalf {
    /// The loader, an ES module.
    pub(crate) js: PathBuf,
    /// The islands.
    pub(crate) wasm: PathBuf,
}

/// Builds the browser half, or finds that nothing changed.
pub(crate) fn build(workspace: &Workspace, steps: &mut Steps) -> Result<BrowserHalf> {
    let compiled = steps.run("browser half: compile to wasm", "two minutes the first time", || {
        compile(workspace)
    })?;
    let half = BrowserHalf {
        js: workspace.cache().join("browser.js"),
        wasm: workspace.cache().join("browser.wasm"),
    };
    let stamp = workspace.cache().join("browser.stamp");
    let key = Fingerprint::default()
        .add_file(&compiled)
        .add_file(&workspace.root().join("package-lock.json"))
        .add(include_bytes!("browser.rs"))
        .add(include_bytes!("floor.rs"))
        .hex();
    if !fingerprint::is_fresh(&stamp, &key) || !half.js.is_file() || !half.wasm.is_file() {
        steps.run("browser half: bind and shrink", "", || {
            shrink(workspace, &compiled, &half)
        })?;
        fingerprint::keep(&stamp, &key)?;
    }
    Ok(half)
}

fn compile(workspace: &Workspace) -> Result<PathBuf> {
    process::run(workspace.cargo().args([
        "build",
        "--package=frontend",
        "--lib",
        "--target=wasm32-unknown-unknown",
        "--profile=wasm-release",
        "--no-default-features",
    ]))?;
    Ok(workspace
        .target()
        .join("wasm32-unknown-unknown/wasm-release/frontend.wasm"))
}

fn shrink(workspace: &Workspace, compiled: &Path, half: &BrowserHalf) -> Result<()> {
    let bound = workspace.cache().join("bindgen");
    bind(compiled, &bound)?;
    let raw_wasm = bound.join(format!("{OUTPUT_NAME}_bg.wasm"));
    let lowered = bound.join("lowered.wasm");
    process::read(
        workspace
            .npm_program("wasm-opt")
            .args(floor::LOWERING)
            .arg(&raw_wasm)
            .arg("-o")
            .arg(&lowered),
    )?;
    process::read(
        workspace
            .npm_program("wasm-opt")
            .args(floor::FEATURES)
            .args(["-Oz", "--strip-debug", "--strip-producers"])
            .arg(&lowered)
            .arg("-o")
            .arg(&half.wasm),
    )?;
    minify(workspace, &bound.join(format!("{OUTPUT_NAME}.js")), &half.js, "esm")
}

/// Shrinks a script for the oldest browsers. Bundling folds in the snippets that crates bring along.
pub(crate) fn minify(workspace: &Workspace, script: &Path, into: &Path, format: &str) -> Result<()> {
    process::read(
        workspace
            .npm_program("esbuild")
            .arg(script)
            .args(["--bundle", "--minify", "--charset=utf8", "--legal-comments=none"])
            .arg(format!("--format={format}"))
            .arg(format!(
                "--target={}",
                BROWSERS.map(|(name, version)| format!("{name}{version}")).join(",")
            ))
            // The only fault of Safari 14 here is one with default values, which neither wasm-bindgen nor we write.
            .arg("--supported:destructuring=true")
            .arg("--log-level=warning")
            .arg(format!("--outfile={}", into.display())),
    )?;
    Ok(())
}

fn bind(compiled: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let wasm = fs::read(compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    Bindgen::new()
        .input_module(OUTPUT_NAME, floor::parse(&wasm)?)
        .out_name(OUTPUT_NAME)
        .web(true)?
        .typescript(false)
        // leptos hands the hashed address of the wasm to the loader itself.
        .omit_default_module_path(true)
        .generate(folder)
        .context("wasm-bindgen refused the browser crate")
}
