//! An officer's account.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "officers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub name: Vec<u8>,
    pub phone: Vec<u8>,
    pub phone_hash: String,
    pub role: Option<String>,
    pub made_by: Option<String>,
    pub active_at: i64,
    pub locked_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
