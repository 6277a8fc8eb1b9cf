//! Who may act for an organisation, as the business register confirmed.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "representatives")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub citizen_id: String,
    pub confirmed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
