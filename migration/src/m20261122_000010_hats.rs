//! Acting for others: mandates with a journal of their use, organisations with their representatives, and under which hat
//! a session, a draft and an application stand.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, date, text, text_null};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["sessions", "drafts", "applications"] {
            let hat = Table::alter().table(table).add_column(text_null("hat")).to_owned();
            manager.alter_table(hat).await?;
        }
        let mandates = Table::create()
            .table("mandates")
            .col(text("id").primary_key())
            .col(text("principal_id"))
            .col(text_null("agent_id"))
            .col(binary("agent_name"))
            .col(binary("agent_phone"))
            .col(text("agent_phone_hash"))
            .col(text_null("agency_id"))
            .col(text_null("themes"))
            .col(date("from_day"))
            .col(date("until_day"))
            .col(text("ground"))
            .col(big_integer("drawn_at"))
            .col(big_integer_null("confirmed_at"))
            .col(big_integer_null("accepted_at"))
            .col(big_integer_null("ended_at"))
            .to_owned();
        manager.create_table(mandates).await?;
        let uses = Table::create()
            .table("mandate_uses")
            .col(text("mandate_id"))
            .col(text("citizen_id"))
            .col(text("kind"))
            .col(text("about"))
            .col(date("day"))
            .col(big_integer("at"))
            // What is done often is one line a day.
            .primary_key(
                Index::create()
                    .col("mandate_id")
                    .col("citizen_id")
                    .col("kind")
                    .col("about")
                    .col("day"),
            )
            .to_owned();
        manager.create_table(uses).await?;
        let organisations = Table::create()
            .table("organisations")
            .col(text("id").primary_key())
            .col(binary("credit_code"))
            .col(text("credit_code_hash").unique_key())
            .col(binary("name"))
            .to_owned();
        manager.create_table(organisations).await?;
        let representatives = Table::create()
            .table("representatives")
            .col(text("organisation_id"))
            .col(text("citizen_id"))
            .col(big_integer("confirmed_at"))
            .primary_key(Index::create().col("organisation_id").col("citizen_id"))
            .to_owned();
        manager.create_table(representatives).await?;
        let members = Table::create()
            .table("agency_members")
            .col(text("agency_id"))
            .col(text("citizen_id"))
            .col(big_integer("since"))
            .primary_key(Index::create().col("agency_id").col("citizen_id"))
            .to_owned();
        manager.create_table(members).await?;
        for (name, table, column) in INDEXES {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

const INDEXES: [(&str, &str, &str); 7] = [
    ("mandates_by_agency", "mandates", "agency_id"),
    ("agency_members_by_citizen", "agency_members", "citizen_id"),
    ("mandates_by_principal", "mandates", "principal_id"),
    ("mandates_by_agent_phone", "mandates", "agent_phone_hash"),
    ("representatives_by_citizen", "representatives", "citizen_id"),
    ("drafts_by_hat", "drafts", "hat"),
    ("applications_by_hat", "applications", "hat"),
];
