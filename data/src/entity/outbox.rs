//! What must still happen after a transaction.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub kind: String,
    pub about: String,
    pub created_at: i64,
    pub done_at: Option<i64>,
    pub attempts: i32,
    pub due_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
