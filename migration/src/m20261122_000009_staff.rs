//! Staff: posts, second factors, the region of a case, and the log that only grows.
//!
//! Until now officers were those of a sandbox, who are written down again at each start.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, integer, text, text_null};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("officers").to_owned()).await?;
        let officers = Table::create()
            .table("officers")
            .col(text("id").primary_key())
            .col(binary("name"))
            .col(binary("phone"))
            .col(text("phone_hash"))
            .col(text_null("role"))
            .col(text_null("made_by"))
            .col(big_integer("active_at"))
            .col(big_integer_null("locked_at"))
            .to_owned();
        manager.create_table(officers).await?;
        let posts = Table::create()
            .table("posts")
            .col(text("officer_id"))
            .col(integer("position"))
            .col(text("department"))
            .col(text("regions"))
            .col(text("tasks"))
            .primary_key(Index::create().col("officer_id").col("position"))
            .to_owned();
        manager.create_table(posts).await?;
        let second_factors = Table::create()
            .table("second_factors")
            .col(text("officer_id").primary_key())
            .col(binary("secret"))
            .col(big_integer_null("set_at"))
            .col(big_integer("step"))
            .to_owned();
        manager.create_table(second_factors).await?;
        let audit = Table::create()
            .table("audit")
            .col(big_integer("number").primary_key())
            .col(big_integer("at"))
            .col(text_null("who"))
            .col(text("what"))
            .col(text_null("kind"))
            .col(text_null("about"))
            .col(text("trace"))
            .col(text("previous"))
            .col(text("hash"))
            .to_owned();
        manager.create_table(audit).await?;
        let columns = [
            ("sessions", big_integer_null("second_factor_at")),
            ("codes", text("purpose").default("").to_owned()),
            // What was filed before belongs to no county: only who serves the whole city sees it.
            ("cases", text("region").default("").to_owned()),
        ];
        for (table, mut column) in columns {
            let alter = Table::alter().table(table).add_column(&mut column).to_owned();
            manager.alter_table(alter).await?;
        }
        for (name, table, columns, unique) in INDEXES {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            let index = if unique { index.unique().to_owned() } else { index };
            manager.create_index(index).await?;
        }
        let db = manager.get_connection();
        let statements = match db.get_database_backend() {
            DatabaseBackend::Postgres => POSTGRES,
            _ => SQLITE,
        };
        for sql in statements {
            db.execute_unprepared(sql).await?;
        }
        Ok(())
    }
}

const INDEXES: [(&str, &str, &[&str], bool); 4] = [
    // One number, one account: nobody shares one.
    ("officers_by_phone", "officers", &["phone_hash"], true),
    ("sessions_by_officer", "sessions", &["officer_id"], false),
    ("audit_by_at", "audit", &["at"], false),
    ("audit_by_who", "audit", &["who", "number"], false),
];

const SQLITE: &[&str] = &[
    "CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
    "CREATE TRIGGER audit_keeps_values BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the log only grows'); END",
];

const POSTGRES: &[&str] = &[
    "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN RAISE EXCEPTION 'the log only grows'; END $$",
    "CREATE TRIGGER audit_keeps_rows BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_only_grows()",
    "CREATE TRIGGER audit_keeps_all BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
];
