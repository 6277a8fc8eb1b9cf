//! A file on its way in pieces; what arrived lies in the object store under its id.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "uploads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub draft_id: String,
    pub material: String,
    pub name: Vec<u8>,
    pub size: i64,
    pub sha256: String,
    pub arrived: i64,
    pub begun_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
