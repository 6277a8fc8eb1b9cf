//! Published themes: the authoring file as it was, never a parsed form.

use domain::id::{Slug, ThemeVersionId};
use domain::moment::Moment;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
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
    /// What one county changes; none for the theme itself.
    pub edition: Option<Edition>,
    /// Hash of format, file and elements.
    pub hash: String,
    /// When it was published.
    pub published_at: Moment,
}

/// What one county changes in a theme.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Division code of the county.
    pub region: String,
    /// The authoring file.
    pub source: String,
}

/// Stores a version.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl ConnectionTrait, version: ThemeVersion) -> Result<()> {
    let (region, edition) = version.edition.map(|edition| (edition.region, edition.source)).unzip();
    let row = row::ActiveModel {
        id: Set(version.id.to_string()),
        slug: Set(version.slug.to_string()),
        format: Set(i32::try_from(version.format).unwrap_or(i32::MAX)),
        source: Set(version.source),
        elements: Set(version.elements),
        region: Set(region),
        edition: Set(edition),
        hash: Set(version.hash),
        published_at: Set(version.published_at.0),
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

/// The newest version of this slug: the county's, where it has one, and otherwise the theme itself.
///
/// # Errors
/// When the database fails.
pub async fn find_current(
    db: &impl ConnectionTrait,
    slug: &Slug,
    region: Option<&str>,
) -> Result<Option<ThemeVersion>> {
    if let Some(region) = region
        && let Some(own) = find_newest(db, slug, row::Column::Region.eq(region)).await?
    {
        return Ok(Some(own));
    }
    find_newest(db, slug, row::Column::Region.is_null()).await
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
    find_newest(db, slug, of_region).await
}

async fn find_newest(db: &impl ConnectionTrait, slug: &Slug, region: SimpleExpr) -> Result<Option<ThemeVersion>> {
    let of_slug = row::Entity::find().filter(row::Column::Slug.eq(slug.as_str()));
    of_slug
        .filter(region)
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
    let mut all: Vec<(String, Option<String>, String)> = row::Entity::find()
        .select_only()
        .columns([row::Column::Slug, row::Column::Region, row::Column::Id])
        .filter(
            row::Column::Region
                .is_null()
                .or(row::Column::Region.eq(region.unwrap_or_default())),
        )
        .order_by_asc(row::Column::PublishedAt)
        .order_by_asc(row::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    // Of one slug the last counts; a county's own goes behind the theme's, however old.
    all.sort_by_key(|(_, region, _)| region.is_some());
    let newest: std::collections::BTreeMap<String, String> = all.into_iter().map(|(slug, _, id)| (slug, id)).collect();
    let parse = |(slug, id): (String, String)| {
        let broken = |_| Error::inconsistent("theme_versions", &id);
        Ok((slug.parse().map_err(broken)?, id.parse().map_err(broken)?))
    };
    newest.into_iter().map(parse).collect()
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
        edition: row
            .region
            .zip(row.edition)
            .map(|(region, source)| Edition { region, source }),
    })
}
