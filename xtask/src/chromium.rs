//! The browser that the journeys drive: the machine's own, or Debian's.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::debian;
use crate::process;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser's executable; installed first when that is possible.
pub(crate) fn find_or_install() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install(
        &["chromium", "fonts-noto-cjk"],
        "the journeys need the browser Chromium and a Chinese font",
    )?;
    find().context("Debian's package `chromium` is installed, but no `chromium` is on the search path")
}

fn find() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| process::on_path(name))
}
