//! A PostgreSQL server of the tests' own: in a folder of its own, on a Unix socket only, gone at the end. Never touches a
//! server that is already running.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::debian;
use crate::fingerprint;
use crate::process;
use crate::workspace::Workspace;

/// Where Debian keeps the server's programs, one folder for each version.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";
/// Tells Debian's package not to start a cluster of its own when it is installed.
const DEBIAN_NO_CLUSTER: &str = "/etc/postgresql-common/createcluster.conf";
/// Its folder among the temporary ones; the number of our process follows.
const FOLDER_PREFIX: &str = "zhangban-postgres-";
const READY_WITHIN: Duration = Duration::from_secs(30);

/// The running server; dropping it stops it and removes its folder.
pub(crate) struct Postgres {
    programs: PathBuf,
    user: Option<String>,
    folder: PathBuf,
    server: Option<Child>,
    url: String,
}

impl Postgres {
    /// Creates an empty database server and waits until it answers.
    pub(crate) fn start(workspace: &Workspace) -> Result<Self> {
        let programs = find_or_install()?;
        remove_left_behind();
        let user = if debian::is_root() {
            Some(unprivileged_user()?)
        } else {
            None
        };
        let folder = env::temp_dir().join(format!("{FOLDER_PREFIX}{}", std::process::id()));
        let url = format!("postgres://postgres@localhost/postgres?host={}", url_encoded(&folder));
        let mut postgres = Self {
            programs,
            user,
            folder,
            server: None,
            url,
        };
        postgres.create()?;
        postgres.run(&workspace.cache().join("postgres.log"))?;
        Ok(postgres)
    }

    /// The address in the form that sqlx understands, with the folder of the socket in it.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn create(&self) -> Result<()> {
        fs::create_dir(&self.folder).with_context(|| format!("cannot create {}", self.folder.display()))?;
        if let Some(user) = &self.user {
            process::read(Command::new("chown").arg(user).arg(&self.folder))?;
        }
        let mut initdb = self.program("initdb");
        initdb.arg("--pgdata").arg(self.data());
        initdb.args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        process::read(&mut initdb)?;
        Ok(())
    }

    fn run(&mut self, log: &Path) -> Result<()> {
        fingerprint::write(log, b"")?;
        let log_file = File::create(log)?;
        let mut server = self.program("postgres");
        server.arg("-D").arg(self.data()).arg("-k").arg(&self.folder);
        // What is committed must be on the disk here as well: the crash tests pull the plug on our server.
        for setting in [
            "listen_addresses=",
            "fsync=on",
            "shared_buffers=32MB",
            "max_connections=200",
        ] {
            server.args(["-c", setting]);
        }
        server
            .stdin(Stdio::null())
            .stdout(log_file.try_clone()?)
            .stderr(log_file);
        self.server = Some(server.spawn().context("PostgreSQL could not be started")?);
        let begun = Instant::now();
        while begun.elapsed() < READY_WITHIN {
            let mut question = self.program("pg_isready");
            if process::succeeds(question.arg("--quiet").arg("--host").arg(&self.folder)) {
                return Ok(());
            }
            if self
                .server
                .as_mut()
                .is_some_and(|server| matches!(server.try_wait(), Ok(Some(_))))
            {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let said = fs::read_to_string(log).unwrap_or_default();
        bail!(
            "PostgreSQL did not start: {}",
            said.lines().last().unwrap_or("it said nothing")
        )
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A program of PostgreSQL's, as the user who may run it, ended by the system should this process be killed.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = match &self.user {
            Some(user) => {
                let mut changed = Command::new("setpriv");
                changed
                    .arg(format!("--reuid={user}"))
                    .arg(format!("--regid={}", group_of(user)));
                changed.args(["--clear-groups", "--pdeathsig=QUIT"]).arg(program);
                changed
            }
            None if process::on_path("setpriv").is_some() => {
                let mut bound = Command::new("setpriv");
                bound.arg("--pdeathsig=QUIT").arg(program);
                bound
            }
            None => Command::new(program),
        };
        command
            .current_dir(env::temp_dir())
            .env_remove("PGDATA")
            .env_remove("PGHOST")
            .env_remove("PGPORT");
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let mut stop = self.program("pg_ctl");
            stop.args(["stop", "--mode=immediate", "--wait", "--pgdata"])
                .arg(self.data());
            if !process::succeeds(&mut stop) {
                // It ended by itself, or never began to answer.
                let _ = server.kill();
            }
            let _ = server.wait();
        }
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("cannot remove {}: {error}", self.folder.display());
        }
    }
}

fn find_or_install() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if let (Some(mut shell), false) = (debian::as_root("sh"), Path::new(DEBIAN_NO_CLUSTER).exists()) {
        let line =
            format!("mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' > {DEBIAN_NO_CLUSTER}");
        process::read(shell.args(["-c", &line]))?;
    }
    debian::install(&["postgresql"], "the tests need the programs of PostgreSQL 15 or newer")?;
    find().context("Debian's package `postgresql` is installed, but its `initdb` was not found")
}

/// The folder that holds `initdb` and `postgres`: Debian's newest version, or the one on the search path.
fn find() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(DEBIAN_VERSIONS)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    let on_path = process::on_path("initdb")
        .and_then(|program| program.canonicalize().ok())
        .and_then(|program| Some(program.parent()?.to_path_buf()));
    versions
        .into_iter()
        .rev()
        .map(|(_, programs)| programs)
        .chain(on_path)
        .find(|programs| programs.join("initdb").is_file() && programs.join("postgres").is_file())
}

/// Removes the folders of runs that were ended from outside, before they could clean up.
fn remove_left_behind() {
    for entry in fs::read_dir(env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(owner) = name.to_str().and_then(|name| name.strip_prefix(FOLDER_PREFIX)) else {
            continue;
        };
        if owner.parse::<u32>().is_ok() && !process::succeeds(Command::new("kill").args(["-0", owner])) {
            // Not ours to remove if it fails: another user's.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// PostgreSQL refuses to run as root.
fn unprivileged_user() -> Result<String> {
    for user in ["postgres", "nobody"] {
        if process::succeeds(Command::new("id").args(["-u", user])) {
            return Ok(user.to_owned());
        }
    }
    bail!("PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody`")
}

fn group_of(user: &str) -> String {
    process::read(Command::new("id").args(["-g", user])).map_or_else(|_| user.to_owned(), |id| id.trim().to_owned())
}

/// A path as the value of a parameter in an address.
fn url_encoded(path: &Path) -> String {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(*byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_folder_is_written_so_that_an_address_can_hold_it() {
        assert_eq!(url_encoded(Path::new("/tmp/a b-1")), "%2Ftmp%2Fa%20b-1");
    }
}
