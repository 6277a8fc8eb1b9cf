//! Published themes: the authoring file as it was, never a parsed form.

use domain::id::{Slug, ThemeVersionId};
use domain::moment::Moment;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

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

/// The newest version of this slug.
///
/// # Errors
/// When the database fails.
pub async fn find_current(db: &impl ConnectionTrait, slug: &Slug) -> Result<Option<ThemeVersion>> {
    let newest = row::Entity::find().filter(row::Column::Slug.eq(slug.as_str()));
    newest
        .order_by_desc(row::Column::PublishedAt)
        .order_by_desc(row::Column::Id)
        .one(db)
        .await?
        .map(version)
        .transpose()
}

/// The id of each slug's newest version, by slug.
///
/// # Errors
/// When the database fails.
pub async fn list_current(db: &impl ConnectionTrait) -> Result<Vec<(Slug, ThemeVersionId)>> {
    let all: Vec<(String, String)> = row::Entity::find()
        .select_only()
        .columns([row::Column::Slug, row::Column::Id])
        .order_by_asc(row::Column::PublishedAt)
        .order_by_asc(row::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let newest: std::collections::BTreeMap<String, String> = all.into_iter().collect();
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
    })
}
