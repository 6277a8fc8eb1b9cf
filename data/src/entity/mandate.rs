//! One person acting for another.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mandates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub principal_id: String,
    pub agent_id: Option<String>,
    pub agent_name: Vec<u8>,
    pub agent_phone: Vec<u8>,
    pub agent_phone_hash: String,
    pub agency_id: Option<String>,
    pub themes: Option<String>,
    pub from_day: Date,
    pub until_day: Date,
    pub ground: String,
    pub drawn_at: i64,
    pub confirmed_at: Option<i64>,
    pub accepted_at: Option<i64>,
    pub ended_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
