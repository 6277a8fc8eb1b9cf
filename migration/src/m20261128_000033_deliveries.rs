//! How results are to reach the citizen, where a draft says so.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, boolean, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let deliveries = Table::create()
            .table("deliveries")
            .col(text("draft_id"))
            .col(text("item"))
            .col(binary("value"))
            .col(boolean("is_remembered"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("draft_id").col("item"))
            .to_owned();
        manager.create_table(deliveries).await
    }
}
