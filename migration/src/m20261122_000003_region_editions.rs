//! What a county changes in a theme, kept with each version that was published for it; and the order of publication.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // How much had been published: clocks go back, this does not.
        let mut number = big_integer("number");
        number.default(0);
        for mut column in [text_null("region"), text_null("edition"), number] {
            let mut table = Table::alter();
            table.table("theme_versions").add_column(&mut column);
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}
