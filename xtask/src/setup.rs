//! What must be on the machine before anything is built. Fetches only from the registries that cargo, rustup and npm use
//! anyway, and says in one sentence what is missing.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::fingerprint::{self, Fingerprint};
use crate::process;
use crate::workspace::Workspace;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;
/// Free space that a first build of everything and its tests need, in KB.
const DISK_FIRST_KB: u64 = 6_000_000;
/// Free space that a later build needs, in KB.
const DISK_LATER_KB: u64 = 500_000;

/// Refuses to begin on a disk that the build would fill.
pub(crate) fn disk(workspace: &Workspace) -> Result<()> {
    let report = process::read(Command::new("df").args(["-P", "-k"]).arg(workspace.root()))?;
    let free: u64 = report
        .lines()
        .nth(1)
        .and_then(|line| line.split_whitespace().nth(3))
        .and_then(|column| column.parse().ok())
        .context("`df` did not say how much of the disk is free")?;
    let needed = if workspace.site().is_dir() {
        DISK_LATER_KB
    } else {
        DISK_FIRST_KB
    };
    if free < needed {
        bail!(
            "the disk of this checkout has {:.1} GB free and the build needs {:.1} GB: free some space and start again",
            gigabytes(free),
            gigabytes(needed)
        );
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a rounded number for a person")]
fn gigabytes(kilobytes: u64) -> f64 {
    kilobytes as f64 / 1_000_000.0
}

/// The standard library for the browser, as rustup provides it: fat link-time optimisation fails on any other.
pub(crate) fn wasm_target(workspace: &Workspace) -> Result<()> {
    let sysroot = process::read(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(workspace.root()),
    )?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM_TARGET)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    rustup(workspace, &["target", "add", WASM_TARGET])
}

/// The linter and the formatter of the pinned toolchain.
pub(crate) fn lint_tools(workspace: &Workspace) -> Result<()> {
    for (tool, component) in [("clippy", "clippy"), ("fmt", "rustfmt")] {
        if !process::succeeds(workspace.cargo().args([tool, "--version"])) {
            rustup(workspace, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let wish = arguments.join(" ");
    if process::on_path("rustup").is_none() {
        bail!("`rustup {wish}` is needed and rustup was not found: install Rust with rustup and start again");
    }
    let output = process::run_silently(Command::new("rustup").args(arguments).current_dir(workspace.root()))?;
    if output.status.success() {
        return Ok(());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    if process::is_offline(&complaint) {
        bail!("`rustup {wish}` could not reach the network: connect this machine once and start again");
    }
    bail!("`rustup {wish}` failed: {}", complaint.trim())
}

/// A Node.js new enough for the build tools, the mini-programs and the journeys.
pub(crate) fn node() -> Result<()> {
    if process::on_path("node").is_none() || process::on_path("npm").is_none() {
        bail!("Node.js was not found: install Node.js {OLDEST_NODE} or newer, with npm, and start again");
    }
    let version = process::read(Command::new("node").arg("--version"))?;
    let major: u32 = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|number| number.parse().ok())
        .with_context(|| format!("`node --version` said {version:?}"))?;
    if major < OLDEST_NODE {
        bail!(
            "this machine has Node.js {}: install Node.js {OLDEST_NODE} or newer and start again",
            version.trim()
        );
    }
    Ok(())
}

/// The programs named in a folder's `package-lock.json`, installed again only when that file changed.
pub(crate) fn npm_packages(folder: &Path) -> Result<()> {
    let stamp = folder.join("node_modules/.installed");
    let key = Fingerprint::default()
        .add_file(&folder.join("package.json"))
        .add_file(&folder.join("package-lock.json"))
        .hex();
    if fingerprint::is_fresh(&stamp, &key) {
        return Ok(());
    }
    node()?;
    let output = process::run_silently(
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )?;
    if output.status.success() {
        return fingerprint::keep(&stamp, &key);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    if process::is_offline(&complaint) {
        bail!("`npm ci` could not reach the npm registry: connect this machine once and start again");
    }
    bail!("`npm ci` in {} failed: {}", folder.display(), complaint.trim())
}

/// Refuses a port that somebody else listens on, before minutes are spent on building.
pub(crate) fn port(address: SocketAddr) -> Result<()> {
    if let Err(error) = TcpListener::bind(address) {
        bail!(
            "cannot listen on {address} ({error}): stop what runs there (an earlier `cargo xtask serve`?) or choose \
             another port with `--port`"
        );
    }
    Ok(())
}

/// The address under which a phone in the same network reaches this machine.
pub(crate) fn lan_address() -> Result<IpAddr> {
    // Connecting a UDP socket sends nothing; it only asks which of our addresses the way out begins at.
    let documentation_address = SocketAddr::from((Ipv4Addr::new(192, 0, 2, 1), 9));
    let found = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))
        .and_then(|socket| socket.connect(documentation_address).and_then(|()| socket.local_addr()));
    match found {
        Ok(address) if !address.ip().is_loopback() && !address.ip().is_unspecified() => Ok(address.ip()),
        _ => bail!("this machine is in no network: connect it to the phone's network and start again"),
    }
}
