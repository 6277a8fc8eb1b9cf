//! `zhangban theme`: the editor's checklist over theme files, its rules, the schemas of the files, publishing a theme, and what people
//! search for.

mod publish;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};
use content::lint::Checklist;
use content::{Finding, Library, Rule, city, schema};
use serde_json::{Value, json};
use usecases::theme::search;

use crate::config::Config;
use crate::office::open_database;

/// Where the content lies, seen from where an editor works.
const CONTENT: &str = "content";

/// What can be done with theme files.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Reports every problem of the theme files, each with its line and what to do.
    Lint {
        /// Theme files, region editions, or folders of a theme with its editions; all of `content/` when none is named.
        files: Vec<PathBuf>,
        /// The data elements the themes use; `city/city.yaml` and `themes/` beside it are looked up too.
        #[arg(long, default_value = "content/elements.yaml")]
        elements: PathBuf,
        /// One line per problem, or a JSON array for other programs.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Publishes the theme in a folder, with its editions, as its new version.
    Publish {
        /// The folder of the theme.
        folder: PathBuf,
        /// The last day on which open drafts may go on with the version of before; as many days from today as are set otherwise.
        #[arg(long)]
        old_until: Option<NaiveDate>,
        /// The data elements the theme uses.
        #[arg(long, default_value = "content/elements.yaml")]
        elements: PathBuf,
    },
    /// Prints every rule of the checklist with what it finds.
    Rules,
    /// Prints the JSON Schema of a kind of file, as committed in `content/schema/`.
    Schema {
        /// The kind of file.
        #[arg(default_value = "theme", value_parser = schema::NAMES)]
        name: String,
    },
    /// Prints what people searched for, the most frequent first: how often, the words, and whether nothing was found.
    Searches {
        /// Of how many days, today among them; older ones than half a year are forgotten.
        #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
        days: u64,
    },
}

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// `file:line:column rule message`.
    Text,
    /// An array of `{file, line, column, rule, message}`.
    Json,
}

/// Runs the command.
pub(super) async fn run(command: ThemeCommand) -> anyhow::Result<()> {
    match command {
        ThemeCommand::Lint {
            files,
            elements,
            format,
        } => {
            let findings = if files.is_empty() {
                everything(elements.parent().unwrap_or(Path::new(CONTENT)))?
            } else {
                these(&files, &elements)?
            };
            tell(&findings, format)
        }
        ThemeCommand::Publish {
            folder,
            old_until,
            elements,
        } => publish::run(&folder, &elements, old_until).await,
        ThemeCommand::Rules => {
            for rule in Rule::ALL {
                println!("{:<28} {}", rule.id(), rule.meaning());
            }
            Ok(())
        }
        ThemeCommand::Schema { name } => {
            print!("{}", schema::of(&name).unwrap_or_default());
            Ok(())
        }
        ThemeCommand::Searches { days } => show_searches(days).await,
    }
}

async fn show_searches(days: u64) -> anyhow::Result<()> {
    let config = Config::load()?;
    let now = config.clock().now();
    let db = open_database(&config, now).await?;
    let counts = search::counts(db.read(), now.day(), days).await;
    let counts = counts.context("what people searched for cannot be read")?;
    if counts.is_empty() {
        println!("nothing was searched for");
    }
    for searched in counts {
        let end = if searched.found_nothing { "  nothing found" } else { "" };
        println!("{:>7}  {}{end}", searched.count, searched.words);
    }
    Ok(())
}

fn tell(findings: &[Finding], format: Format) -> anyhow::Result<()> {
    match format {
        Format::Json => println!("{:#}", findings.iter().map(object).collect::<Value>()),
        Format::Text if findings.is_empty() => println!("no problems"),
        Format::Text => {
            for finding in findings {
                println!("{finding}");
            }
        }
    }
    match findings.len() {
        0 => Ok(()),
        count => bail!("{count} problems"),
    }
}

fn object(finding: &Finding) -> Value {
    json!({
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "rule": finding.rule.id(),
        "message": finding.message,
    })
}

/// Themes, editions, data elements, the city and the calendar.
fn everything(folder: &Path) -> anyhow::Result<Vec<Finding>> {
    let in_folder = |mut finding: Finding| {
        finding.file = folder.join(&finding.file).display().to_string();
        finding
    };
    let findings = Library::findings_in(folder)?;
    Ok(findings.into_iter().map(in_folder).collect())
}

/// Only these files, held against what lies beside the data elements.
fn these(files: &[PathBuf], elements: &Path) -> anyhow::Result<Vec<Finding>> {
    let folder = elements.parent().unwrap_or(Path::new(CONTENT));
    let elements = read(elements)?;
    let embedded = Library::embedded().ok();
    let mut findings = Vec::new();
    let city = folder.join("city/city.yaml");
    let city = if city.exists() {
        let told = |mut finding: Finding| {
            finding.file = city.display().to_string();
            finding
        };
        let known = city::read(&read(&city)?);
        known.map_err(|found| findings.extend(found.into_iter().map(told))).ok()
    } else {
        embedded.as_ref().map(|library| library.city.clone())
    };
    let mut slugs = themes_in(&folder.join("themes"));
    if slugs.is_empty() {
        slugs.extend(
            embedded
                .iter()
                .flat_map(|library| &library.themes)
                .map(|theme| theme.slug.clone()),
        );
    }
    for file in files {
        slugs.extend(file.ancestors().skip(1).take(2).flat_map(themes_in));
    }
    let checklist = Checklist {
        elements: &elements,
        city: city.as_ref(),
        slugs: Some(&slugs),
    };
    for file in files.iter().flat_map(|file| with_editions(file)) {
        let (name, text) = (file.display().to_string(), read(&file)?);
        findings.extend(match theme_beneath(&file) {
            Some(theme) => checklist.edition(&name, &text, &read(&theme)?),
            None => checklist.theme(&name, &text),
        });
    }
    findings.dedup();
    Ok(findings)
}

/// A file itself; of a folder its theme and the editions.
fn with_editions(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let mut editions = entries(&path.join("editions"));
    editions.retain(|edition| edition.extension().is_some_and(|extension| extension == "yaml"));
    [vec![path.join("theme.yaml")], editions].concat()
}

/// The theme that an edition stands on, when the path is one of an edition.
fn theme_beneath(path: &Path) -> Option<PathBuf> {
    let editions = path.parent().filter(|folder| folder.ends_with("editions"))?;
    Some(editions.parent()?.join("theme.yaml"))
}

/// Folders with a theme, by name.
fn themes_in(folder: &Path) -> BTreeSet<String> {
    let name = |folder: PathBuf| Some(folder.file_name()?.to_str()?.to_owned());
    let themes = entries(folder)
        .into_iter()
        .filter(|entry| entry.join("theme.yaml").exists());
    themes.filter_map(name).collect()
}

/// What lies in a folder, in order; nothing when it is not there.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    entries
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
