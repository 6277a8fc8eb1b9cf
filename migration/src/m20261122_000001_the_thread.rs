//! Everything one application needs, from the published theme to the decided case.
//!
//! Instants are BIGINT milliseconds UTC, legal dates DATE, ids TEXT; values that citizens typed are sealed bytes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, binary_null, boolean, date, date_null, integer, text, text_null,
};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All or nothing, also when the process is killed in between.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn table(
    name: &'static str,
    primary_key: &[&'static str],
    columns: impl IntoIterator<Item = ColumnDef>,
) -> TableCreateStatement {
    let mut table = Table::create().table(name).to_owned();
    for mut column in columns {
        table.col(&mut column);
    }
    let mut key = Index::create();
    for column in primary_key {
        key.col(*column);
    }
    table.primary_key(&mut key).to_owned()
}

fn tables() -> Vec<TableCreateStatement> {
    let mut tables = who();
    tables.extend(drafts());
    tables.extend(applications());
    tables.extend(running());
    tables
}

/// Themes as published, and who signs in.
fn who() -> Vec<TableCreateStatement> {
    vec![
        table(
            "theme_versions",
            &["id"],
            [
                text("id"),
                text("slug"),
                integer("format"),
                text("source"),
                text("elements"),
                text("hash"),
                big_integer("published_at"),
            ],
        ),
        table(
            "citizens",
            &["id"],
            [text("id"), text("name"), text("id_number"), text("phone")],
        ),
        table("officers", &["id"], [text("id"), text("name"), text("department")]),
        table(
            "sessions",
            &["id"],
            [
                text("id"),
                text("token_hash"),
                text_null("citizen_id"),
                text_null("officer_id"),
                big_integer("created_at"),
                big_integer("expires_at"),
                big_integer_null("ended_at"),
            ],
        ),
    ]
}

/// What a citizen prepares.
fn drafts() -> Vec<TableCreateStatement> {
    vec![
        table(
            "drafts",
            &["id"],
            [
                text("id"),
                text("theme_version_id"),
                text_null("citizen_id"),
                text_null("guest_hash"),
                text_null("chosen"),
                text_null("consent"),
                big_integer("created_at"),
                big_integer("updated_at"),
                big_integer_null("submitted_at"),
            ],
        ),
        table(
            "answers",
            &["draft_id", "subject", "element", "number"],
            [
                text("draft_id"),
                text("subject"),
                text("element"),
                integer("number"),
                binary("value"),
                text("origin"),
                date("as_of"),
                boolean("contested"),
                integer("revision"),
            ],
        ),
        table(
            "register_reads",
            &["draft_id", "register", "subject"],
            [
                text("draft_id"),
                text("register"),
                text("subject"),
                text("outcome"),
                big_integer("read_at"),
            ],
        ),
        table(
            "register_facts",
            &["draft_id", "register", "opened_by", "subject", "element"],
            [
                text("draft_id"),
                text("register"),
                text("opened_by"),
                text("subject"),
                text("element"),
                binary("value"),
                date("as_of"),
            ],
        ),
        table(
            "files",
            &["id"],
            [
                text("id"),
                text("draft_id"),
                text("material"),
                text_null("code"),
                binary("name"),
                text("media_type"),
                big_integer("size"),
                text("sha256"),
                big_integer("stored_at"),
            ],
        ),
        table(
            "parked_forms",
            &["id"],
            [
                text("id"),
                text("token_hash"),
                text("about"),
                text_null("part"),
                binary("body"),
                big_integer("expires_at"),
            ],
        ),
    ]
}

/// What the departments work on.
fn applications() -> Vec<TableCreateStatement> {
    vec![
        table(
            "applications",
            &["id"],
            [
                text("id"),
                text("number"),
                text("draft_id"),
                text("citizen_id"),
                text("theme_version_id"),
                big_integer("submitted_at"),
                big_integer_null("withdrawn_at"),
                integer("revision"),
            ],
        ),
        table(
            "cases",
            &["id"],
            [
                text("id"),
                text("application_id"),
                text("item"),
                text("department"),
                text("office"),
                text("status"),
                date_null("received_on"),
                date_null("due"),
                text_null("decided_by"),
                big_integer_null("decided_at"),
                binary_null("decision"),
                binary_null("next_step"),
                integer("revision"),
            ],
        ),
        table(
            "events",
            &["id"],
            [
                text("id"),
                text("application_id"),
                text_null("case_id"),
                text("kind"),
                text("actor"),
                big_integer("at"),
            ],
        ),
        table(
            "decision_drafts",
            &["case_id", "officer_id"],
            [
                text("case_id"),
                text("officer_id"),
                binary("decision"),
                binary("next_step"),
                big_integer("updated_at"),
            ],
        ),
    ]
}

/// What the server keeps for itself.
fn running() -> Vec<TableCreateStatement> {
    vec![
        table(
            "outbox",
            &["id"],
            [
                text("id"),
                text("kind"),
                text("about"),
                big_integer("created_at"),
                big_integer_null("done_at"),
                integer("attempts"),
            ],
        ),
        table("counters", &["name"], [text("name"), big_integer("value")]),
        table("settings", &["name"], [text("name"), text("value")]),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    let index = |name: &'static str, table: &'static str, columns: &[&'static str], unique: bool| {
        let mut index = Index::create().name(name).table(table).to_owned();
        for column in columns {
            index.col(*column);
        }
        if unique { index.unique().to_owned() } else { index }
    };
    vec![
        index(
            "theme_versions_by_slug",
            "theme_versions",
            &["slug", "published_at"],
            false,
        ),
        index("citizens_by_id_number", "citizens", &["id_number"], true),
        index("sessions_by_token", "sessions", &["token_hash"], true),
        index("drafts_by_citizen", "drafts", &["citizen_id", "updated_at"], false),
        index("drafts_by_guest", "drafts", &["guest_hash"], false),
        index("files_by_draft", "files", &["draft_id"], false),
        index("parked_forms_by_token", "parked_forms", &["token_hash"], true),
        index("applications_by_number", "applications", &["number"], true),
        index("applications_by_draft", "applications", &["draft_id"], true),
        index(
            "applications_by_citizen",
            "applications",
            &["citizen_id", "submitted_at"],
            false,
        ),
        index("cases_once", "cases", &["application_id", "item"], true),
        index("cases_by_department", "cases", &["department", "status", "due"], false),
        index("events_by_application", "events", &["application_id", "at"], false),
        index("outbox_open", "outbox", &["done_at", "created_at"], false),
    ]
}
