//! A citizen's account.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "citizens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub name: Vec<u8>,
    pub id_number: Vec<u8>,
    pub id_number_hash: String,
    pub phone: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
