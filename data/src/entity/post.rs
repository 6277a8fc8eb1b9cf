//! One post of an officer.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "posts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub officer_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub department: String,
    pub regions: String,
    pub tasks: String,
}

impl ActiveModelBehavior for ActiveModel {}
