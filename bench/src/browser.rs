//! Pages in a real browser: whose they are, how soon a slow phone shows them, and what Lighthouse says of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The browser, and the programs that drive it.
#[derive(Debug, clap::Args)]
pub(crate) struct Browser {
    /// The browser.
    #[arg(long)]
    chromium: PathBuf,
    /// The checkout, where the programs lie that drive it.
    #[arg(long)]
    root: PathBuf,
}

/// A page, and what makes the browser that of somebody who may see it.
#[derive(Debug, Deserialize)]
pub(crate) struct Visit {
    /// Which of the thread's pages it is.
    pub(crate) name: String,
    /// Its path.
    pub(crate) path: String,
    /// The visitor's cookies, as a browser sends them.
    pub(crate) cookies: String,
}

/// What one view of a page came to: milliseconds after its start, and bytes over the wire.
#[derive(Debug, Deserialize)]
pub(crate) struct View {
    /// The first text is there.
    pub(crate) first: f64,
    /// The largest text is there.
    pub(crate) largest: f64,
    /// How long the page would not have answered a finger, in all.
    pub(crate) blocked: f64,
    /// The field for an ID number, where there is one, says that a wrong one is wrong.
    pub(crate) answered: Option<f64>,
    /// Everything that came.
    pub(crate) bytes: f64,
}

/// What Lighthouse says of a page; scores are at most 1.
#[derive(Debug, Deserialize)]
pub(crate) struct Verdict {
    /// How fast it is, which depends on the machine.
    pub(crate) performance: f64,
    /// Whether everybody can use it.
    pub(crate) accessibility: f64,
    /// Whether it is built as pages should be.
    pub(crate) practices: f64,
    /// What took something off any of them.
    pub(crate) faults: Vec<String>,
}

impl Visit {
    /// The same as the programs take it, at a server of this port.
    pub(crate) fn at(&self, port: u16) -> Value {
        json!({"address": format!("http://127.0.0.1:{port}{}", self.path), "cookies": self.cookies})
    }
}

impl Browser {
    /// The five pages of the thread at a server of this port, where somebody has just come to each.
    pub(crate) fn prepare(&self, port: u16, folder: &Path) -> Result<Vec<Visit>> {
        let found = folder.join("pages.json");
        let output = Command::new("npx")
            .args(["--no-install", "playwright", "test", "--config=measured.config.ts"])
            .current_dir(self.root.join("end2end"))
            .env("ZHANGBAN_OFFICE", format!("http://127.0.0.1:{port}"))
            .env("ZHANGBAN_PAGES", &found)
            .env("ZHANGBAN_CHROMIUM", &self.chromium)
            .output()
            .context("`npx` cannot be started")?;
        if !output.status.success() {
            bail!("nobody came to the pages: {}", String::from_utf8_lossy(&output.stdout));
        }
        Ok(serde_json::from_slice(&std::fs::read(found)?)?)
    }

    /// Looks so often at each page, in turn. The views of each.
    pub(crate) fn look(&self, views: u32, pages: &[Value]) -> Result<Vec<Vec<View>>> {
        self.node("first-view.mjs", &[views.to_string(), json!(pages).to_string()])
    }

    /// What Lighthouse says of each page.
    pub(crate) fn judge(&self, pages: &[Value]) -> Result<Vec<Verdict>> {
        self.node("lighthouse.mjs", &[json!(pages).to_string()])
    }

    /// Runs one of the programs beside this crate for what it prints.
    fn node<Said: DeserializeOwned>(&self, program: &str, arguments: &[String]) -> Result<Said> {
        let output = Command::new("node")
            .arg(self.root.join("bench").join(program))
            .args(arguments)
            .env("ZHANGBAN_CHROMIUM", &self.chromium)
            .output()
            .context("`node` cannot be started")?;
        if !output.status.success() {
            bail!("the browser failed: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}
