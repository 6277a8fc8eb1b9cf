//! Who signed a draft, and what was signed, byte for byte, once it is submitted.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, integer, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let signatures = Table::create()
            .table("signatures")
            .col(text("id").primary_key())
            .col(text("draft_id"))
            .col(text("citizen_id"))
            // As which of those who apply together; empty for whoever files.
            .col(text("party"))
            .col(integer("number"))
            .col(text("method"))
            .col(text("hash"))
            .col(binary("proof"))
            .col(big_integer("at"))
            .to_owned();
        manager.create_table(signatures).await?;
        let records = Table::create()
            .table("signed_records")
            .col(text("application_id").primary_key())
            .col(text("draft_id"))
            .col(text("hash"))
            .col(binary("body"))
            .to_owned();
        manager.create_table(records).await?;
        for (name, table, column) in INDEXES {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [(&str, &str, &str); 3] = [
    ("signatures_by_draft", "signatures", "draft_id"),
    ("signatures_by_citizen", "signatures", "citizen_id"),
    ("signed_records_by_draft", "signed_records", "draft_id"),
];
