//! A draft; after submission the record of its application.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "drafts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub theme_version_id: String,
    pub citizen_id: Option<String>,
    pub hat: Option<String>,
    pub guest_hash: Option<String>,
    pub chosen: Option<String>,
    pub consent: Option<String>,
    pub created_at: i64,
    pub updated_at: i64,
    pub submitted_at: Option<i64>,
    pub warned_at: Option<i64>,
    pub carried_from: Option<String>,
    pub revision: i32,
}

impl ActiveModelBehavior for ActiveModel {}
