//! What is known of a paper by its content, its place among the others, and papers that are on their way in pieces.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, integer, integer_null, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            integer_null("width"),
            integer_null("height"),
            integer("pages").default(1).take(),
            integer("place").default(0).take(),
            // Quarters to the right.
            integer("turned").default(0).take(),
        ] {
            let files = Table::alter().table("files").add_column(column).to_owned();
            manager.alter_table(files).await?;
        }
        let uploads = Table::create()
            .table("uploads")
            .col(text("id").primary_key())
            .col(text("draft_id"))
            .col(text("material"))
            .col(binary("name"))
            .col(big_integer("size"))
            .col(text("sha256"))
            .col(big_integer("arrived"))
            .col(big_integer("begun_at"))
            .to_owned();
        manager.create_table(uploads).await?;
        for (name, column) in [("uploads_by_draft", "draft_id"), ("uploads_by_time", "begun_at")] {
            let index = Index::create().name(name).table("uploads").col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
