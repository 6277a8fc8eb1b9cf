//! The byte budgets of what a phone downloads, after brotli. A page without an island downloads the style sheet and the script that
//! stands between it and the network; the worker comes once, when everything else is there, and no page waits for it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::fingerprint;
use crate::workspace::Workspace;

/// Kind of file and the most bytes of it that may travel with one page, brotli-compressed.
const BUDGETS: [(&str, u64); 3] = [("wasm", 60_000), ("js", 8_000), ("css", 8_000)];

/// Scripts that come with none of the pages on which something is done, each with a budget of its own: the worker, and what tries a
/// phone for the hotline.
const APART: [(&str, u64); 2] = [("sw.js", 2_500), ("device.js", 1_000)];

/// Compares `target/site` with the budgets and returns the figures.
pub(crate) fn check(workspace: &Workspace) -> Result<String> {
    let mut figures = Vec::new();
    let mut exceeded = Vec::new();
    let files = fingerprint::files_of(&workspace.site())?;
    let mut weigh = |name: &str, bytes: u64, budget: u64| {
        figures.push(format!("{name} {bytes} of {budget}"));
        if bytes > budget {
            exceeded.push(format!("{name} by {}", bytes - budget));
        }
    };
    for (kind, budget) in BUDGETS {
        let originals: Vec<_> = files
            .iter()
            .filter(|file| file.extension().is_some_and(|ending| ending == kind))
            .filter(|file| !APART.iter().any(|(name, _)| file.ends_with(name)))
            .collect();
        if originals.is_empty() {
            bail!("target/site holds no .{kind} file: the site is not built");
        }
        let mut bytes = 0;
        for original in originals {
            bytes += sent(original)?;
        }
        weigh(kind, bytes, budget);
    }
    for (name, budget) in APART {
        weigh(name, sent(&workspace.site().join(name))?, budget);
    }
    let figures = format!("bytes after brotli: {}", figures.join(", "));
    if !exceeded.is_empty() {
        bail!("over the byte budget: {} ({figures})", exceeded.join(", "));
    }
    Ok(figures)
}

/// What travels of a file, bytes. One that brotli cannot shrink has no copy and travels as it is.
fn sent(original: &Path) -> Result<u64> {
    let mut small = original.as_os_str().to_owned();
    small.push(".br");
    let small = Path::new(&small);
    let sent = if small.is_file() { small } else { original };
    let known = fs::metadata(sent).with_context(|| format!("cannot read {}", sent.display()))?;
    Ok(known.len())
}
