//! The byte budgets of what a phone downloads, after brotli. A page without an island downloads the style sheet, and once, when
//! everything else is there, the worker.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::fingerprint;
use crate::workspace::Workspace;

/// Kind of file and the most bytes of it that may travel, brotli-compressed.
const BUDGETS: [(&str, u64); 3] = [("wasm", 60_000), ("js", 8_000), ("css", 8_000)];

/// Compares `target/site` with the budgets and returns the figures.
pub(crate) fn check(workspace: &Workspace) -> Result<String> {
    let mut figures = Vec::new();
    let mut exceeded = Vec::new();
    let files = fingerprint::files_of(&workspace.site())?;
    for (kind, budget) in BUDGETS {
        let originals: Vec<_> = files
            .iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == kind))
            .collect();
        if originals.is_empty() {
            bail!("target/site holds no .{kind} file: the site is not built");
        }
        let mut bytes = 0;
        for original in originals {
            let small = original.with_extension(format!("{kind}.br"));
            // A file that brotli cannot shrink has no copy and travels as it is.
            let sent = if small.is_file() { &small } else { original };
            bytes += fs::metadata(sent)
                .with_context(|| format!("cannot read {}", sent.display()))?
                .len();
        }
        figures.push(format!("{kind} {bytes} of {budget}"));
        if bytes > budget {
            exceeded.push(format!("{kind} by {}", bytes - budget));
        }
    }
    let figures = format!("bytes after brotli: {}", figures.join(", "));
    if !exceeded.is_empty() {
        bail!("over the byte budget: {} ({figures})", exceeded.join(", "));
    }
    Ok(figures)
}
