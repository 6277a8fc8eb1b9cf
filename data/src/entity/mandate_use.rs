//! What an agent did under a mandate.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mandate_uses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub mandate_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub citizen_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub about: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
