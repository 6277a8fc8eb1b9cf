//! What people searched for, counted by the day: without who asked.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date, integer, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("search_counts")
            .col(date("day"))
            .col(text("words"))
            .col(integer("count"))
            .col(boolean("found_nothing"))
            // The day first: reading and forgetting go by it.
            .primary_key(Index::create().col("day").col("words"));
        manager.create_table(table).await
    }
}
