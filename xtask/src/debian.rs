//! Installing a package of Debian's when this user may; otherwise one sentence that names it.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Installs packages, or says which ones are missing and `why` they are needed.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    let names = packages.join(" ");
    let Some(mut update) = as_root("apt-get") else {
        bail!("{why}: install the package {names} (on Debian: `apt-get install {names}`) and start again");
    };
    let output = process::run_silently(update.arg("update"))?;
    if output.status.success() {
        let Some(mut install) = as_root("apt-get") else {
            bail!("{why}: install {names}")
        };
        install.args([
            "install",
            "--yes",
            "--no-install-recommends",
            "-o",
            "Dpkg::Options::=--force-confold",
        ]);
        let output = process::run_silently(install.args(packages))?;
        if output.status.success() {
            return Ok(());
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{why}: `apt-get install {names}` failed: {}", complaint.trim());
    }
    bail!("{why}: Debian's packages cannot be reached; connect this machine once, or install {names} by hand")
}

/// The program with the rights of root, when this machine has it and this user may.
pub(crate) fn as_root(program: &str) -> Option<Command> {
    process::on_path(program)?;
    let mut command = if is_root() {
        Command::new(program)
    } else if process::succeeds(Command::new("sudo").args(["-n", "true"])) {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "--preserve-env=DEBIAN_FRONTEND", program]);
        sudo
    } else {
        return None;
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}

/// Whether this process is root's.
pub(crate) fn is_root() -> bool {
    process::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
