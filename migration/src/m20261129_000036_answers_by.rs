//! A request for help has a day by which it is answered, and whoever is told of an answer is told of which.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::date_null;

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Null until it is sent, and of what was sent before: nobody was promised a day then.
        let helps = Table::alter()
            .table("helps")
            .add_column(date_null("answer_by"))
            .to_owned();
        manager.alter_table(helps).await?;
        // Until now a notice named the draft: it tells of the last answer that was there by then.
        let db = manager.get_connection();
        db.execute_unprepared(
            "UPDATE notices SET about = COALESCE( \
             (SELECT helps.id FROM helps WHERE helps.draft_id = notices.about AND helps.answered_at <= notices.at \
             ORDER BY helps.answered_at DESC, helps.id DESC LIMIT 1), about) \
             WHERE kind = 'help_answered'",
        )
        .await?;
        Ok(())
    }
}
