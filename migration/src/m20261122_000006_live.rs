//! When a session last saw a living person.

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
        let live = Table::alter()
            .table("sessions")
            .add_column(big_integer_null("live_at"))
            .to_owned();
        manager.alter_table(live).await
    }
}
