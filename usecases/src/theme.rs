//! Themes: published as immutable versions, read by everyone.

pub mod follow;
pub mod list;
pub mod publish;
pub mod read;
pub mod search;

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use content::element::Elements;
use data::theme::ThemeVersion;
use domain::id::ThemeVersionId;
use domain::theme::Theme;

use crate::context::Context;
use crate::error::{Error, Result};

/// A theme in one published version.
#[derive(Debug, Clone)]
pub struct Published {
    /// The version.
    pub version: ThemeVersionId,
    /// When it was published.
    pub published_at: domain::moment::Moment,
    /// The hash of its text, as it was published.
    pub hash: String,
    /// The theme.
    pub theme: Arc<Theme>,
}

/// The most versions that are kept parsed. Beyond, all are let go and the ones in use are read again.
const MOST: usize = 1500;

/// Versions parsed once; a version never changes, so none is ever out of date.
#[derive(Debug, Default)]
pub struct Themes {
    parsed: RwLock<HashMap<ThemeVersionId, Published>>,
    /// Most versions were published with the same data elements.
    elements: RwLock<Option<(Arc<str>, Arc<Elements>)>>,
    search: search::Finder,
    /// How much had been published when this process last looked.
    state: AtomicI64,
}

impl Themes {
    /// A number that goes up when anything is published: what was made of themes under an earlier one is out of date.
    #[must_use]
    pub fn state(&self) -> i64 {
        self.state.load(Ordering::Acquire)
    }

    /// This much has been published. Never less: who looked before a publication may tell it afterwards.
    fn reach(&self, state: i64) {
        self.state.fetch_max(state, Ordering::AcqRel);
    }

    /// The data elements of this text: those that were read last, when they are the same.
    fn elements(&self, text: &str) -> std::result::Result<Arc<Elements>, Vec<content::Finding>> {
        let last = self.elements.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, elements)) = last.filter(|(known, _)| **known == *text) {
            return Ok(elements);
        }
        let elements = Arc::new(content::element::read("elements.yaml", text)?);
        *self.elements.write().unwrap_or_else(PoisonError::into_inner) = Some((text.into(), elements.clone()));
        Ok(elements)
    }

    fn get(&self, id: &ThemeVersionId) -> Option<Published> {
        self.parsed
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
    }

    fn keep(&self, published: Published) {
        let mut parsed = self.parsed.write().unwrap_or_else(PoisonError::into_inner);
        if parsed.len() >= MOST {
            parsed.clear();
        }
        parsed.insert(published.version.clone(), published);
    }
}

/// The version of this id, read over this connection: who holds a transaction must not wait for another connection.
///
/// # Errors
/// [`Error::NotFound`], or the database fails.
pub(crate) async fn version(ctx: &Context, db: &impl data::Connection, id: &ThemeVersionId) -> Result<Published> {
    if let Some(published) = ctx.themes.get(id) {
        return Ok(published);
    }
    parse(ctx, data::theme::find(db, id).await?.ok_or(Error::NotFound)?)
}

/// A stored version, read from its authoring file.
fn parse(ctx: &Context, stored: ThemeVersion) -> Result<Published> {
    let unreadable = |_| Error::Internal(format!("theme version {} cannot be read", stored.id).into());
    let elements = ctx.themes.elements(&stored.elements).map_err(unreadable)?;
    let theme = match &stored.edition {
        None => content::theme::read_with(&stored.source, &elements),
        Some(edition) => content::edition::read_with(&stored.source, &elements, edition).map(|laid| laid.theme),
    };
    let theme = theme.map_err(unreadable)?;
    let published = Published {
        version: stored.id,
        published_at: stored.published_at,
        hash: stored.hash,
        theme: Arc::new(theme),
    };
    ctx.themes.keep(published.clone());
    Ok(published)
}
