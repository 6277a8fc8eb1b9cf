//! What a county changes in a theme, kept with each version that was published for it.

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
        for column in ["region", "edition"] {
            let mut table = Table::alter().table("theme_versions").to_owned();
            manager
                .alter_table(table.add_column(text_null(column)).to_owned())
                .await?;
        }
        Ok(())
    }
}
