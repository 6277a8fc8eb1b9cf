//! Who is asked to apply together with somebody, by a link and a code, and what they said.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, binary_null, integer, text, text_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let invitations = Table::create()
            .table("invitations")
            .col(text("id").primary_key())
            .col(text("draft_id"))
            .col(text("subject"))
            .col(integer("number"))
            .col(binary("name"))
            .col(binary("phone"))
            .col(text("token_hash"))
            .col(text("code_hash"))
            .col(integer("tries"))
            .col(big_integer("sent_at"))
            .col(big_integer("expires_at"))
            .col(text_null("citizen_id"))
            .col(big_integer_null("joined_at"))
            .col(text_null("consent"))
            .col(big_integer_null("declined_at"))
            .col(binary_null("reason"))
            .col(big_integer_null("agreed_at"))
            .col(text_null("agreed_hash"))
            .to_owned();
        manager.create_table(invitations).await?;
        let by_seat = Index::create()
            .name("invitations_by_seat")
            .table("invitations")
            .col("draft_id")
            .col("subject")
            .col("number")
            .unique()
            .to_owned();
        manager.create_index(by_seat).await?;
        for column in ["token_hash", "citizen_id", "expires_at"] {
            let index = Index::create()
                .name(format!("invitations_by_{column}"))
                .table("invitations")
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
