//! Passkeys, and what one browser may use once: an open ceremony, a confirmation.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let passkeys = Table::create()
            .table("passkeys")
            .col(text("id").primary_key())
            .col(text("citizen_id"))
            .col(text("credential_hash"))
            .col(binary("credential"))
            .col(binary("device"))
            .col(big_integer("added_at"))
            .col(big_integer_null("used_at"))
            .to_owned();
        manager.create_table(passkeys).await?;
        let tickets = Table::create()
            .table("tickets")
            .col(text("id").primary_key())
            .col(binary("body"))
            .col(big_integer("expires_at"))
            .to_owned();
        manager.create_table(tickets).await?;
        let by_credential = Index::create()
            .name("passkeys_by_credential")
            .table("passkeys")
            .col("credential_hash")
            .unique()
            .to_owned();
        manager.create_index(by_credential).await?;
        let by_citizen = Index::create()
            .name("passkeys_by_citizen")
            .table("passkeys")
            .col("citizen_id")
            .to_owned();
        manager.create_index(by_citizen).await
    }
}
