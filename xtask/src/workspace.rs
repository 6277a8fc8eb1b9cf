//! Where things lie in this workspace, and how `cargo` is called in it.

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The name under which leptos looks for the browser half: `zhangban.<hash>.js`.
pub(crate) const OUTPUT_NAME: &str = "zhangban";

/// The two ways the server is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build; what the tests use.
    Dev,
    /// Quick to run; what an office installs.
    Release,
}

impl Profile {
    /// The folder under `target/` that cargo writes to.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Profile::Dev => "debug",
            Profile::Release => "release",
        }
    }
}

/// The checkout this command was started in.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace that `cargo xtask` was called in.
    pub(crate) fn find() -> Result<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR").context("start this command as `cargo xtask`")?;
        let root = Path::new(&here)
            .parent()
            .context("xtask lies in no workspace")?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The top folder of the checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// What the server hands out as files: `target/site`.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// Where steps keep what they made, with the stamp that tells whether it is still good.
    pub(crate) fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The server's executable of that profile.
    pub(crate) fn binary(&self, profile: Profile) -> PathBuf {
        self.target.join(profile.folder()).join(OUTPUT_NAME)
    }

    /// A path as a person in this checkout would write it.
    pub(crate) fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    /// `cargo` in this workspace. On a terminal it shows its progress; in a log only what goes wrong.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.root);
        if !io::stderr().is_terminal() {
            // Not `--quiet`, which cargo does not hand on to clippy.
            cargo.env("CARGO_TERM_QUIET", "true");
        }
        cargo
    }

    /// A program that `npm ci` put into this workspace.
    pub(crate) fn npm_program(&self, name: &str) -> Command {
        let mut program = Command::new(self.root.join("node_modules/.bin").join(name));
        program.current_dir(&self.root);
        program
    }
}
