//! Drafts, and whose they are.

pub mod expiry;
pub mod many;
pub mod part;

use std::collections::BTreeSet;

use domain::account::Hat;
use domain::draft::{Consent, Draft};
use domain::id::{CitizenId, DraftId, ItemId, Slug, ThemeVersionId};
use domain::moment::Moment;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, UpdateMany,
};

use crate::entity::{draft as row, file, theme_version};
use crate::error::{Error, Result};
use crate::{
    answer, aside, consent as consents, deferral, delivery, help, invitation, promise, register, rival, signature,
};

/// Stores a new draft; a guest's under the hash of their cookie.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl ConnectionTrait, draft: &Draft, guest_hash: Option<&str>) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(draft.id.to_string()),
        theme_version_id: Set(draft.theme_version.to_string()),
        citizen_id: Set(draft.citizen.as_ref().map(ToString::to_string)),
        hat: Set(hat_text(&draft.hat)),
        guest_hash: Set(guest_hash.map(str::to_owned)),
        chosen: Set(draft.chosen.as_ref().map(chosen_text)),
        consent: Set(consent_word(draft.consent)),
        created_at: Set(draft.created_at.0),
        updated_at: Set(draft.updated_at.0),
        submitted_at: Set(draft.submitted_at.map(|at| at.0)),
        warned_at: Set(None),
        carried_from: Set(None),
        revision: Set(draft.revision),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The draft of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl ConnectionTrait, id: &DraftId) -> Result<Option<Draft>> {
    row::Entity::find_by_id(id.as_str())
        .one(db)
        .await?
        .as_ref()
        .map(draft)
        .transpose()
}

/// The newest draft of a theme, in whichever version, that a guest works on.
///
/// # Errors
/// When the database fails.
pub async fn find_for_guest(db: &impl ConnectionTrait, guest_hash: &str, slug: &Slug) -> Result<Option<Draft>> {
    let own = row::Entity::find()
        .filter(row::Column::GuestHash.eq(guest_hash))
        .filter(row::Column::CitizenId.is_null());
    newest(db, own, slug).await
}

/// The newest open draft of a theme that somebody began under this hat.
///
/// # Errors
/// When the database fails.
pub async fn find_under(
    db: &impl ConnectionTrait,
    citizen: &CitizenId,
    hat: &Hat,
    slug: &Slug,
) -> Result<Option<Draft>> {
    newest(db, row::Entity::find().filter(under(citizen, hat)), slug).await
}

/// What was begun under a hat: one's own by the account, a mandate's by the hat alone.
fn under(citizen: &CitizenId, hat: &Hat) -> SimpleExpr {
    match hat {
        Hat::Own => row::Column::CitizenId
            .eq(citizen.as_str())
            .and(row::Column::Hat.is_null()),
        Hat::Mandate(_) => row::Column::Hat.eq(hat.to_string()),
        // Of an organisation everybody has drafts of their own.
        Hat::Organisation(_) => row::Column::CitizenId
            .eq(citizen.as_str())
            .and(row::Column::Hat.eq(hat.to_string())),
    }
}

/// A citizen's open drafts, also those that others fill in for them, but none of an organisation; the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list_for_citizen(db: &impl ConnectionTrait, citizen: &CitizenId) -> Result<Vec<Draft>> {
    let own = row::Entity::find()
        .filter(row::Column::CitizenId.eq(citizen.as_str()))
        .filter(personal(row::Column::Hat));
    latest(db, own).await
}

/// The open drafts that were begun under a hat that is not one's own, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn list_under(db: &impl ConnectionTrait, citizen: &CitizenId, hat: &Hat) -> Result<Vec<Draft>> {
    latest(db, row::Entity::find().filter(under(citizen, hat))).await
}

async fn latest(db: &impl ConnectionTrait, drafts: sea_orm::Select<row::Entity>) -> Result<Vec<Draft>> {
    let open = drafts
        .filter(row::Column::SubmittedAt.is_null())
        .order_by_desc(row::Column::UpdatedAt);
    open.limit(100).all(db).await?.iter().map(draft).collect()
}

/// Whether a hat belongs to a person: their own, or one that an agent wears for them.
pub(crate) fn personal(hat: impl ColumnTrait) -> SimpleExpr {
    hat.is_null().or(hat.like("mandate.%"))
}

/// Everything a citizen ever started, submitted or not, the last changed first.
///
/// # Errors
/// When the database fails.
pub async fn list_all(db: &impl ConnectionTrait, citizen: &CitizenId, most: u64) -> Result<Vec<Draft>> {
    let own = row::Entity::find().filter(row::Column::CitizenId.eq(citizen.as_str()));
    let latest = own.order_by_desc(row::Column::UpdatedAt).limit(most);
    latest.all(db).await?.iter().map(draft).collect()
}

/// The drafts a guest works on.
///
/// # Errors
/// When the database fails.
pub async fn list_for_guest(db: &impl ConnectionTrait, guest_hash: &str) -> Result<Vec<Draft>> {
    let own = row::Entity::find()
        .filter(row::Column::GuestHash.eq(guest_hash))
        .filter(row::Column::CitizenId.is_null());
    own.order_by_desc(row::Column::UpdatedAt)
        .limit(20)
        .all(db)
        .await?
        .iter()
        .map(draft)
        .collect()
}

/// Gives a guest's draft to a citizen: false when it is gone or no longer a guest's.
///
/// # Errors
/// When the database fails.
pub async fn set_citizen(db: &impl ConnectionTrait, id: &DraftId, citizen: &CitizenId) -> Result<bool> {
    let none: Option<String> = None;
    let guests = open(id).filter(row::Column::CitizenId.is_null());
    let change = guests.col_expr(row::Column::CitizenId, Expr::value(citizen.as_str()));
    Ok(change
        .col_expr(row::Column::GuestHash, Expr::value(none))
        .exec(db)
        .await?
        .rows_affected
        == 1)
}

/// Takes an open draft out of the hat it was begun under; false when it was submitted.
///
/// # Errors
/// When the database fails.
pub async fn set_own(db: &impl ConnectionTrait, id: &DraftId) -> Result<bool> {
    let none: Option<String> = None;
    let change = open(id).col_expr(row::Column::Hat, Expr::value(none));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// Goes on with another version of the theme: false when the draft is gone or was submitted meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn set_version(db: &impl ConnectionTrait, draft: &Draft, version: &ThemeVersionId) -> Result<bool> {
    let chosen = draft.chosen.as_ref().map(chosen_text);
    let change = open(&draft.id)
        .col_expr(row::Column::ThemeVersionId, Expr::value(version.as_str()))
        .col_expr(row::Column::CarriedFrom, Expr::value(draft.theme_version.as_str()))
        .col_expr(row::Column::Chosen, Expr::value(chosen));
    Ok(change.exec(db).await?.rows_affected == 1)
}

/// The version that a draft went on from, if it ever did.
///
/// # Errors
/// When the database fails.
pub async fn find_carried_from(db: &impl ConnectionTrait, id: &DraftId) -> Result<Option<ThemeVersionId>> {
    let one = row::Entity::find_by_id(id.as_str()).select_only();
    let from: Option<Option<String>> = one.column(row::Column::CarriedFrom).into_tuple().one(db).await?;
    let broken = |_| Error::inconsistent("drafts", id.as_str());
    from.flatten().map(|from| from.parse().map_err(broken)).transpose()
}

/// Keeps the items the citizen picked: false when the draft is gone or was submitted meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn set_chosen(db: &impl ConnectionTrait, id: &DraftId, chosen: &BTreeSet<ItemId>) -> Result<bool> {
    Ok(open(id)
        .col_expr(row::Column::Chosen, Expr::value(chosen_text(chosen)))
        .exec(db)
        .await?
        .rows_affected
        == 1)
}

/// Keeps the citizen's consent, or that it was declined.
///
/// # Errors
/// When the database fails.
pub async fn set_consent(db: &impl ConnectionTrait, id: &DraftId, consent: Consent) -> Result<()> {
    open(id)
        .col_expr(row::Column::Consent, Expr::value(consent_word(consent)))
        .exec(db)
        .await?;
    Ok(())
}

/// Claims the draft for a change: false when it is gone or was submitted meanwhile. Holds the row until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn touch(db: &impl ConnectionTrait, id: &DraftId, now: Moment) -> Result<bool> {
    Ok(open(id)
        .col_expr(row::Column::UpdatedAt, Expr::value(now.0))
        .exec(db)
        .await?
        .rows_affected
        == 1)
}

/// Deletes a draft with its answers, facts, files' records, consents and signatures.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, id: &DraftId) -> Result<()> {
    answer::delete_all(db, id).await?;
    rival::delete_all(db, id).await?;
    aside::delete_all(db, [id]).await?;
    register::delete_all(db, id).await?;
    deferral::delete_all(db, id).await?;
    delivery::delete_all(db, id).await?;
    consents::delete(db, id).await?;
    help::delete_all(db, id).await?;
    invitation::delete_all(db, id).await?;
    signature::delete(db, id).await?;
    promise::delete(db, id).await?;
    file::Entity::delete_many()
        .filter(file::Column::DraftId.eq(id.as_str()))
        .exec(db)
        .await?;
    row::Entity::delete_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

async fn newest(db: &impl ConnectionTrait, drafts: sea_orm::Select<row::Entity>, slug: &Slug) -> Result<Option<Draft>> {
    let versions = theme_version::Entity::find()
        .select_only()
        .column(theme_version::Column::Id)
        .filter(theme_version::Column::Slug.eq(slug.as_str()));
    let open = drafts
        .filter(row::Column::ThemeVersionId.in_subquery(versions.into_query()))
        .filter(row::Column::SubmittedAt.is_null())
        .order_by_desc(row::Column::UpdatedAt);
    open.one(db).await?.as_ref().map(draft).transpose()
}

/// A change of the one draft, as long as it is not submitted. Every change is counted.
fn open(id: &DraftId) -> UpdateMany<row::Entity> {
    row::Entity::update_many()
        .filter(row::Column::Id.eq(id.as_str()))
        .filter(row::Column::SubmittedAt.is_null())
        .col_expr(row::Column::Revision, row::Column::Revision.into_expr().add(1))
}

/// How a hat is stored; one's own as nothing.
pub(crate) fn hat_text(hat: &Hat) -> Option<String> {
    (*hat != Hat::Own).then(|| hat.to_string())
}

fn chosen_text(chosen: &BTreeSet<ItemId>) -> String {
    chosen.iter().map(ItemId::as_str).collect::<Vec<_>>().join(" ")
}

pub(crate) fn consent_word(consent: Consent) -> Option<String> {
    match consent {
        Consent::NotAsked => None,
        Consent::Given => Some("given".to_owned()),
        Consent::InPart => Some("in_part".to_owned()),
        Consent::Declined => Some("declined".to_owned()),
    }
}

pub(crate) fn consent(word: Option<&str>) -> Option<Consent> {
    Some(match word {
        None => Consent::NotAsked,
        Some("given") => Consent::Given,
        Some("in_part") => Consent::InPart,
        Some("declined") => Consent::Declined,
        Some(_) => return None,
    })
}

fn draft(row: &row::Model) -> Result<Draft> {
    let broken = || Error::inconsistent("drafts", &row.id);
    let items = |text: &String| {
        text.split_whitespace()
            .map(|id| id.parse().map_err(|_| broken()))
            .collect()
    };
    Ok(Draft {
        id: row.id.parse().map_err(|_| broken())?,
        theme_version: row.theme_version_id.parse().map_err(|_| broken())?,
        citizen: row
            .citizen_id
            .as_ref()
            .map(|id| id.parse().map_err(|_| broken()))
            .transpose()?,
        hat: row.hat.as_deref().unwrap_or_default().parse().map_err(|_| broken())?,
        chosen: row.chosen.as_ref().map(items).transpose()?,
        consent: consent(row.consent.as_deref()).ok_or_else(broken)?,
        created_at: Moment(row.created_at),
        updated_at: Moment(row.updated_at),
        submitted_at: row.submitted_at.map(Moment),
        revision: row.revision,
    })
}
