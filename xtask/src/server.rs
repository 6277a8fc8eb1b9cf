//! The server half, and `serve`: both halves built and the sandbox running on this machine.

use std::env;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, anyhow};

use crate::process;
use crate::setup;
use crate::site;
use crate::steps::Steps;
use crate::workspace::{OUTPUT_NAME, Profile, Workspace};

/// How to serve.
#[derive(clap::Args)]
pub(crate) struct ServeOptions {
    /// Builds the server with optimisation: slower to start, as quick to answer as an installed one
    #[arg(long)]
    release: bool,
    /// Lets other devices of this network in, for trying a real phone
    #[arg(long)]
    lan: bool,
    /// The port to listen on
    #[arg(long, default_value_t = 3000)]
    port: u16,
}

/// Builds the executable `zhangban`.
pub(crate) fn build(workspace: &Workspace, steps: &mut Steps, profile: Profile) -> Result<PathBuf> {
    let (name, hint) = match profile {
        Profile::Dev => ("server half: compile", "three minutes the first time"),
        Profile::Release => ("server half: compile for release", "six minutes the first time"),
    };
    steps.run(name, hint, || {
        let mut cargo = workspace.cargo();
        // Without naming the package: then the features, and with them the target folder, are those of the tests.
        cargo.args(["build", "--bin", OUTPUT_NAME]);
        if profile == Profile::Release {
            cargo.arg("--release");
        }
        process::run(&mut cargo)
    })?;
    Ok(workspace.binary(profile))
}

/// Builds both halves and becomes the server. Returns only when something is wrong.
pub(crate) fn serve(workspace: &Workspace, steps: &mut Steps, options: &ServeOptions) -> Result<()> {
    let interface = if options.lan {
        Ipv4Addr::UNSPECIFIED
    } else {
        Ipv4Addr::LOCALHOST
    };
    let listen = SocketAddr::new(IpAddr::V4(interface), options.port);
    setup::port(listen)?;
    let lan = if options.lan { Some(setup::lan_address()?) } else { None };
    setup::disk(workspace)?;

    site::build(workspace, steps)?;
    let profile = if options.release {
        Profile::Release
    } else {
        Profile::Dev
    };
    let binary = build(workspace, steps, profile)?;
    // Asked again: the build may have taken minutes.
    setup::port(listen)?;
    steps.note(&format!("ready after {}; stop with Ctrl-C", steps.elapsed()));

    let mut server = Command::new(&binary);
    server.arg("serve").current_dir(workspace.root());
    server.env("ZHANGBAN_LISTEN", listen.to_string());
    server.env("ZHANGBAN_SITE_DIR", workspace.site());
    set_default(&mut server, "ZHANGBAN_DATA_DIR", "var");
    set_default(&mut server, "ZHANGBAN_MODE", "sandbox");
    match lan {
        Some(address) => set_default(
            &mut server,
            "ZHANGBAN_PUBLIC_URL",
            &format!("http://{address}:{}", options.port),
        ),
        None => set_default(
            &mut server,
            "ZHANGBAN_PUBLIC_URL",
            &format!("http://localhost:{}", options.port),
        ),
    }
    become_it(&mut server)
}

/// Sets a variable that the person has not set already.
fn set_default(command: &mut Command, name: &str, value: &str) {
    if env::var_os(name).is_none() {
        command.env(name, value);
    }
}

/// Replaces this process, so that Ctrl-C and the end of a terminal reach the server itself.
#[cfg(unix)]
fn become_it(server: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = server.exec();
    Err(anyhow!(
        "`{}` could not be started: {error}",
        server.get_program().display()
    ))
}

#[cfg(not(unix))]
fn become_it(server: &mut Command) -> Result<()> {
    process::run(server).map_err(|error| anyhow!("the server stopped: {error:#}"))
}
