//! By which number or name of somebody else's an account is reached.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "means")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_hash: String,
    pub citizen_id: String,
    pub added_at: i64,
    pub proved_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
