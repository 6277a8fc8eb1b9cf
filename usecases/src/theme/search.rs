//! Find themes by the words people use: everyday words, pinyin, initials, with typing errors.
//!
//! Over 120 ways to ask among 500 themes (first / in the first three): 96.7 % / 100 %; of 64 things the city does not offer 61 are
//! not announced as found. When the way to cut was chosen: n-grams of one and two characters 93.3 % / 99.2 %, jieba 91.7 % /
//! 97.5 %, jieba and single characters 94.2 % / 100 %; over 56 others never tuned for 94.6 % / 98.2 %, 87.5 % / 94.6 % and 92.9 % /
//! 96.4 %. N-grams need no dictionary (32 MB in memory) and are kept.

mod count;
mod index;
#[cfg(test)]
mod score;
mod words;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use super::{Published, list::readable};
use crate::city::City;
use crate::context::Context;
use crate::error::{Error, Result};
use count::Tally;
use index::{Document, Hit, Index};

pub(crate) use count::KEPT_DAYS;
pub use count::{Searched, counts, forget_counts};

/// How many themes one search shows at most.
const SHOWN: usize = 20;
/// How many are named when nothing fits.
const NEAREST: usize = 3;
/// How many are suggested while one types.
const SUGGESTED: usize = 6;
/// What fits less than this share of how well the best one does is left out.
const TAIL: f32 = 0.35;

/// What a search led to.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The themes that fit, the best first.
    pub found: Vec<Published>,
    /// When none fits: those that come nearest.
    pub nearest: Vec<Published>,
}

/// The themes that these words fit, the best first; anyone may search. What was searched for is counted, not who asked.
///
/// # Errors
/// When the database or the index fails.
pub async fn search(ctx: &Context, words: &str) -> Result<Search> {
    if words::plain(words).is_empty() {
        return Ok(Search::default());
    }
    let led = indexed(ctx).await?.search(words)?;
    ctx.themes.search.tally.note(ctx.today(), words, led.found.is_empty());
    Ok(led)
}

/// The few themes that fit what was typed so far; not counted.
///
/// # Errors
/// When the database or the index fails.
pub async fn suggest(ctx: &Context, words: &str) -> Result<Vec<Published>> {
    if words::plain(words).is_empty() {
        return Ok(Vec::new());
    }
    let catalogue = indexed(ctx).await?;
    let hits = catalogue.index.find(words, SUGGESTED)?;
    Ok(catalogue.themes(fitting(&hits)))
}

/// Brings the index up to date when another version was published, and writes down what was counted. Run every second, so
/// that nobody who searches waits for it.
///
/// # Errors
/// When the counts cannot be written down, or there is no index at all; the counts are written down also without one.
pub async fn keep_up(ctx: &Context) -> Result<()> {
    let indexed = indexed(ctx).await;
    ctx.themes.search.tally.store(ctx).await?;
    indexed.map(drop)
}

/// The index of now, and what was searched for since the counts were last written down.
#[derive(Default)]
pub(super) struct Finder {
    catalogue: RwLock<Option<Arc<Catalogue>>>,
    /// Held by whoever builds the next one.
    building: Mutex<()>,
    /// The state whose index could not be built, once the log has it.
    told: AtomicI64,
    tally: Tally,
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finder").finish_non_exhaustive()
    }
}

/// The themes that were current once, and the index over them.
struct Catalogue {
    /// How much had been published by then.
    state: i64,
    themes: Vec<Published>,
    index: Index,
}

impl Catalogue {
    fn build(state: i64, themes: Vec<Published>, city: &City) -> Result<Self> {
        let documents: Vec<_> = themes.iter().map(|published| document(published, city)).collect();
        let index = Index::build(&documents)?;
        drop(documents);
        Ok(Self { state, themes, index })
    }

    fn search(&self, words: &str) -> Result<Search> {
        let hits = self.index.find(words, SHOWN)?;
        let found = self.themes(fitting(&hits));
        let nearest = if found.is_empty() {
            self.themes(hits.iter().filter(|hit| hit.is_near).take(NEAREST))
        } else {
            Vec::new()
        };
        Ok(Search { found, nearest })
    }

    fn themes<'a>(&self, hits: impl Iterator<Item = &'a Hit>) -> Vec<Published> {
        hits.filter_map(|hit| self.themes.get(hit.place)).cloned().collect()
    }
}

impl Finder {
    fn catalogue(&self) -> Option<Arc<Catalogue>> {
        self.catalogue.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn since(&self, state: i64) -> Option<Arc<Catalogue>> {
        self.catalogue().filter(|catalogue| catalogue.state >= state)
    }
}

/// The index over the current versions. One caller builds it anew; whoever comes meanwhile gets the one before, and so does
/// everybody while it cannot be built.
async fn indexed(ctx: &Context) -> Result<Arc<Catalogue>> {
    let finder = &ctx.themes.search;
    let state = ctx.themes.state();
    if let Some(catalogue) = finder.since(state) {
        return Ok(catalogue);
    }
    let _building = match (finder.building.try_lock(), finder.catalogue()) {
        (Ok(building), _) => building,
        (Err(_), Some(before)) => return Ok(before),
        (Err(_), None) => finder.building.lock().await,
    };
    if let Some(catalogue) = finder.since(state) {
        return Ok(catalogue);
    }
    match (build(ctx, state).await, finder.catalogue()) {
        (Ok(built), _) => {
            let catalogue = Arc::new(built);
            *finder.catalogue.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&catalogue));
            Ok(catalogue)
        }
        (Err(error), Some(before)) => {
            if finder.told.swap(state, Ordering::Relaxed) != state {
                tracing::error!(%error, "the index of the search cannot be built; the one before stays");
            }
            Ok(before)
        }
        (Err(error), None) => Err(error),
    }
}

/// A new index over what is current. Themes are searched as they are everywhere; what a county changes in them is on the page
/// a result leads to.
async fn build(ctx: &Context, state: i64) -> Result<Catalogue> {
    let (themes, city) = (readable(ctx).await?, Arc::clone(&ctx.city));
    let built = spawn_blocking(move || Catalogue::build(state, themes, &city)).await;
    built.map_err(|error| Error::Internal(error.into()))?
}

/// Those found, and what fits even better, without a tail that hardly does; nothing when none of the best is found.
fn fitting(hits: &[Hit]) -> impl Iterator<Item = &Hit> {
    let best = hits.first().map_or(0.0, |hit| hit.score);
    let first = hits.iter().take(NEAREST).position(|hit| hit.is_found);
    let fits = move |place: usize, hit: &Hit| hit.is_found && hit.score >= best * TAIL || Some(place) <= first;
    hits.iter()
        .enumerate()
        .filter(move |(place, hit)| first.is_some() && fits(*place, hit))
        .map(|(_, hit)| hit)
}

/// What is looked for in a theme.
fn document<'a>(published: &'a Published, city: &'a City) -> Document<'a> {
    let theme = &published.theme;
    let items = &theme.items;
    let departments = items.iter().filter_map(|item| city.department(&item.department));
    let at_departments = departments.flat_map(|department| {
        let offices = department.offices().map(|office| &office.name);
        [&department.name, &department.short].into_iter().chain(offices)
    });
    let halls = theme.halls.iter().filter_map(|id| city.hall(id));
    let halls = halls.map(|hall| &hall.name).chain(at_departments);
    let of_items = items
        .iter()
        .flat_map(|item| [&item.explain].into_iter().chain(&item.accepts));
    let prose = (theme.explain.iter())
        .chain(of_items)
        .chain(theme.eligibility.iter().map(|rule| &rule.text))
        .chain(theme.topics.iter().map(|topic| &topic.title))
        .chain(theme.faq.iter().map(|faq| &faq.answer));
    Document {
        names: texts([&theme.name].into_iter().chain(&theme.aliases)),
        items: texts(items.iter().flat_map(|item| [&item.name, &item.short, &item.result])),
        papers: texts(theme.materials.iter().map(|material| &material.name)),
        asked: texts(
            [&theme.summary]
                .into_iter()
                .chain(theme.questions.iter().map(|question| &question.ask))
                .chain(theme.faq.iter().map(|faq| &faq.ask)),
        ),
        halls: texts(halls),
        prose: texts(prose),
    }
}

/// Each text once.
fn texts<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    texts.map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect()
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Internal(Box::new(error))
    }
}

#[cfg(test)]
mod tests;
