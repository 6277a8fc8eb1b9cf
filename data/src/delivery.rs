//! How results are to reach the citizen, where a draft says so.

use std::slice::from_ref;

use domain::delivery::Delivery;
use domain::id::{DraftId, ItemId};
use domain::moment::Moment;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::database::Connection;
use crate::entity::delivery as row;
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// What was chosen for the result of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// In which draft.
    pub draft: DraftId,
    /// Of which item.
    pub item: ItemId,
    /// What.
    pub delivery: Delivery,
    /// Its address is offered again in other drafts.
    pub is_remembered: bool,
    /// When.
    pub at: Moment,
}

/// Keeps what was chosen; what was chosen for the same before is forgotten.
///
/// # Errors
/// When the database fails.
pub async fn save(db: &impl Connection, chosen: &Chosen) -> Result<()> {
    let place = place(chosen.draft.as_str(), chosen.item.as_str());
    let row = row::ActiveModel {
        draft_id: Set(chosen.draft.to_string()),
        item: Set(chosen.item.to_string()),
        value: Set(seal(db, "deliveries", &place, &chosen.delivery.to_string())?),
        is_remembered: Set(chosen.is_remembered),
        at: Set(chosen.at.0),
    };
    let later_wins = OnConflict::columns([row::Column::DraftId, row::Column::Item])
        .update_columns([row::Column::Value, row::Column::IsRemembered, row::Column::At])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(later_wins)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// What was chosen in a draft.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, draft: &DraftId) -> Result<Vec<Chosen>> {
    list_in(db, from_ref(draft)).await
}

/// What was chosen in any of these drafts, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list_in(db: &impl Connection, drafts: &[DraftId]) -> Result<Vec<Chosen>> {
    let own = row::Entity::find().filter(row::Column::DraftId.is_in(drafts.iter().map(DraftId::as_str)));
    let rows = own.order_by_desc(row::Column::At).order_by_asc(row::Column::Item);
    let read = |row: &row::Model| {
        let broken = |_| Error::inconsistent("deliveries", &row.draft_id);
        let text = unseal(db, "deliveries", &place(&row.draft_id, &row.item), &row.value)?;
        Ok(Chosen {
            draft: row.draft_id.parse().map_err(broken)?,
            item: row.item.parse().map_err(broken)?,
            delivery: text.parse().map_err(broken)?,
            is_remembered: row.is_remembered,
            at: Moment(row.at),
        })
    };
    rows.all(db).await?.iter().map(read).collect()
}

/// Forgets what was chosen for an item.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, draft: &DraftId, item: &ItemId) -> Result<()> {
    row::Entity::delete_by_id((draft.to_string(), item.to_string()))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets everything that was chosen in a draft.
///
/// # Errors
/// When the database fails.
pub(crate) async fn delete_all(db: &impl ConnectionTrait, draft: &DraftId) -> Result<()> {
    let own = row::Entity::delete_many().filter(row::Column::DraftId.eq(draft.as_str()));
    own.exec(db).await?;
    Ok(())
}

/// Where what was chosen is sealed.
fn place(draft: &str, item: &str) -> String {
    format!("{draft}/{item}")
}
