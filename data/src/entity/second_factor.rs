//! The second factor of an officer.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub officer_id: String,
    pub secret: Vec<u8>,
    pub set_at: Option<i64>,
    pub step: i64,
}

impl ActiveModelBehavior for ActiveModel {}
