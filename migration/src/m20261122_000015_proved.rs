//! When a code last came to a number and was entered.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::big_integer_null;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let proved = Table::alter()
            .table("means")
            .add_column(big_integer_null("proved_at"))
            .to_owned();
        manager.alter_table(proved).await
    }
}
