//! A server of its own: its folder, its start, its memory. What is started here is ended here.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use server::config::Config;

use super::{CORES, Tools};

/// Where a server lives.
#[derive(Debug)]
pub(super) struct Place {
    server: PathBuf,
    site: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Place {
    /// A folder and a port.
    pub(super) fn new(tools: &Tools, folder: &Path, port: u16) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self {
            server: std::path::absolute(&tools.server)?,
            site: std::path::absolute(&tools.site)?,
            folder: folder.to_owned(),
            port,
        })
    }

    /// Makes the database and founds the city.
    pub(super) fn found(&self) -> Result<()> {
        Running::start(self).map(drop)
    }

    /// The same as a configuration.
    pub(super) fn config(&self) -> Config {
        Config {
            listen: ([127, 0, 0, 1], self.port).into(),
            site_dir: self.site.clone(),
            connections: 4,
            ..Config::sandbox_in(&self.folder)
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new("taskset");
        command.args(["-c", CORES.0]).arg(&self.server).arg("serve");
        command
            .env_clear()
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stderr(Stdio::null());
        command
            .env("ZHANGBAN_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("ZHANGBAN_DATA_DIR", &self.folder);
        command
            .env("ZHANGBAN_MODE", "sandbox")
            .env("ZHANGBAN_SITE_DIR", &self.site);
        command
    }
}

/// A server that runs; dropped, it is ended.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    /// Where it listens.
    pub(super) port: u16,
    /// Until it said that it is ready, milliseconds.
    pub(super) ready: f64,
}

impl Running {
    /// Starts it on its core and waits until it is ready.
    pub(super) fn start(place: &Place) -> Result<Self> {
        let started = Instant::now();
        let mut child = place
            .command()
            .stdout(Stdio::piped())
            .spawn()
            .context("`taskset` cannot start the server")?;
        let output = child.stdout.take().context("the server says nothing")?;
        let mut running = Self {
            child,
            port: place.port,
            ready: 0.0,
        };
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        ensure!(lines.any(|line| line.contains("is ready")), "the server does not start");
        running.ready = started.elapsed().as_secs_f64() * 1000.0;
        // What it still says is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(running)
    }

    /// Memory it holds, MB.
    pub(super) fn resident(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes: f64 = line
            .and_then(|line| line.split_whitespace().next())
            .context("no VmRSS")?
            .parse()?;
        Ok(kilobytes / 1024.0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already ended: then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
