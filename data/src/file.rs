//! Records of uploaded files; the content is in the object store.

use domain::draft::{File, MediaType, Sent};
use domain::id::{CitizenId, DraftId, FileId, MaterialId};
use domain::moment::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::database::Connection;
use crate::entity::{draft, file as row};
use crate::error::{Error, Result};
use crate::seal::{seal, unseal};

/// Where the day until which a paper holds is sealed.
const VALID_UNTIL: &str = "files.valid_until";

/// Stores the record of a file whose content is already safe.
///
/// # Errors
/// When the database fails.
pub async fn insert(db: &impl Connection, file: &File) -> Result<()> {
    let row = row::ActiveModel {
        id: Set(file.id.to_string()),
        draft_id: Set(file.draft.to_string()),
        material: Set(file.material.to_string()),
        code: Set(file.code.clone()),
        name: Set(seal(db, "files", file.id.as_str(), &file.name)?),
        media_type: Set(file.media_type.as_str().to_owned()),
        size: Set(i64::try_from(file.size).unwrap_or(i64::MAX)),
        sha256: Set(file.sha256.clone()),
        stored_at: Set(file.stored_at.0),
        width: Set(file.pixels.map(|(width, _)| side(width))),
        height: Set(file.pixels.map(|(_, height)| side(height))),
        pages: Set(side(file.pages)),
        place: Set(side(file.place)),
        turned: Set(file.turned.into()),
        sent_at: Set(match file.sent {
            Sent::WithApplication => None,
            Sent::NotYet => Some(0),
            Sent::Later(at) => Some(at.0),
        }),
        is_blank: Set(file.is_blank),
        valid_until: Set(sealed_day(db, file)?),
        taken_from: Set(file.taken_from.as_ref().map(ToString::to_string)),
    };
    row::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The file of this id.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &impl Connection, id: &FileId) -> Result<Option<File>> {
    row::Entity::find_by_id(id.as_str())
        .one(db)
        .await?
        .map(|row| file(db, row))
        .transpose()
}

/// The files of a draft in the order the citizen wants.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &impl Connection, draft: &DraftId) -> Result<Vec<File>> {
    let own = row::Entity::find().filter(row::Column::DraftId.eq(draft.as_str()));
    own.order_by_asc(row::Column::Place)
        .order_by_asc(row::Column::StoredAt)
        .order_by_asc(row::Column::Id)
        .all(db)
        .await?
        .into_iter()
        .map(|row| file(db, row))
        .collect()
}

/// Coded files a citizen handed in with submitted applications, the newest first: what the material library is made of. What was
/// taken from it is not in it again.
///
/// # Errors
/// When the database fails.
pub async fn list_library(db: &impl Connection, citizen: &CitizenId) -> Result<Vec<File>> {
    let drafts = draft::Entity::find().filter(draft::Column::CitizenId.eq(citizen.as_str()));
    let submitted = drafts.filter(draft::Column::SubmittedAt.is_not_null()).all(db).await?;
    let ids: Vec<String> = submitted.into_iter().map(|row| row.id).collect();
    let files = row::Entity::find()
        .filter(row::Column::DraftId.is_in(ids))
        .filter(row::Column::Code.is_not_null())
        .filter(row::Column::TakenFrom.is_null())
        // What was not sent yet may still be taken away.
        .filter(row::Column::SentAt.is_null().or(row::Column::SentAt.gt(0)));
    files
        .order_by_desc(row::Column::StoredAt)
        .all(db)
        .await?
        .into_iter()
        .map(|row| file(db, row))
        .collect()
}

/// Takes a file out of the library: it stays with its application and is lent to no other.
///
/// # Errors
/// When the database fails.
pub async fn take_out_of_library(db: &impl ConnectionTrait, id: &FileId) -> Result<()> {
    let none: Option<String> = None;
    let one = row::Entity::update_many().filter(row::Column::Id.eq(id.as_str()));
    one.col_expr(row::Column::Code, Expr::value(none)).exec(db).await?;
    Ok(())
}

/// Keeps until when a paper holds.
///
/// # Errors
/// When the database fails.
pub async fn set_valid_until(db: &impl Connection, file: &File) -> Result<()> {
    let one = row::Entity::update_many().filter(row::Column::Id.eq(file.id.as_str()));
    let sealed = Expr::value(sealed_day(db, file)?);
    one.col_expr(row::Column::ValidUntil, sealed).exec(db).await?;
    Ok(())
}

fn sealed_day(db: &impl Connection, file: &File) -> Result<Option<Vec<u8>>> {
    let day = file.valid_until.map(|day| day.to_string());
    day.map(|day| seal(db, VALID_UNTIL, file.id.as_str(), &day)).transpose()
}

/// Keeps where a file stands and how it is turned.
///
/// # Errors
/// When the database fails.
pub async fn arrange(db: &impl ConnectionTrait, file: &File) -> Result<()> {
    let one = row::Entity::update_many().filter(row::Column::Id.eq(file.id.as_str()));
    one.col_expr(row::Column::Place, Expr::value(side(file.place)))
        .col_expr(row::Column::Turned, Expr::value(i32::from(file.turned)))
        .exec(db)
        .await?;
    Ok(())
}

fn side(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Marks as sent what was handed in of a material after the application and not sent yet.
///
/// # Errors
/// When the database fails.
pub async fn send(db: &impl ConnectionTrait, draft: &DraftId, material: &MaterialId, now: Moment) -> Result<()> {
    let own = row::Entity::update_many().filter(row::Column::DraftId.eq(draft.as_str()));
    own.filter(row::Column::Material.eq(material.as_str()))
        .filter(row::Column::SentAt.eq(0))
        .col_expr(row::Column::SentAt, Expr::value(now.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The file is for this material from now on.
///
/// # Errors
/// When the database fails.
pub async fn set_material(db: &impl ConnectionTrait, id: &FileId, material: &MaterialId) -> Result<()> {
    let one = row::Entity::update_many().filter(row::Column::Id.eq(id.as_str()));
    one.col_expr(row::Column::Material, Expr::value(material.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

/// Deletes the record of a file.
///
/// # Errors
/// When the database fails.
pub async fn delete(db: &impl ConnectionTrait, id: &FileId) -> Result<()> {
    row::Entity::delete_by_id(id.as_str()).exec(db).await?;
    Ok(())
}

fn file(db: &impl Connection, row: row::Model) -> Result<File> {
    let broken = || Error::inconsistent("files", &row.id);
    let number = |stored: i32| u32::try_from(stored).map_err(|_| broken());
    Ok(File {
        pixels: match row.width.zip(row.height) {
            Some((width, height)) => Some((number(width)?, number(height)?)),
            None => None,
        },
        pages: number(row.pages)?,
        place: number(row.place)?,
        turned: u8::try_from(row.turned).map_err(|_| broken())?,
        sent: match row.sent_at {
            None => Sent::WithApplication,
            Some(0) => Sent::NotYet,
            Some(at) => Sent::Later(Moment(at)),
        },
        is_blank: row.is_blank,
        valid_until: match &row.valid_until {
            Some(sealed) => Some(
                unseal(db, VALID_UNTIL, &row.id, sealed)?
                    .parse()
                    .map_err(|_| broken())?,
            ),
            None => None,
        },
        taken_from: row
            .taken_from
            .as_deref()
            .map(|id| id.parse().map_err(|_| broken()))
            .transpose()?,
        id: row.id.parse().map_err(|_| broken())?,
        draft: row.draft_id.parse().map_err(|_| broken())?,
        material: row.material.parse().map_err(|_| broken())?,
        name: unseal(db, "files", &row.id, &row.name)?,
        media_type: MediaType::from_mime(&row.media_type).ok_or_else(broken)?,
        size: u64::try_from(row.size).map_err(|_| broken())?,
        stored_at: Moment(row.stored_at),
        code: row.code,
        sha256: row.sha256,
    })
}
