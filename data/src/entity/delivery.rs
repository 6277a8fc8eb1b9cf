//! How the result of an item is to reach the citizen, where a draft says so: sealed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deliveries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub draft_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub item: String,
    pub value: Vec<u8>,
    pub is_remembered: bool,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
