//! Up to when a citizen has read what they are told under a hat.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox_marks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub citizen_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub hat: String,
    pub read_until: i64,
}

impl ActiveModelBehavior for ActiveModel {}
