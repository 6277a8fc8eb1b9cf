//! What happened to an application.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub application_id: String,
    pub case_id: Option<String>,
    pub kind: String,
    pub actor: String,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
