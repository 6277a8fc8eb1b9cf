//! One check of one promise of a case.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "promise_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub about: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub due: Date,
    pub outcome: Option<String>,
    pub finding: Option<Vec<u8>>,
    pub officer_id: Option<String>,
    pub at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
