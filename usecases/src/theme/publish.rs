//! Publish a theme: a new immutable version, unless this content is the current one.

use chrono::{Days, NaiveDate};
use content::Authored;
use data::Transaction;
use data::theme::ThemeVersion;

use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// Counts what was ever published.
pub(super) const COUNTER: &str = "theme-versions";

/// Publishes the authored theme with what counties change in it; false when exactly this content is current.
///
/// A county's version is made anew from the theme as it is now, so that it inherits what changed. Where the edition no
/// longer makes a theme, the county keeps its last version, and the finding is in the log.
///
/// Called by the server itself at its start; editors follow with the studio. Open drafts may go on with the version of before for as
/// many days as the city allows.
///
/// # Errors
/// When the database fails.
pub async fn publish(ctx: &Context, authored: &Authored) -> Result<bool> {
    let until = ctx.today().checked_add_days(Days::new(ctx.limits.overlap_days));
    publish_until(ctx, authored, until.unwrap_or(NaiveDate::MAX)).await
}

/// The same, where open drafts may go on with the version of before until the end of this day.
///
/// # Errors
/// Refused for a day that is over.
pub async fn publish_until(ctx: &Context, authored: &Authored, until: NaiveDate) -> Result<bool> {
    if until < ctx.today() {
        return Err(Error::Refused(Refusal::NotADay));
    }
    let tx = ctx.db.write().await?;
    // Holds the counter, so that of servers that start at once one publishes and the others find it published.
    let number = data::setting::count_up(&*tx, COUNTER).await?;
    let mut is_new = publish_in(ctx, &tx, authored, (number, until), None).await?;
    // Whoever had an edition and has none any more follows the theme itself.
    let mut regions = data::theme::list_regions(&*tx, &authored.theme.slug).await?;
    regions.extend(authored.editions.iter().map(|edition| edition.region.clone()));
    regions.sort();
    regions.dedup();
    for region in regions {
        is_new |= publish_in(ctx, &tx, authored, (number, until), Some(&region)).await?;
    }
    if is_new {
        tx.commit().await?;
        ctx.themes.reach(number);
    }
    Ok(is_new)
}

/// Publishes what the program was built with, unless this was done before: what was published by hand since then stays.
///
/// # Errors
/// When the database fails.
pub async fn publish_shipped(ctx: &Context, authored: &Authored) -> Result<bool> {
    let name = format!("shipped-{}", authored.slug);
    let editions = authored.editions.iter();
    let hash = editions.fold(authored.hash.clone(), |hash, edition| {
        content::theme::hash(&hash, &edition.source)
    });
    if data::setting::find(ctx.db.read(), &name)
        .await?
        .is_some_and(|shipped| shipped == hash)
    {
        return Ok(false);
    }
    let is_new = publish(ctx, authored).await?;
    let tx = ctx.db.write().await?;
    data::setting::save(&*tx, &name, &hash).await?;
    tx.commit().await?;
    Ok(is_new)
}

/// Publishes the theme as it holds in one county, or by itself; false when exactly this is current there.
async fn publish_in(
    ctx: &Context,
    tx: &Transaction,
    authored: &Authored,
    (number, until): (i64, NaiveDate),
    region: Option<&str>,
) -> Result<bool> {
    let edition = authored
        .editions
        .iter()
        .find(|edition| Some(edition.region.as_str()) == region);
    let hash = match edition {
        None => authored.hash.clone(),
        Some(edition) => content::theme::hash(&authored.hash, &edition.source),
    };
    let current = data::theme::find_published(&**tx, &authored.theme.slug, region).await?;
    if current.is_some_and(|current| current.hash == hash)
        || edition.is_some_and(|edition| !is_sound(authored, edition))
    {
        return Ok(false);
    }
    let version = ThemeVersion {
        id: ctx.new_id().parse()?,
        slug: authored.theme.slug.clone(),
        format: content::file::FORMAT,
        source: authored.source.clone(),
        elements: authored.elements.clone(),
        region: region.map(str::to_owned),
        edition: edition.map(|edition| edition.source.clone()),
        number,
        hash,
        published_at: ctx.now(),
    };
    data::theme::end_before(&**tx, &version, until).await?;
    data::theme::insert(&**tx, version).await?;
    Ok(true)
}

/// Whether the edition still makes a theme; what is wrong, and where the theme has moved beneath it, is in the log.
fn is_sound(authored: &Authored, edition: &content::Edition) -> bool {
    let laid = content::edition::read(&authored.source, &authored.elements, &edition.source);
    match &laid {
        Ok(laid) => {
            for conflict in &laid.conflicts {
                tracing::warn!(slug = authored.slug, region = edition.region, %conflict, "the theme has moved beneath an edition");
            }
        }
        Err(findings) => {
            for finding in findings {
                tracing::error!(slug = authored.slug, region = edition.region, %finding, "an edition is not published");
            }
        }
    }
    laid.is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft;
    use crate::office::{MOTHER, NEWBORN, TestOffice, id, library, newborn};
    use crate::theme::{list::list, read::read};

    fn renamed(name: &str) -> Authored {
        let source = newborn()
            .source
            .replace("\nname: 新生儿出生\n", &format!("\nname: {name}\n"));
        let theme = content::theme::read(&source, &newborn().elements).unwrap();
        let hash = content::theme::hash(&source, &newborn().elements);
        Authored {
            source,
            theme,
            hash,
            ..newborn().clone()
        }
    }

    #[tokio::test]
    async fn the_same_content_published_twice_is_one_version() {
        for office in TestOffice::each().await {
            let before = read(&office.ctx, &id(NEWBORN)).await.unwrap().version;
            office.advance(1);
            assert!(!publish(&office.ctx, newborn()).await.unwrap());
            assert_eq!(read(&office.ctx, &id(NEWBORN)).await.unwrap().version, before);
        }
    }

    #[tokio::test]
    async fn a_change_makes_a_new_version_and_drafts_keep_theirs() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let begun = office.started(&mother, &MOTHER).await;
            office.advance(1);
            assert!(publish(&office.ctx, &renamed("宝宝出生")).await.unwrap());
            assert_eq!(read(&office.ctx, &id(NEWBORN)).await.unwrap().theme.name, "宝宝出生");
            assert_eq!(list(&office.ctx).await.unwrap().len(), library().themes.len());
            assert_eq!(office.read(&mother, &begun).await.theme.name, "新生儿出生");
            let restarted = draft::read::read(&office.restarted(), &mother, &begun).await.unwrap();
            assert_eq!(restarted.theme.name, "新生儿出生");
        }
    }

    #[tokio::test]
    async fn going_back_to_an_earlier_content_is_a_new_version() {
        for office in TestOffice::each().await {
            for authored in [&renamed("宝宝出生"), newborn()] {
                office.advance(1);
                assert!(publish(&office.ctx, authored).await.unwrap());
            }
            assert_eq!(read(&office.ctx, &id(NEWBORN)).await.unwrap().theme.name, "新生儿出生");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn servers_that_start_at_once_publish_one_version() {
        for office in TestOffice::each().await {
            office.advance(1);
            let servers: Vec<_> = (0..4)
                .map(|_| {
                    let ctx = office.restarted();
                    tokio::spawn(async move { publish(&ctx, &renamed("宝宝出生")).await.unwrap() })
                })
                .collect();
            let mut published = 0;
            for server in servers {
                published += usize::from(server.await.unwrap());
            }
            assert_eq!(published, 1);
        }
    }

    const COUNTY: &str = "000002";

    /// The newborn theme with an edition that promises the household registration within eight days instead of ten.
    fn with_edition(source: &str) -> Authored {
        let edition = "format: 1\ntheme: newborn\nregion: {code: '000002', name: 东山县}\nitems:\n  - item: household_registration\n    limit: {was: {days: 10}, now: {days: 8}}\n";
        Authored {
            theme: content::theme::read(source, &newborn().elements).unwrap(),
            hash: content::theme::hash(source, &newborn().elements),
            source: source.to_owned(),
            editions: vec![content::Edition {
                region: COUNTY.into(),
                source: edition.into(),
            }],
            ..newborn().clone()
        }
    }

    /// What holds for the household registration: the name of the theme, and the days.
    async fn holds(office: &TestOffice, region: Option<&str>) -> (String, u32) {
        let ctx = Context {
            region: region.map(str::to_owned),
            ..office.restarted()
        };
        let theme = read(&ctx, &id(NEWBORN)).await.unwrap().theme;
        let item = theme.item(&id("household_registration")).unwrap();
        (theme.name.clone(), item.limit.promised.days)
    }

    #[tokio::test]
    async fn a_county_has_its_own_days_and_inherits_what_changes_later() {
        for office in TestOffice::each().await {
            office.advance(1);
            publish(&office.ctx, &with_edition(&newborn().source)).await.unwrap();
            assert_eq!(holds(&office, None).await, ("新生儿出生".into(), 10));
            assert_eq!(holds(&office, Some(COUNTY)).await, ("新生儿出生".into(), 8));
            assert_eq!(
                holds(&office, Some("000009")).await.1,
                10,
                "a county without an edition has the theme itself"
            );
            office.advance(1);
            let later = newborn().source.replace("\nname: 新生儿出生\n", "\nname: 宝宝出生\n");
            assert!(publish(&office.ctx, &with_edition(&later)).await.unwrap());
            assert_eq!(holds(&office, Some(COUNTY)).await, ("宝宝出生".into(), 8));
        }
    }

    #[tokio::test]
    async fn a_county_that_gives_its_edition_up_follows_the_theme_again() {
        for office in TestOffice::each().await {
            publish(&office.ctx, &with_edition(&newborn().source)).await.unwrap();
            let mut without = with_edition(&newborn().source);
            without.editions.clear();
            assert!(publish(&office.ctx, &without).await.unwrap());
            assert_eq!(holds(&office, Some(COUNTY)).await.1, 10);
            assert!(!publish(&office.ctx, &without).await.unwrap());
        }
    }

    #[tokio::test]
    async fn what_is_published_later_holds_also_when_the_clock_went_back() {
        for office in TestOffice::each().await {
            office.advance(-3_600_000);
            assert!(publish(&office.ctx, &renamed("宝宝出生")).await.unwrap());
            assert_eq!(read(&office.ctx, &id(NEWBORN)).await.unwrap().theme.name, "宝宝出生");
            assert!(!publish(&office.ctx, &renamed("宝宝出生")).await.unwrap());
        }
    }

    #[tokio::test]
    async fn a_county_whose_edition_no_longer_fits_keeps_its_last_version() {
        for office in TestOffice::each().await {
            office.advance(1);
            publish(&office.ctx, &with_edition(&newborn().source)).await.unwrap();
            office.advance(1);
            let mut later = with_edition(&newborn().source.replace("\nname: 新生儿出生\n", "\nname: 宝宝出生\n"));
            later.editions[0]
                .source
                .push_str("    materials: [a_paper_that_went]\n");
            assert!(publish(&office.ctx, &later).await.unwrap());
            assert_eq!(holds(&office, None).await.0, "宝宝出生");
            assert_eq!(holds(&office, Some(COUNTY)).await, ("新生儿出生".into(), 8));
        }
    }
}
