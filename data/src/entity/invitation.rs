//! Somebody asked to apply together with somebody.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub draft_id: String,
    pub subject: String,
    pub number: i32,
    pub name: Vec<u8>,
    pub phone: Vec<u8>,
    pub token_hash: String,
    pub code_hash: String,
    pub tries: i32,
    pub sent_at: i64,
    pub expires_at: i64,
    pub citizen_id: Option<String>,
    pub joined_at: Option<i64>,
    pub consent: Option<String>,
    pub declined_at: Option<i64>,
    pub reason: Option<Vec<u8>>,
    pub agreed_at: Option<i64>,
    pub agreed_hash: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
