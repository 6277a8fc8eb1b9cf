//! Several drafts at once: they are held in one order, so that nobody waits for somebody who waits for them.

use std::collections::BTreeSet;

use domain::account::Hat;
use domain::draft::Draft;
use domain::id::{CitizenId, DraftId};
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QueryResult, QuerySelect, QueryTrait,
};

use super::personal;
use crate::entity::draft as row;
use crate::error::{Error, Result};

/// Counts a change of every open draft of this person, or of this organisation under its hat: something that their drafts are judged
/// by has changed, but nothing in them.
///
/// # Errors
/// When the database fails.
pub async fn outdate(db: &impl ConnectionTrait, citizen: &CitizenId, hat: &Hat) -> Result<()> {
    let theirs = match hat {
        Hat::Organisation(_) => row::Column::Hat.eq(hat.to_string()),
        Hat::Own | Hat::Mandate(_) => (row::Column::CitizenId.eq(citizen.as_str())).and(personal(row::Column::Hat)),
    };
    let theirs = Condition::all().add(theirs).add(row::Column::SubmittedAt.is_null());
    hold_all(db, theirs.clone()).await?;
    let open = row::Entity::update_many().filter(theirs);
    open.col_expr(row::Column::Revision, row::Column::Revision.into_expr().add(1))
        .exec(db)
        .await?;
    Ok(())
}

/// Holds several drafts until the transaction ends, always in the same order: of two that hold some of the same, one waits.
pub(crate) async fn hold_all(db: &impl ConnectionTrait, drafts: Condition) -> Result<()> {
    // On SQLite every write transaction holds everything.
    if db.get_database_backend() == DatabaseBackend::Postgres {
        let in_order = row::Entity::find().select_only().column(row::Column::Id);
        let in_order = in_order.filter(drafts).order_by_asc(row::Column::Id).lock_exclusive();
        let _held: Vec<String> = in_order.into_tuple().all(db).await?;
    }
    Ok(())
}

/// Closes those of the drafts that are still in the revision they are given in, because they are submitted: which these are.
///
/// # Errors
/// When the database fails.
pub async fn close(
    db: &impl ConnectionTrait,
    drafts: impl IntoIterator<Item = &Draft>,
    now: Moment,
) -> Result<BTreeSet<DraftId>> {
    let drafts: Vec<&Draft> = drafts.into_iter().collect();
    let ids = row::Column::Id.is_in(drafts.iter().map(|draft| draft.id.as_str()));
    hold_all(db, Condition::all().add(ids.clone())).await?;
    let same = |draft: &&Draft| {
        let one = row::Column::Id.eq(draft.id.as_str());
        one.and(row::Column::Revision.eq(draft.revision))
    };
    let unchanged = drafts.iter().map(same).fold(Condition::any(), Condition::add);
    // By their ids first: of either-or alone SQLite would look through all drafts.
    let closing = row::Entity::update_many()
        .filter(ids)
        .filter(unchanged)
        .filter(row::Column::SubmittedAt.is_null())
        .col_expr(row::Column::SubmittedAt, Expr::value(now.0));
    let mut closing = closing.into_query();
    let closed = db.query_all(closing.returning_col(row::Column::Id)).await?;
    let id = |row: QueryResult| -> Result<DraftId> {
        let id: String = row.try_get("", "id")?;
        id.parse().map_err(|_| Error::inconsistent("drafts", &id))
    };
    closed.into_iter().map(id).collect()
}
