//! An uploaded file; its content is in the object store under its id.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub draft_id: String,
    pub material: String,
    pub code: Option<String>,
    pub name: Vec<u8>,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    pub stored_at: i64,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub pages: i32,
    pub place: i32,
    pub turned: i32,
    pub sent_at: Option<i64>,
    pub is_blank: bool,
    pub valid_until: Option<Vec<u8>>,
    pub taken_from: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
