//! One answer: sealed value, who says so, as of when.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "answers")]
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
    pub origin: String,
    pub as_of: Date,
    pub contested: bool,
    pub revision: i32,
}

impl ActiveModelBehavior for ActiveModel {}
