//! Running other programs: their failure becomes one sentence that names the command and what to do.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Result, anyhow, bail};

/// Runs a program that speaks to the terminal itself.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if !status.success() {
        bail!("`{}` failed; its own messages are above", written(command));
    }
    Ok(())
}

/// Runs a program for what it prints; its complaints are part of the error.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = run_silently(command)?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed: {}", written(command), complaint.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program and keeps everything it prints, whatever the outcome.
pub(crate) fn run_silently(command: &mut Command) -> Result<Output> {
    command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| cannot_start(command, &error))
}

/// Whether the program exists and answers with success.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    run_silently(command).is_ok_and(|output| output.status.success())
}

/// The program of that name on the search path.
pub(crate) fn on_path(name: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Whether what a program said means that there is no network.
pub(crate) fn is_offline(complaint: &str) -> bool {
    const SIGNS: [&str; 9] = [
        "ENOTFOUND",
        "EAI_AGAIN",
        "ECONNREFUSED",
        "ECONNRESET",
        "ETIMEDOUT",
        "ENETUNREACH",
        "could not download",
        "Could not resolve",
        "Temporary failure resolving",
    ];
    SIGNS.iter().any(|sign| complaint.contains(sign))
}

fn cannot_start(command: &Command, error: &std::io::Error) -> anyhow::Error {
    let program = Path::new(command.get_program());
    if error.kind() == ErrorKind::NotFound {
        anyhow!(
            "`{}` was not found on this machine; install it and start again",
            program.display()
        )
    } else {
        anyhow!("`{}` could not be started: {error}", program.display())
    }
}

/// The command as a person would type it.
fn written(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_in_one_sentence() {
        let error = run(&mut Command::new("no-such-program-of-the-office"))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("`no-such-program-of-the-office` was not found"),
            "{error}"
        );
    }

    #[test]
    fn a_failing_program_is_quoted_as_typed() {
        let error = run(Command::new("false").arg("--loudly")).unwrap_err().to_string();
        assert!(error.contains("`false --loudly` failed"), "{error}");
    }
}
