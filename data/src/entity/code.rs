//! A one-time code that was sent to a phone.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "codes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub token_hash: String,
    pub phone: Vec<u8>,
    pub phone_hash: String,
    pub code_hash: String,
    pub device_hash: Option<String>,
    pub address_hash: Option<String>,
    pub tries: i32,
    pub created_at: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
    pub purpose: String,
}

impl ActiveModelBehavior for ActiveModel {}
