//! What was mended of an application, as whoever mended it signed it, byte for byte.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, integer, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut key = Index::create().col("application_id").col("place").to_owned();
        let supplements = Table::create()
            .table("supplements")
            .col(text("application_id"))
            // The first is zero.
            .col(integer("place"))
            .col(text("hash"))
            .col(binary("body"))
            .col(binary("proof"))
            .primary_key(&mut key)
            .to_owned();
        manager.create_table(supplements).await
    }
}
