//! What somebody promises while filing, for an item or in place of a paper.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let promises = Table::create()
            .table("promises")
            .col(text("draft_id"))
            .col(text("about"))
            .col(text("said"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("draft_id").col("about"))
            .to_owned();
        manager.create_table(promises).await
    }
}
