//! A paper of a draft that is deferred.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deferrals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub draft_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub material: String,
    pub promised_at: i64,
    pub due: Option<Date>,
    pub came_at: Option<i64>,
    pub reminded_at: Option<i64>,
    pub missed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
