//! Values are sealed: the data keys, and citizens without a clear word.
//!
//! Until now nobody could sign in but to a sandbox. Its people are written down again at each start; what they filed was not
//! sealed and goes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, binary_null, integer, text, text_null};

/// What lay open in them, or hangs on what did.
const UNSEALED: [&str; 10] = [
    "answers",
    "register_facts",
    "register_reads",
    "files",
    "parked_forms",
    "decision_drafts",
    "events",
    "cases",
    "applications",
    "drafts",
];

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = Table::create()
            .table("data_keys")
            .col(integer("id").primary_key())
            .col(text("purpose"))
            .col(text("master"))
            .col(binary("wrapped"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(keys).await?;
        for table in UNSEALED {
            manager.execute(Query::delete().from_table(table).to_owned()).await?;
        }
        manager.drop_table(Table::drop().table("citizens").to_owned()).await?;
        let citizens = Table::create()
            .table("citizens")
            .col(text("id").primary_key())
            .col(binary("phone"))
            .col(binary_null("name"))
            .col(binary_null("id_number"))
            .col(text_null("id_number_hash"))
            .to_owned();
        manager.create_table(citizens).await?;
        let once = Index::create()
            .name("citizens_by_id_number_hash")
            .table("citizens")
            .col("id_number_hash")
            .unique()
            .to_owned();
        manager.create_index(once).await
    }
}
