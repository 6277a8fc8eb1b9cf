//! A message to a phone of the sandbox.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sandbox_messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub phone: Vec<u8>,
    pub text: Vec<u8>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
