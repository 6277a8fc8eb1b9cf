//! What was signed of an application, byte for byte.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "signed_records")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_id: String,
    pub draft_id: String,
    pub hash: String,
    pub body: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
