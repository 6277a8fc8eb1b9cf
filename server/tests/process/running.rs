//! A server of the binary `zhangban` on a port and in a folder of its own. What is started here is ended here.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::sync::oneshot;

/// Longer than any start on a busy machine.
const START: Duration = Duration::from_secs(30);

/// What a server is started with.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Its folder: database, files, log.
    pub(crate) folder: PathBuf,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// What it logs, as in `ZHANGBAN_LOG`.
    pub(crate) log: &'static str,
}

impl Place {
    /// A place in this folder, on a port that is free.
    pub(crate) fn new(folder: &Path, log: &'static str) -> Self {
        // Below the ports that the system gives to outgoing connections: one of those could take it between two starts.
        let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
        let port = std::iter::repeat_with(|| fastrand::u16(20_000..32_000))
            .take(1000)
            .find(is_free);
        let port = port.expect("one of a thousand ports is free");
        Self {
            folder: folder.to_owned(),
            address: (Ipv4Addr::LOCALHOST, port).into(),
            log,
        }
    }

    /// The address people use: a name, since no key of a device belongs to a bare number.
    pub(crate) fn origin(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// The binary in this place, with nothing of our own environment.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhangban"));
        command.env_clear().current_dir(&self.folder).stdin(Stdio::null());
        command
            .env("ZHANGBAN_LISTEN", self.address.to_string())
            .env("ZHANGBAN_PUBLIC_URL", self.origin())
            .env("ZHANGBAN_DATA_DIR", &self.folder);
        command.env("ZHANGBAN_MODE", "sandbox").env("ZHANGBAN_LOG", self.log);
        command.env(
            "ZHANGBAN_SITE_DIR",
            concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site"),
        );
        command
    }

    /// Everything it logged so far.
    pub(crate) fn logged(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log_file(&self) -> PathBuf {
        self.folder.join("server.log")
    }
}

/// A server that runs; dropped, it is killed.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
}

impl Running {
    /// Starts the server and waits until it says that it is ready.
    pub(crate) async fn start(place: &Place) -> Self {
        let mut command = place.command();
        command.arg("serve");
        Self::run(place, command).await
    }

    /// Starts what this command serves and waits until it says that it is ready.
    pub(crate) async fn run(place: &Place, mut command: Command) -> Self {
        let log = File::options()
            .create(true)
            .append(true)
            .open(place.log_file())
            .expect("a log file");
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the server starts");
        let output = child.stdout.take().expect("its output");
        let running = Self { child };
        let (tell, ready) = oneshot::channel();
        std::thread::spawn(move || {
            let mut lines = BufReader::new(output).lines().map_while(Result::ok);
            if lines.any(|line| line.contains("is ready")) {
                let _ = tell.send(());
            }
            // What it still says is read, so that it never waits for a reader.
            lines.for_each(drop);
        });
        let ready = tokio::time::timeout(START, ready).await;
        assert!(
            matches!(ready, Ok(Ok(()))),
            "the server does not start:\n{}",
            place.logged()
        );
        running
    }

    /// `kill -9`: it gets no chance to finish anything.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("the server is killed");
        self.child.wait().expect("the server has ended");
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(mut self) -> std::process::ExitStatus {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(asked.is_ok_and(|asked| asked.success()), "the server is asked to stop");
        self.child.wait().expect("the server has ended")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already ended when it was killed or stopped: then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
