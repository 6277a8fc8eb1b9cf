//! How soon a page can be read on a slow network and a slow phone.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Tools;
use crate::table::{Table, median};

/// Looks at the page of our server and of nginx in turn and prints when each could be read.
pub(super) fn compare(tools: &Tools, ours: u16, nginx: u16, path: &str) -> Result<()> {
    let addresses = [ours, nginx].map(|port| format!("http://127.0.0.1:{port}{path}"));
    let output = Command::new("node")
        .arg(&tools.first_view)
        .args([&tools.views.to_string()])
        .args(&addresses)
        .env("ZHANGBAN_CHROMIUM", &tools.chromium)
        .output()
        .context("`node` cannot be started")?;
    if !output.status.success() {
        bail!("the browser failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let seen: Vec<Vec<[f64; 3]>> = serde_json::from_slice(&output.stdout)?;
    let column = |views: &[[f64; 3]], column: usize| median(views.iter().filter_map(|view| view.get(column).copied()));
    let [ours, nginx] = seen.as_slice() else {
        bail!("the browser says nothing of one of the pages")
    };
    let mut table = Table::new(&["guide, slow 4G, CPU ÷ 4", "ours", "nginx", "ratio"]);
    for (number, name) in ["first text after", "largest text after", "kB in all"]
        .into_iter()
        .enumerate()
    {
        let (ours, nginx) = (column(ours, number), column(nginx, number));
        table.row([
            name.to_owned(),
            format!("{ours:.1}"),
            format!("{nginx:.1}"),
            format!("{:.2}", ours / nginx),
        ]);
    }
    println!("{table}");
    Ok(())
}
