//! What a second device answered while the first one's answer was stored: sealed, until the citizen says which holds.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rival_answers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub draft_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub element: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub value: Vec<u8>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
