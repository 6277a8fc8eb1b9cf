//! What was mended of an application and signed, byte for byte.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "supplements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i32,
    pub hash: String,
    pub body: Vec<u8>,
    pub proof: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
