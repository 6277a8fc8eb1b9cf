//! Signing in: by which means an account is reached, one-time codes, and what is known of a session's device.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, binary_null, integer, text, text_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let means = Table::create()
            .table("means")
            .col(text("kind"))
            .col(text("subject_hash"))
            .col(text("citizen_id"))
            .col(big_integer("added_at"))
            // One account for one number: whoever signs in by it twice comes to the same.
            .primary_key(Index::create().col("kind").col("subject_hash"))
            .to_owned();
        manager.create_table(means).await?;
        let codes = Table::create()
            .table("codes")
            .col(text("id").primary_key())
            .col(text("token_hash"))
            .col(binary("phone"))
            .col(text("phone_hash"))
            .col(text("code_hash"))
            .col(text_null("device_hash"))
            .col(text_null("address_hash"))
            .col(integer("tries"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("used_at"))
            .to_owned();
        manager.create_table(codes).await?;
        let messages = Table::create()
            .table("sandbox_messages")
            .col(text("id").primary_key())
            .col(binary("phone"))
            .col(binary("text"))
            .col(big_integer("at"))
            .to_owned();
        manager.create_table(messages).await?;
        for (name, table, columns, unique) in INDEXES {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            let index = if unique { index.unique().to_owned() } else { index };
            manager.create_index(index).await?;
        }
        let kind = Table::alter()
            .table("parked_forms")
            .add_column(text("kind").default("topic"))
            .to_owned();
        manager.alter_table(kind).await?;
        // One column a step: SQLite adds no two at once.
        let columns = [
            binary_null("device"),
            text_null("device_hash"),
            big_integer_null("seen_at"),
        ];
        for mut column in columns {
            let alter = Table::alter().table("sessions").add_column(&mut column).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

const INDEXES: [(&str, &str, &[&str], bool); 6] = [
    ("codes_by_token", "codes", &["token_hash"], true),
    ("codes_by_phone", "codes", &["phone_hash", "created_at"], false),
    ("codes_by_device", "codes", &["device_hash", "created_at"], false),
    ("codes_by_address", "codes", &["address_hash", "created_at"], false),
    ("means_by_citizen", "means", &["citizen_id"], false),
    ("sessions_by_citizen", "sessions", &["citizen_id"], false),
];
