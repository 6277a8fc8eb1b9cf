//! That what had expired was deleted: what and how much, never whose.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "retention_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub what: String,
    pub count: i64,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
