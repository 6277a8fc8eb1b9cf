//! `zhangban theme lint`: the editor's checklist over theme files.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;
use content::Library;
use content::lint::lint;

/// What can be done with theme files.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Reports every problem of the theme files, each with its line and what to do.
    Lint {
        /// Theme files, or folders with a `theme.yaml`; all of `content/themes` when none is named.
        files: Vec<PathBuf>,
        /// The data elements the themes use.
        #[arg(long, default_value = "content/elements.yaml")]
        elements: PathBuf,
    },
}

/// Runs the command.
pub(super) fn run(command: ThemeCommand) -> anyhow::Result<()> {
    let ThemeCommand::Lint { files, elements } = command;
    let files = if files.is_empty() {
        all_themes(Path::new("content/themes"))?
    } else {
        files
    };
    let elements = read(&elements)?;
    let library = Library::embedded().ok();
    let mut count = 0;
    for file in files {
        let file = if file.is_dir() { file.join("theme.yaml") } else { file };
        for finding in lint(
            &file.display().to_string(),
            &read(&file)?,
            &elements,
            library.as_ref().map(|library| &library.city),
        ) {
            println!("{finding}");
            count += 1;
        }
    }
    match count {
        0 => println!("no problems"),
        count => bail!("{count} problems"),
    }
    Ok(())
}

fn all_themes(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
