//! Notices have ids of their own: they are about mandates too, not only about sessions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let old = Index::drop().name("notices_by_citizen").table("notices").to_owned();
        manager.drop_index(old).await?;
        let rename = Table::rename().table("notices", "notices_of_sessions").to_owned();
        manager.rename_table(rename).await?;
        let notices = Table::create()
            .table("notices")
            .col(text("id").primary_key())
            .col(text("citizen_id"))
            .col(text("kind"))
            // The session or mandate that it is about.
            .col(text("about"))
            .col(big_integer("at"))
            .col(big_integer_null("seen_at"))
            .to_owned();
        manager.create_table(notices).await?;
        let db = manager.get_connection();
        db.execute_unprepared(
            "INSERT INTO notices (id, citizen_id, kind, about, at, seen_at) \
             SELECT session_id, citizen_id, kind, session_id, at, seen_at FROM notices_of_sessions",
        )
        .await?;
        let before = Table::drop().table("notices_of_sessions").to_owned();
        manager.drop_table(before).await?;
        let index = Index::create()
            .name("notices_by_citizen")
            .table("notices")
            .col("citizen_id")
            .col("at")
            .to_owned();
        manager.create_index(index).await
    }
}
