//! The books, after the servers ended: what was acknowledged is there once and whole.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use sea_orm::{ConnectionTrait, Statement};

use super::citizens::Acknowledged;
use super::drafts::ITEMS;
use crate::site::Place;

/// Every application with its draft and how many cases it has, as it was stored.
const STORED: &str = "SELECT a.id AS id, a.draft_id AS draft, count(c.id) AS cases FROM applications a \
                      LEFT JOIN cases c ON c.application_id = a.id GROUP BY a.id, a.draft_id";

/// Fails when something that was acknowledged is not there, is there twice or only in part.
pub(super) fn recount(place: &Place, acknowledged: &[Acknowledged]) -> Result<()> {
    let url = place.config().database_url();
    let rows = tokio::runtime::Runtime::new()?.block_on(async {
        let db = sea_orm::Database::connect(url).await?;
        let rows = db
            .query_all_raw(Statement::from_string(db.get_database_backend(), STORED))
            .await?;
        anyhow::Ok(rows)
    })?;
    let mut stored = BTreeMap::new();
    for row in rows {
        let (id, draft, cases): (String, String, i64) = (
            row.try_get("", "id")?,
            row.try_get("", "draft")?,
            row.try_get("", "cases")?,
        );
        ensure!(cases == i64::try_from(ITEMS)?, "application {id} has {cases} cases");
        ensure!(stored.insert(draft, id).is_none(), "a draft became two applications");
    }
    for one in acknowledged {
        let found = stored.get(&one.draft).context("an acknowledged application is gone")?;
        ensure!(
            *found == one.application,
            "another application is there than was acknowledged"
        );
    }
    ensure!(
        stored.len() == acknowledged.len(),
        "more is there than was acknowledged"
    );
    Ok(())
}
