//! The history of the schema: each step only adds; removals come a release later. Both engines run the same steps.
//!
//! Names are string literals, never those of `data`'s entities: history must not change when an entity does.

mod m20261122_000001_the_thread;
mod m20261122_000002_search_counts;
mod m20261122_000003_region_editions;
mod m20261122_000004_sealed;
mod m20261122_000005_sign_in;
mod m20261122_000006_live;
mod m20261122_000007_passkeys;
mod m20261122_000009_staff;
mod m20261122_000010_hats;
mod m20261122_000011_my_data;
mod m20261122_000014_notices;
mod m20261122_000015_proved;
mod m20261122_000016_drafts;
mod m20261122_000017_papers;
mod m20261128_000020_flags;
mod m20261128_000021_later;
mod m20261128_000024_deferrals;
mod m20261128_000026_signatures;
mod m20261128_000027_promises;
mod m20261128_000028_invitations;
mod m20261128_000030_after;
mod m20261128_000031_help;
mod m20261128_000032_succession;
mod m20261128_000033_deliveries;
mod m20261128_000034_promise_checks;
mod m20261129_000035_draft_revisions;
mod m20261129_000036_answers_by;
mod m20261129_000037_beside_records;
mod m20261129_000038_arrivals;
mod m20261129_000039_supplements;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Runs the steps in order and remembers them in `seaql_migrations`.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_the_thread::Migration),
            Box::new(m20261122_000002_search_counts::Migration),
            Box::new(m20261122_000003_region_editions::Migration),
            Box::new(m20261122_000004_sealed::Migration),
            Box::new(m20261122_000005_sign_in::Migration),
            Box::new(m20261122_000006_live::Migration),
            Box::new(m20261122_000007_passkeys::Migration),
            Box::new(m20261122_000009_staff::Migration),
            Box::new(m20261122_000010_hats::Migration),
            Box::new(m20261122_000011_my_data::Migration),
            Box::new(m20261122_000014_notices::Migration),
            Box::new(m20261122_000015_proved::Migration),
            Box::new(m20261122_000016_drafts::Migration),
            Box::new(m20261122_000017_papers::Migration),
            Box::new(m20261128_000020_flags::Migration),
            Box::new(m20261128_000021_later::Migration),
            Box::new(m20261128_000024_deferrals::Migration),
            Box::new(m20261128_000026_signatures::Migration),
            Box::new(m20261128_000027_promises::Migration),
            Box::new(m20261128_000028_invitations::Migration),
            Box::new(m20261128_000030_after::Migration),
            Box::new(m20261128_000031_help::Migration),
            Box::new(m20261128_000032_succession::Migration),
            Box::new(m20261128_000033_deliveries::Migration),
            Box::new(m20261128_000034_promise_checks::Migration),
            Box::new(m20261129_000035_draft_revisions::Migration),
            Box::new(m20261129_000036_answers_by::Migration),
            Box::new(m20261129_000037_beside_records::Migration),
            Box::new(m20261129_000038_arrivals::Migration),
            Box::new(m20261129_000039_supplements::Migration),
        ]
    }
}
