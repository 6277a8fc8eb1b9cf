//! What an officer asks a citizen to correct in one case.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "corrections")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub application_id: String,
    pub case_id: String,
    pub asked_by: Option<String>,
    pub asked_at: Option<i64>,
    pub answer_by: Option<Date>,
    pub reason: Option<Vec<u8>>,
    pub said: Option<Vec<u8>>,
    pub reminded_at: Option<i64>,
    pub mended_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
