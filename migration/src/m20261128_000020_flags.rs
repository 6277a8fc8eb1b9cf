//! What an officer must know of a case before deciding.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary_null, date_null, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let flags = Table::create()
            .table("case_flags")
            .col(text("case_id"))
            .col(text("kind"))
            // A field, a material; empty for the whole case.
            .col(text("about"))
            // Who says so; empty when nobody but us.
            .col(text("source"))
            .col(binary_null("said"))
            .col(date_null("day"))
            .col(big_integer("raised_at"))
            .col(big_integer_null("settled_at"))
            .primary_key(Index::create().col("case_id").col("kind").col("about").col("source"))
            .to_owned();
        manager.create_table(flags).await
    }
}
