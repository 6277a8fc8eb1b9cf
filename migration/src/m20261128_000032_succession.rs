//! A version holds until a day once another one follows it; a draft knows the version it came from; what lost its place is
//! kept beside the answers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, date_null, integer, text, text_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let versions = Table::alter()
            .table("theme_versions")
            .add_column(date_null("holds_until"))
            .to_owned();
        manager.alter_table(versions).await?;
        let drafts = Table::alter()
            .table("drafts")
            .add_column(text_null("carried_from"))
            .to_owned();
        manager.alter_table(drafts).await?;
        let aside = Table::create()
            .table("set_aside")
            .col(text("id").primary_key())
            .col(text("draft_id"))
            .col(text("subject"))
            .col(text("element"))
            .col(integer("number"))
            .col(text("typed_as"))
            .col(text("theme_version_id"))
            .col(binary("value"))
            .col(big_integer("at"))
            .to_owned();
        manager.create_table(aside).await?;
        let by_draft = Index::create()
            .name("set_aside_by_draft")
            .table("set_aside")
            .col("draft_id")
            .to_owned();
        manager.create_index(by_draft).await
    }
}
