//! What a citizen is told.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub citizen_id: String,
    pub kind: String,
    pub about: String,
    pub at: i64,
    pub seen_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
