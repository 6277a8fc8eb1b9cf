//! Papers that are promised for later, papers that are used again, and until when a paper holds.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary_null, boolean, date_null, text, text_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            boolean("is_blank").default(false).take(),
            binary_null("valid_until"),
            text_null("taken_from"),
        ] {
            let files = Table::alter().table("files").add_column(column).to_owned();
            manager.alter_table(files).await?;
        }
        let deferrals = Table::create()
            .table("deferrals")
            .col(text("draft_id"))
            .col(text("material"))
            .col(big_integer("promised_at"))
            .col(date_null("due"))
            .col(big_integer_null("came_at"))
            .col(big_integer_null("reminded_at"))
            .col(big_integer_null("missed_at"))
            .primary_key(Index::create().col("draft_id").col("material"))
            .to_owned();
        manager.create_table(deferrals).await?;
        let index = Index::create()
            .name("deferrals_by_due")
            .table("deferrals")
            .col("due")
            .to_owned();
        manager.create_index(index).await
    }
}
