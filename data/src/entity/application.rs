//! One submission.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "applications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub number: String,
    pub draft_id: String,
    pub citizen_id: String,
    pub hat: Option<String>,
    pub theme_version_id: String,
    pub submitted_at: i64,
    pub withdrawn_at: Option<i64>,
    pub revision: i32,
}

impl ActiveModelBehavior for ActiveModel {}
