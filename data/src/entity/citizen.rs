//! A citizen's account.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "citizens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub phone: Vec<u8>,
    pub name: Option<Vec<u8>>,
    pub id_number: Option<Vec<u8>>,
    pub id_number_hash: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
