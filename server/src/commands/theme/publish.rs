//! `zhangban theme publish`: a theme's folder becomes its new version, and says until when open drafts may go on with the old one.

use std::path::Path;

use anyhow::{Context as _, ensure};
use chrono::NaiveDate;
use content::{Authored, Edition, Rule};
use usecases::theme::publish::{publish, publish_until};
use usecases::{Error, Refusal};

use super::{read, these, with_editions};
use crate::config::Config;
use crate::office;

/// Publishes the theme in this folder with its editions.
pub(super) async fn run(folder: &Path, elements: &Path, old_until: Option<NaiveDate>) -> anyhow::Result<()> {
    let mut findings = these(&[folder.to_owned()], elements)?;
    // Where a theme has moved beneath an edition the county's own values hold meanwhile, or its last version.
    findings.retain(|finding| !matches!(finding.rule, Rule::EditionConflict | Rule::EditionGone));
    ensure!(
        findings.is_empty(),
        "{}",
        findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    );
    let authored = author(folder, &read(elements)?)?;
    let office = office::open(&Config::load()?).await?;
    let published = match old_until {
        None => publish(&office, &authored).await,
        Some(until) => publish_until(&office, &authored, until).await,
    };
    match published {
        Ok(true) => println!("a new version of {} is published", authored.slug),
        Ok(false) => println!("this is the current version of {} already", authored.slug),
        Err(Error::Refused(Refusal::NotADay)) => anyhow::bail!("--old-until must not be before today"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn author(folder: &Path, elements: &str) -> anyhow::Result<Authored> {
    let mut files = with_editions(folder).into_iter();
    let source = read(&files.next().context("there is no theme")?)?;
    let theme = content::theme::read(&source, elements)
        .ok()
        .context("the theme is not sound")?;
    let mut editions = Vec::new();
    for file in files {
        let region = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        editions.push(Edition {
            region: region.to_owned(),
            source: read(&file)?,
        });
    }
    Ok(Authored {
        slug: theme.slug.to_string(),
        hash: content::theme::hash(&source, elements),
        source,
        elements: elements.to_owned(),
        theme,
        editions,
    })
}
