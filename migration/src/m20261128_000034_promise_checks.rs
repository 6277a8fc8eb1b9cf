//! The checks of what was promised, after it was granted: each when it is due and what it found.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, binary_null, date, integer, text, text_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut key = Index::create().col("case_id").col("about").col("number").to_owned();
        let checks = Table::create()
            .table("promise_checks")
            .col(text("case_id"))
            .col(text("about"))
            .col(integer("number"))
            .col(date("due"))
            // Null until an officer has checked.
            .col(text_null("outcome"))
            .col(binary_null("finding"))
            .col(text_null("officer_id"))
            .col(big_integer_null("at"))
            .primary_key(&mut key)
            .to_owned();
        manager.create_table(checks).await?;
        let index = Index::create()
            .name("promise_checks_by_due")
            .table("promise_checks")
            .col("due")
            .to_owned();
        manager.create_index(index).await
    }
}
