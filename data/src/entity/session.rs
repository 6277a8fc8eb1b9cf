//! A signed-in session; only the hash of its token is kept.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub token_hash: String,
    pub citizen_id: Option<String>,
    pub officer_id: Option<String>,
    pub created_at: i64,
    pub expires_at: i64,
    pub ended_at: Option<i64>,
    pub device: Option<Vec<u8>>,
    pub device_hash: Option<String>,
    pub seen_at: Option<i64>,
    pub live_at: Option<i64>,
    pub hat: Option<String>,
    pub second_factor_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
