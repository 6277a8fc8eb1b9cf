//! What was set aside can wait for the record beside which it was typed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a step: SQLite adds no two at once.
        for column in ["register", "opened_by"] {
            let aside = Table::alter()
                .table("set_aside")
                .add_column(text_null(column))
                .to_owned();
            manager.alter_table(aside).await?;
        }
        Ok(())
    }
}
