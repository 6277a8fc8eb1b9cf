//! One thing that is wrong, in a request to correct.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "correction_points")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub correction_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub target: String,
    pub place: i32,
    pub flaw: String,
    pub sentence: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
