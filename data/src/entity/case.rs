//! One item at one department.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub application_id: String,
    pub item: String,
    pub department: String,
    pub office: String,
    pub region: String,
    pub status: String,
    pub received_on: Option<Date>,
    pub due: Option<Date>,
    pub decided_by: Option<String>,
    pub decided_at: Option<i64>,
    pub decision: Option<Vec<u8>>,
    pub next_step: Option<Vec<u8>>,
    pub revision: i32,
}

impl ActiveModelBehavior for ActiveModel {}
