//! A published, immutable version of a theme.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "theme_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub slug: String,
    pub format: i32,
    pub source: String,
    pub elements: String,
    pub region: Option<String>,
    pub edition: Option<String>,
    pub number: i64,
    pub hash: String,
    pub published_at: i64,
    pub holds_until: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
