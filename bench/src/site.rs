//! A server of its own: its folder, its start, its memory. What is started here is ended here.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use server::config::{Config, Secret};

/// The core that is measured, and the one that the load comes from.
pub(crate) const CORES: (&str, &str) = ("0", "1");

/// What is measured, as it is installed.
#[derive(Debug, clap::Args)]
pub(crate) struct Installed {
    /// The executable `zhangban`.
    #[arg(long)]
    server: PathBuf,
    /// The browser's files.
    #[arg(long)]
    pub(crate) site: PathBuf,
}

/// Where a server lives.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    server: PathBuf,
    site: PathBuf,
    folder: PathBuf,
    port: u16,
    database: Option<String>,
    core: Option<&'static str>,
}

impl Place {
    /// A folder and a port.
    pub(crate) fn new(installed: &Installed, folder: &Path, port: u16) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self {
            server: std::path::absolute(&installed.server)?,
            site: std::path::absolute(&installed.site)?,
            folder: folder.to_owned(),
            port,
            database: None,
            core: None,
        })
    }

    /// The server runs on this core only.
    pub(crate) fn on_core(self, core: &'static str) -> Self {
        Self {
            core: Some(core),
            ..self
        }
    }

    /// The same folder, another port and database: one more process of the same office.
    pub(crate) fn beside(&self, port: u16, database: &str) -> Self {
        Self {
            port,
            database: Some(database.to_owned()),
            ..self.clone()
        }
    }

    /// Makes the database and founds the city.
    pub(crate) fn found(&self) -> Result<()> {
        Running::start(self).map(drop)
    }

    /// The same as a configuration.
    pub(crate) fn config(&self) -> Config {
        Config {
            listen: ([127, 0, 0, 1], self.port).into(),
            site_dir: self.site.clone(),
            connections: 4,
            database_url: self.database.clone().map(Secret::new),
            ..Config::sandbox_in(&self.folder)
        }
    }

    fn command(&self) -> Command {
        let mut command = match self.core {
            Some(core) => {
                let mut command = Command::new("taskset");
                command.args(["-c", core]).arg(&self.server);
                command
            }
            None => Command::new(&self.server),
        };
        command
            .arg("serve")
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
        if let Some(database) = &self.database {
            command.env("ZHANGBAN_DATABASE_URL", database);
        }
        command
    }
}

/// A server that runs; dropped, it is ended.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    /// Where it listens.
    pub(crate) port: u16,
    /// Until it said that it is ready, milliseconds.
    pub(crate) ready: f64,
}

impl Running {
    /// Starts it and waits until it is ready.
    pub(crate) fn start(place: &Place) -> Result<Self> {
        let started = Instant::now();
        let mut child = place
            .command()
            .stdout(Stdio::piped())
            .spawn()
            .context("the server cannot be started")?;
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
    pub(crate) fn resident(&self) -> Result<f64> {
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

/// What pages may ask for beside themselves, by its addresses: the browser's files in this folder, and what may be fetched ahead.
pub(crate) fn files(site: &Path) -> Result<Vec<String>> {
    let mut files = vec!["/speculation.json".to_owned()];
    for folder in ["", "pkg/"] {
        for entry in std::fs::read_dir(site.join(folder))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_compressed = [".br", ".gz"].iter().any(|ending| name.ends_with(ending));
            if entry.file_type()?.is_file() && !is_compressed {
                files.push(format!("/{folder}{name}"));
            }
        }
    }
    Ok(files)
}
