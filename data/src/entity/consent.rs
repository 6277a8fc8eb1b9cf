//! One consent, for one purpose of one draft.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub citizen_id: String,
    pub draft_id: String,
    pub purpose: String,
    pub given_at: i64,
    pub withdrawn_at: Option<i64>,
    pub wording: String,
    pub theme_version_id: String,
}

impl ActiveModelBehavior for ActiveModel {}
