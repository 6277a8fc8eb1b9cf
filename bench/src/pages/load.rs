//! Load from another core: 64 connections, each asking again as soon as it is answered.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::site::CORES;

/// Connections at once.
const CONNECTIONS: &str = "64";

/// What one round of load showed.
#[derive(Debug)]
pub(super) struct Load {
    /// Answers a second.
    pub(super) rate: f64,
    /// Half of them came within so many milliseconds.
    pub(super) p50: f64,
    /// All but one in a hundred.
    pub(super) p99: f64,
}

impl Load {
    /// Asks for this page for so many seconds.
    pub(super) fn run(port: u16, path: &str, seconds: u32) -> Result<Self> {
        let output = Command::new("taskset")
            .args(["-c", CORES.1, "wrk", "--latency", "-t1", "-c", CONNECTIONS])
            .args(["-d", &format!("{seconds}s"), "-H", "accept-encoding: br"])
            .arg(format!("http://127.0.0.1:{port}{path}"))
            .output()
            .context("`taskset` cannot start wrk")?;
        let said = String::from_utf8_lossy(&output.stdout);
        ensure!(
            output.status.success(),
            "wrk failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        ensure!(!said.contains("Non-2xx"), "not every answer was a page:\n{said}");
        let after = |word: &str| {
            let line = said.lines().map(str::trim).find_map(|line| line.strip_prefix(word));
            line.map(str::trim)
                .with_context(|| format!("wrk says nothing of {word}:\n{said}"))
        };
        Ok(Self {
            rate: after("Requests/sec:")?.parse()?,
            p50: milliseconds(after("50%")?)?,
            p99: milliseconds(after("99%")?)?,
        })
    }
}

/// `310.00us`, `1.23ms`, `1.02s`.
fn milliseconds(text: &str) -> Result<f64> {
    let units = [("us", 0.001), ("ms", 1.0), ("s", 1000.0)];
    let known = units
        .into_iter()
        .find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, factor)));
    let (number, factor) = known.with_context(|| format!("wrk says {text}"))?;
    Ok(number.parse::<f64>()? * factor)
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn reads_times_as_wrk_writes_them() {
        for (text, expected) in [("310.00us", 0.31), ("1.23ms", 1.23), ("1.02s", 1020.0)] {
            assert!((milliseconds(text).unwrap() - expected).abs() < 1e-9, "{text}");
        }
    }
}
