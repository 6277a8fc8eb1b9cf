//! What a citizen asks a department about a draft.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "helps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub draft_id: String,
    pub citizen_id: String,
    pub department: String,
    pub region: String,
    // A page of the form, or a paper; nothing is all the papers.
    pub topic: Option<String>,
    pub wish: String,
    pub phone: Vec<u8>,
    pub question: Vec<u8>,
    pub written_at: i64,
    pub asked_at: Option<i64>,
    pub answer_by: Option<Date>,
    pub answered_by: Option<String>,
    pub answered_at: Option<i64>,
    pub answer: Option<Vec<u8>>,
    pub closed_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
