//! After filing: what each citizen has read, what officers ask to be corrected, and what was mended beside the record.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, binary_null, date_null, integer, text, text_null,
};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut key = Index::create().col("citizen_id").col("hat").to_owned();
        let marks = Table::create()
            .table("inbox_marks")
            .col(text("citizen_id"))
            // Empty is one's own.
            .col(text("hat"))
            .col(big_integer("read_until"))
            .primary_key(&mut key)
            .to_owned();
        manager.create_table(marks).await?;
        let corrections = Table::create()
            .table("corrections")
            .col(text("id").primary_key())
            .col(text("application_id"))
            .col(text("case_id"))
            // Null until it is sent: before, officers are still writing it.
            .col(text_null("asked_by"))
            .col(big_integer_null("asked_at"))
            .col(date_null("answer_by"))
            .col(binary_null("reason"))
            .col(binary_null("said"))
            .col(big_integer_null("reminded_at"))
            .col(big_integer_null("mended_at"))
            .to_owned();
        manager.create_table(corrections).await?;
        let mut key = Index::create().col("correction_id").col("target").to_owned();
        let points = Table::create()
            .table("correction_points")
            .col(text("correction_id"))
            .col(text("target"))
            .col(integer("place"))
            .col(text("flaw"))
            .col(binary("sentence"))
            .primary_key(&mut key)
            .to_owned();
        manager.create_table(points).await?;
        let mut key = Index::create()
            .col("application_id")
            .col("subject")
            .col("element")
            .col("number")
            .col("sent_at")
            .to_owned();
        let mended = Table::create()
            .table("mended_answers")
            .col(text("application_id"))
            .col(text("subject"))
            .col(text("element"))
            .col(integer("number"))
            // Zero until it is sent.
            .col(big_integer("sent_at"))
            .col(binary("value"))
            .primary_key(&mut key)
            .to_owned();
        manager.create_table(mended).await?;
        // Null: with the application. Zero: after it, and not sent yet.
        let files = Table::alter()
            .table("files")
            .add_column(big_integer_null("sent_at"))
            .to_owned();
        manager.alter_table(files).await?;
        for (name, column) in [
            ("corrections_by_application", "application_id"),
            ("corrections_by_case", "case_id"),
            ("corrections_by_end", "answer_by"),
        ] {
            let index = Index::create().name(name).table("corrections").col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
