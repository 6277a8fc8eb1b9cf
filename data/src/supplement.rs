//! What was mended of applications, as it was signed: beside the record that was submitted, and sealed as that.

use domain::id::ApplicationId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::database::Connection;
use crate::entity::supplement as row;
use crate::error::Result;
use crate::seal::{seal, unseal};

/// Where its texts are sealed.
const BODY: &str = "supplements.body";
const PROOF: &str = "supplements.proof";

/// What was mended once, with the signature on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplement {
    /// SHA-256 of the body, hexadecimal.
    pub hash: String,
    /// What was signed.
    pub body: String,
    /// What proves it, as it was kept.
    pub proof: String,
}

/// Adds what was mended after these; two at once cannot have the same place.
///
/// # Errors
/// When the database fails, or something stands in that place.
pub async fn add(db: &impl Connection, application: &ApplicationId, after: usize, kept: &Supplement) -> Result<()> {
    let place = i32::try_from(after).unwrap_or(i32::MAX);
    let row = row::ActiveModel {
        application_id: Set(application.to_string()),
        place: Set(place),
        hash: Set(kept.hash.clone()),
        body: Set(seal(db, BODY, &at(application.as_str(), place), &kept.body)?),
        proof: Set(seal(db, PROOF, &at(application.as_str(), place), &kept.proof)?),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What was mended of an application, the first first.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, application: &ApplicationId) -> Result<Vec<Supplement>> {
    let own = row::Entity::find().filter(row::Column::ApplicationId.eq(application.as_str()));
    let rows = own.order_by_asc(row::Column::Place).all(db).await?;
    let read = |row: row::Model| {
        let at = at(&row.application_id, row.place);
        Ok(Supplement {
            body: unseal(db, BODY, &at, &row.body)?,
            proof: unseal(db, PROOF, &at, &row.proof)?,
            hash: row.hash,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Where the texts of one are sealed.
fn at(application: &str, place: i32) -> String {
    format!("{application}/{place}")
}
