//! What was typed into a draft and has no place in the version it goes on with, or beside a record that is not the right one now:
//! sealed, until it is submitted or deleted.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "set_aside")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub draft_id: String,
    pub subject: String,
    pub element: String,
    pub number: i32,
    pub typed_as: String,
    pub register: Option<String>,
    pub opened_by: Option<String>,
    pub theme_version_id: String,
    pub value: Vec<u8>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
