//! Hundreds of invented themes, published into the database of a server that is not running.

use anyhow::{Context, Result};
use content::Library;
use server::office;
use usecases::theme::publish::publish;

use crate::site::Place;

/// Fills the place up to so many themes.
pub(super) fn publish_crowd(place: &Place, themes: usize) -> Result<()> {
    let library = Library::embedded()?;
    let elements = &library.themes.first().context("no theme at all")?.elements;
    let crowd = testbed::crowd::crowd(elements, themes - library.themes.len());
    tokio::runtime::Runtime::new()?.block_on(async {
        let office = office::open(&place.config()).await?;
        for authored in &crowd {
            publish(&office, authored).await?;
        }
        Ok(())
    })
}
