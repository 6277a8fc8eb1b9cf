//! By which ways people come, counted by the day and the page: without who came.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, date, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let arrivals = Table::create()
            .table("arrivals")
            .col(date("day"))
            .col(text("channel"))
            .col(text("page"))
            .col(big_integer("count"))
            // The day first: reading and forgetting go by it.
            .primary_key(Index::create().col("day").col("channel").col("page"))
            .to_owned();
        manager.create_table(arrivals).await
    }
}
