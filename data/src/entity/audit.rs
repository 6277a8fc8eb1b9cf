//! One line of the log of what staff did.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub at: i64,
    pub who: Option<String>,
    pub what: String,
    pub kind: Option<String>,
    pub about: Option<String>,
    pub trace: String,
    pub previous: String,
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
