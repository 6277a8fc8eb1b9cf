//! What a citizen consented to and took back, notices about their account, and that what has expired was deleted.

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
        let consents = Table::create()
            .table("consents")
            .col(text("id").primary_key())
            .col(text("citizen_id"))
            .col(text("draft_id"))
            .col(text("purpose"))
            .col(big_integer("given_at"))
            .col(big_integer_null("withdrawn_at"))
            // What the page said, by its hash; and the edition of the theme that named registers and purposes.
            .col(text("wording"))
            .col(text("theme_version_id"))
            .to_owned();
        manager.create_table(consents).await?;
        let notices = Table::create()
            .table("notices")
            // The session that it is about.
            .col(text("session_id").primary_key())
            .col(text("citizen_id"))
            .col(text("kind"))
            .col(big_integer("at"))
            .col(big_integer_null("seen_at"))
            .to_owned();
        manager.create_table(notices).await?;
        let retention = Table::create()
            .table("retention_log")
            .col(text("id").primary_key())
            .col(text("what"))
            .col(big_integer("count"))
            .col(big_integer("at"))
            .to_owned();
        manager.create_table(retention).await?;
        for (name, table, columns) in INDEXES {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [(&str, &str, &[&str]); 3] = [
    ("consents_by_citizen", "consents", &["citizen_id", "given_at"]),
    ("notices_by_citizen", "notices", &["citizen_id", "at"]),
    ("retention_log_by_time", "retention_log", &["at"]),
];
