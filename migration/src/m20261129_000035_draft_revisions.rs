//! A draft counts its changes, so that it can be judged first and stored only if it is still what was judged.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drafts = Table::alter()
            .table("drafts")
            .add_column(integer("revision").default(0))
            .to_owned();
        manager.alter_table(drafts).await
    }
}
