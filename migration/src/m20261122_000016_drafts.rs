//! What a second device answered meanwhile stands beside the answer; whoever leaves a draft alone is warned before it goes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, integer, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut key = Index::create()
            .col("draft_id")
            .col("subject")
            .col("element")
            .col("number")
            .to_owned();
        let rivals = Table::create()
            .table("rival_answers")
            .col(text("draft_id"))
            .col(text("subject"))
            .col(text("element"))
            .col(integer("number"))
            .col(binary("value"))
            .col(big_integer("at"))
            .primary_key(&mut key)
            .to_owned();
        manager.create_table(rivals).await?;
        let drafts = Table::alter()
            .table("drafts")
            .add_column(big_integer_null("warned_at"))
            .to_owned();
        manager.alter_table(drafts).await?;
        // The rules that warn of drafts and forget them look for the oldest.
        let oldest = Index::create()
            .name("drafts_by_change")
            .table("drafts")
            .col("updated_at")
            .to_owned();
        manager.create_index(oldest).await
    }
}
