//! Help before filing: what a citizen asks a department about a draft, and what it answers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, binary_null, text, text_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let helps = Table::create()
            .table("helps")
            .col(text("id").primary_key())
            .col(text("draft_id"))
            .col(text("citizen_id"))
            .col(text("department"))
            .col(text("region"))
            // Null for the papers.
            .col(text_null("topic"))
            .col(text("wish"))
            .col(binary("phone"))
            .col(binary("question"))
            .col(big_integer("written_at"))
            // Null until it is sent: before, its citizen is still writing it.
            .col(big_integer_null("asked_at"))
            .col(text_null("answered_by"))
            .col(big_integer_null("answered_at"))
            .col(binary_null("answer"))
            .col(big_integer_null("closed_at"))
            .to_owned();
        manager.create_table(helps).await?;
        for (name, column) in [("helps_by_draft", "draft_id"), ("helps_by_department", "department")] {
            let index = Index::create().name(name).table("helps").col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
