//! A company or another body that acts through people.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organisations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub credit_code: Vec<u8>,
    pub credit_code_hash: String,
    pub name: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
