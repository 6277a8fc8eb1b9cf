//! One person's signature on a draft.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "signatures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub draft_id: String,
    pub citizen_id: String,
    pub party: String,
    pub number: i32,
    pub method: String,
    pub hash: String,
    pub proof: Vec<u8>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
