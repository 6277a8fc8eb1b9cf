//! Published themes: the authoring file as it was, never a parsed form.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::id::{Slug, ThemeVersionId};
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use crate::entity::theme_version as row;
use crate::error::{Error, Result};

/// One published version.
#[derive(Debug, Clone)]
pub struct ThemeVersion {
    /// Its id.
    pub id: ThemeVersionId,
    /// The theme's address.
    pub slug: Slug,
    /// The number of the format it is written in.
    pub format: u32,
    /// The authoring file.
    pub source: String,
    /// The data elements it was published with.
    pub elements: String,
    /// Division code of the county it holds in; none for the theme itself.
    pub region: Option<String>,
    /// What the county changes; none when it changes nothing any more.
    pub edition: Option<String>,
    /// Counts what is published, upwards.
    pub number: i64,
    /// Hash of format, file and elements.
    pub hash: String,
    /// When it was published.
    pub published_at: Moment,
}

/// Stores a version.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl ConnectionTrait, version: ThemeVersion) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(version.id.to_string()),
        slug: Set(version.slug.to_string()),
        format: Set(i32::try_from(version.format).unwrap_or(i32::MAX)),
        source: Set(version.source),
        elements: Set(version.elements),
        region: Set(version.region),
        edition: Set(version.edition),
        number: Set(version.number),
        hash: Set(version.hash),
        published_at: Set(version.published_at.0),
        holds_until: Set(None),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The version of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl ConnectionTrait, id: &ThemeVersionId) -> Result<Option<ThemeVersion>> {
    row::Entity::find_by_id(id.as_str())
        .one(db)
        .await?
        .map(version)
        .transpose()
}

/// Where a version stands among the others of its theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The theme's address.
    pub slug: Slug,
    /// Division code of the county it holds in; none for the theme itself.
    pub region: Option<String>,
    /// The last day on which a draft may go on with it; none while no other follows it.
    pub holds_until: Option<NaiveDate>,
}

/// Where a version stands.
///
/// # Errors
/// When the database fails.
pub async fn find_standing(db: &impl ConnectionTrait, id: &ThemeVersionId) -> Result<Option<Standing>> {
    let one = row::Entity::find_by_id(id.as_str()).select_only();
    let columns = [row::Column::Slug, row::Column::Region, row::Column::HoldsUntil];
    let found: Option<(String, Option<String>, Option<NaiveDate>)> = one.columns(columns).into_tuple().one(db).await?;
    let standing = |(slug, region, holds_until): (String, _, _)| {
        let slug = slug
            .parse()
            .map_err(|_| Error::inconsistent("theme_versions", id.as_str()))?;
        Ok(Standing {
            slug,
            region,
            holds_until,
        })
    };
    found.map(standing).transpose()
}

/// Says until when the versions hold that this one follows, where nothing says so yet.
///
/// # Errors
/// When the database fails.
pub async fn end_before(db: &impl ConnectionTrait, successor: &ThemeVersion, until: NaiveDate) -> Result<()> {
    let of_region = match &successor.region {
        None => row::Column::Region.is_null(),
        Some(region) => row::Column::Region.eq(region.as_str()),
    };
    let before = row::Entity::update_many()
        .filter(row::Column::Slug.eq(successor.slug.as_str()))
        .filter(of_region)
        .filter(row::Column::Id.ne(successor.id.as_str()))
        .filter(row::Column::HoldsUntil.is_null());
    before
        .col_expr(row::Column::HoldsUntil, Expr::value(until))
        .exec(db)
        .await?;
    Ok(())
}

/// The id of the newest version of this slug: the county's, where it has one, and otherwise the theme itself.
///
/// # Errors
/// When the database fails.
pub async fn find_current_id(
    db: &impl ConnectionTrait,
    slug: &Slug,
    region: Option<&str>,
) -> Result<Option<ThemeVersionId>> {
    let of_slug = row::Entity::find().filter(row::Column::Slug.eq(slug.as_str()));
    Ok(newest(db, of_slug, region).await?.into_iter().next().map(|(_, id)| id))
}

/// The newest version that was published for this county, or for none.
///
/// # Errors
/// When the database fails.
pub async fn find_published(
    db: &impl ConnectionTrait,
    slug: &Slug,
    region: Option<&str>,
) -> Result<Option<ThemeVersion>> {
    let of_region = region.map_or_else(
        || row::Column::Region.is_null(),
        |region| row::Column::Region.eq(region),
    );
    row::Entity::find()
        .filter(row::Column::Slug.eq(slug.as_str()))
        .filter(of_region)
        .order_by_desc(row::Column::Number)
        .order_by_desc(row::Column::PublishedAt)
        .order_by_desc(row::Column::Id)
        .one(db)
        .await?
        .map(version)
        .transpose()
}

/// The id of each slug's newest version, by slug: the county's, where it has one.
///
/// # Errors
/// When the database fails.
pub async fn list_current(db: &impl ConnectionTrait, region: Option<&str>) -> Result<Vec<(Slug, ThemeVersionId)>> {
    newest(db, row::Entity::find(), region).await
}

/// Of these versions the newest of each slug, by slug.
async fn newest(
    db: &impl ConnectionTrait,
    versions: Select<row::Entity>,
    region: Option<&str>,
) -> Result<Vec<(Slug, ThemeVersionId)>> {
    let own = row::Column::Region.eq(region.unwrap_or_default());
    let mut all: Vec<(String, Option<String>, String)> = versions
        .select_only()
        .columns([row::Column::Slug, row::Column::Region, row::Column::Id])
        .filter(row::Column::Region.is_null().or(own))
        .order_by_asc(row::Column::Number)
        .order_by_asc(row::Column::PublishedAt)
        .order_by_asc(row::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    // Of one slug the last counts; a county's own goes behind the theme's, however old.
    all.sort_by_key(|(_, region, _)| region.is_some());
    let newest: BTreeMap<String, String> = all.into_iter().map(|(slug, _, id)| (slug, id)).collect();
    let parse = |(slug, id): (String, String)| {
        let broken = |_| Error::inconsistent("theme_versions", &id);
        Ok((slug.parse().map_err(broken)?, id.parse().map_err(broken)?))
    };
    newest.into_iter().map(parse).collect()
}

/// The counties that ever had a version of this slug.
///
/// # Errors
/// When the database fails.
pub async fn list_regions(db: &impl ConnectionTrait, slug: &Slug) -> Result<Vec<String>> {
    let of_slug = row::Entity::find().filter(row::Column::Slug.eq(slug.as_str()));
    let regions = of_slug.select_only().column(row::Column::Region).distinct();
    let regions: Vec<Option<String>> = regions.into_tuple().all(db).await?;
    Ok(regions.into_iter().flatten().collect())
}

fn version(row: row::Model) -> Result<ThemeVersion> {
    let broken = |_| Error::inconsistent("theme_versions", &row.id);
    Ok(ThemeVersion {
        id: row.id.parse().map_err(broken)?,
        slug: row.slug.parse().map_err(broken)?,
        format: u32::try_from(row.format).unwrap_or_default(),
        published_at: Moment(row.published_at),
        source: row.source,
        elements: row.elements,
        hash: row.hash,
        region: row.region,
        edition: row.edition,
        number: row.number,
    })
}
