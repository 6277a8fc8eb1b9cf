//! An errand that is to be run later says when.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = big_integer("due_at").default(0).take();
        let outbox = Table::alter().table("outbox").add_column(column).to_owned();
        manager.alter_table(outbox).await
    }
}
