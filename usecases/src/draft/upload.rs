//! Upload: a file arrives in pieces, goes on after a cut where it stood, and becomes a paper when it is whole.
//!
//! What a resumable upload is follows tus 1.0.0, its core and the extension `creation`; the pieces lie sealed in the store.

use bytes::Bytes;
use data::Connection;
use data::content::unseal;
use domain::draft::{File, Upload};
use domain::id::{DraftId, MaterialId, UploadId};
use futures::{StreamExt, TryStreamExt};
use object_store::ObjectStoreExt;
use object_store::path::Path;

use super::attach::{self, Arriving, allowed, attach};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};

/// Most bytes of one piece.
pub const PIECE: usize = 1024 * 1024;

/// How long an upload that nobody goes on with is kept, milliseconds: a day.
pub(crate) const KEPT: i64 = 24 * 3_600_000;

/// How many uploads one draft has open: as many as anybody picks at once.
const MOST_OPEN: usize = 20;

/// What is announced before the first piece.
#[derive(Debug, Clone)]
pub struct Announced {
    /// The file's name on the phone.
    pub name: String,
    /// Bytes of the whole.
    pub size: u64,
    /// SHA-256 of the whole, hexadecimal.
    pub sha256: String,
}

/// How far an upload is after a piece.
#[derive(Debug)]
pub enum Progress {
    /// So many bytes are there.
    Arrived(u64),
    /// It is whole, and handed in.
    HandedIn(File),
}

/// Begins an upload, or finds the same file where it was cut off before.
///
/// # Errors
/// Refused as with [`attach`], as far as that can be told beforehand.
pub async fn begin(
    ctx: &Context,
    asker: &Asker,
    draft: &DraftId,
    material: &MaterialId,
    announced: Announced,
) -> Result<Upload> {
    allowed(ctx, asker, draft, material).await?;
    let Announced { name, size, sha256 } = announced;
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    if size == 0 || !is_hash {
        return Err(Error::Refused(Refusal::FileEmpty));
    }
    if size > ctx.limits.file_bytes {
        return Err(Error::Refused(Refusal::FileTooLarge));
    }
    let (tx, _, _) = super::supply(ctx, asker, draft, material).await?;
    if let Some(same) = data::upload::find_same(&*tx, draft, material, &sha256).await?
        && same.size == size
    {
        return Ok(same);
    }
    if data::upload::list(&*tx, draft).await?.len() >= MOST_OPEN {
        return Err(Error::Refused(Refusal::TooManyFiles));
    }
    let upload = Upload {
        id: ctx.new_id().parse()?,
        draft: draft.clone(),
        material: material.clone(),
        name,
        size,
        sha256,
        arrived: 0,
        begun_at: ctx.now(),
    };
    data::upload::insert(&*tx, &upload).await?;
    tx.commit().await?;
    Ok(upload)
}

/// An upload of the asker's own, with how much of it arrived.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's, and for one that is over.
pub async fn find(ctx: &Context, asker: &Asker, id: &UploadId) -> Result<Upload> {
    let upload = data::upload::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    super::own_to_supply(ctx, asker, &upload.draft).await?;
    Ok(upload)
}

/// Takes a piece that begins at this byte. The last one hands the file in: judged like one that came at once.
///
/// # Errors
/// [`Error::Conflict`] for a piece that does not fit where the upload stands; refused as with [`attach`], and when the whole is
/// not what was announced: then it is over.
pub async fn take(ctx: &Context, asker: &Asker, id: &UploadId, from: u64, piece: Bytes) -> Result<Progress> {
    let upload = find(ctx, asker, id).await?;
    let bytes = piece.len() as u64;
    if from != upload.arrived || from + bytes > upload.size || piece.len() > PIECE {
        return Err(Error::Conflict);
    }
    if bytes > 0 {
        ctx.store
            .put(&place(id, from), seal(ctx, id, from, &piece)?.into())
            .await?;
        let tx = ctx.db.write().await?;
        if !data::upload::advance(&*tx, id, from, bytes).await? {
            return Err(Error::Conflict);
        }
        tx.commit().await?;
    }
    let arrived = from + bytes;
    if arrived < upload.size {
        return Ok(Progress::Arrived(arrived));
    }
    let handed_in = hand_in(ctx, asker, &upload).await;
    // What is handed in, or refused, is over; what could not be judged for our own reasons is tried again with the last piece.
    if !matches!(handed_in, Err(Error::Internal(_))) {
        remove(ctx, &upload).await?;
    }
    handed_in.map(Progress::HandedIn)
}

async fn hand_in(ctx: &Context, asker: &Asker, upload: &Upload) -> Result<File> {
    let pieces = pieces(ctx, upload).await?;
    let content = futures::stream::iter(pieces).then(async |from| -> Result<Bytes> {
        let sealed = ctx.store.get(&place(&upload.id, from)).await?.bytes().await?;
        Ok(unseal(ctx.db.read().keys(), &piece_name(&upload.id, from), &sealed)?.into())
    });
    let arriving = Arriving {
        name: upload.name.clone(),
        content: Box::pin(content),
        sha256: Some(upload.sha256.clone()),
    };
    attach(ctx, asker, &upload.draft, &upload.material, arriving).await
}

/// Where each piece begins, in order.
async fn pieces(ctx: &Context, upload: &Upload) -> Result<Vec<u64>> {
    let folder = Path::from(format!("uploads/{}", upload.id));
    let stored: Vec<_> = ctx.store.list(Some(&folder)).try_collect().await?;
    let begin = |path: &Path| path.filename().and_then(|name| name.parse().ok());
    let mut begins: Vec<u64> = stored.iter().filter_map(|one| begin(&one.location)).collect();
    begins.sort_unstable();
    Ok(begins)
}

/// Forgets an upload with what arrived of it.
async fn remove(ctx: &Context, upload: &Upload) -> Result<()> {
    let tx = ctx.db.write().await?;
    data::upload::delete(&*tx, &upload.id).await?;
    tx.commit().await?;
    remove_pieces(ctx, upload).await;
    Ok(())
}

/// Removes what arrived of an upload whose record is gone.
pub(crate) async fn remove_pieces(ctx: &Context, upload: &Upload) {
    match pieces(ctx, upload).await {
        Ok(pieces) => {
            for from in pieces {
                attach::remove_object(ctx, &place(&upload.id, from)).await;
            }
        }
        Err(error) => tracing::warn!(%error, "pieces of an upload that is over are still in the store"),
    }
}

fn seal(ctx: &Context, id: &UploadId, from: u64, piece: &[u8]) -> Result<Vec<u8>> {
    attach::seal(ctx, &piece_name(id, from), piece)
}

fn place(id: &UploadId, from: u64) -> Path {
    Path::from(format!("uploads/{}", piece_name(id, from)))
}

fn piece_name(id: &UploadId, from: u64) -> String {
    format!("{id}/{from}")
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};
    use testbed::papers::{JPEG, jpeg_of};

    use super::*;
    use crate::office::{MOTHER, TestOffice, id};
    use crate::retention::forget_expired;
    use crate::token::hex;

    const PAPER: &str = "diagnosis";

    fn announced(content: &[u8]) -> Announced {
        Announced {
            name: "诊断证明.jpg".to_owned(),
            size: content.len() as u64,
            sha256: hex(&Sha256::digest(content)),
        }
    }

    async fn begun(office: &TestOffice, asker: &Asker, draft: &DraftId, content: &[u8]) -> Result<Upload> {
        begin(&office.ctx, asker, draft, &id(PAPER), announced(content)).await
    }

    async fn piece(office: &TestOffice, asker: &Asker, upload: &Upload, from: u64, piece: &[u8]) -> Result<Progress> {
        let piece = Bytes::copy_from_slice(piece);
        take(&office.ctx, asker, &upload.id, from, piece).await
    }

    #[tokio::test]
    async fn a_photo_that_was_cut_off_goes_on_where_it_stood() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            let photo = jpeg_of(3_000);
            let upload = begun(&office, &mother, &draft, &photo).await.unwrap();
            let half = piece(&office, &mother, &upload, 0, &photo[..1_000]).await.unwrap();
            assert!(matches!(half, Progress::Arrived(1_000)));
            let again = begun(&office, &mother, &draft, &photo).await.unwrap();
            assert_eq!(
                (again.id.clone(), again.arrived),
                (upload.id, 1_000),
                "the same file is known again"
            );
            let gap = piece(&office, &mother, &again, 2_000, &photo[2_000..]).await;
            assert!(matches!(gap, Err(Error::Conflict)));
            piece(&office, &mother, &again, 1_000, &photo[1_000..2_000])
                .await
                .unwrap();
            let whole = piece(&office, &mother, &again, 2_000, &photo[2_000..]).await.unwrap();
            let Progress::HandedIn(file) = whole else {
                panic!("{whole:?}")
            };
            assert_eq!((file.name.as_str(), file.size), ("诊断证明.jpg", photo.len() as u64));
            let (_, kept) = attach::open(&office.ctx, &mother, &file.id).await.unwrap();
            assert_eq!(kept, photo);
            assert_eq!(office.stored().await.len(), 1, "the pieces are gone");
            let over = find(&office.ctx, &mother, &again.id).await;
            assert!(matches!(over, Err(Error::NotFound)));
        }
    }

    #[tokio::test]
    async fn pieces_of_another_file_do_not_become_a_paper() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            let (photo, other) = (jpeg_of(3_000), jpeg_of(3_001));
            let upload = begun(&office, &mother, &draft, &other).await.unwrap();
            let wrong = piece(&office, &mother, &upload, 0, &[&photo[..], b"x"].concat()).await;
            assert!(matches!(wrong, Err(Error::Refused(Refusal::FileOther))), "{wrong:?}");
        }
    }

    #[tokio::test]
    async fn what_nobody_may_hand_in_does_not_even_begin() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            let stranger = office.citizen("zhou_he").await;
            assert!(matches!(
                begun(&office, &stranger, &draft, JPEG).await,
                Err(Error::NotFound)
            ));
            let upload = begun(&office, &mother, &draft, JPEG).await.unwrap();
            assert!(matches!(
                piece(&office, &stranger, &upload, 0, JPEG).await,
                Err(Error::NotFound)
            ));
            let large = Announced {
                size: office.ctx.limits.file_bytes + 1,
                ..announced(JPEG)
            };
            let refused = begin(&office.ctx, &mother, &draft, &id(PAPER), large).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::FileTooLarge))));
            let more = piece(&office, &mother, &upload, 0, &[JPEG, b"more"].concat()).await;
            assert!(matches!(more, Err(Error::Conflict)));
        }
    }

    #[tokio::test]
    async fn what_nobody_goes_on_with_is_gone_after_a_day() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.started(&mother, &MOTHER).await;
            let upload = begun(&office, &mother, &draft, JPEG).await.unwrap();
            piece(&office, &mother, &upload, 0, &JPEG[..9]).await.unwrap();
            office.advance(KEPT - 1);
            forget_expired(&office.ctx).await.unwrap();
            assert_eq!(office.stored().await.len(), 1);
            office.advance(1);
            forget_expired(&office.ctx).await.unwrap();
            assert!(office.stored().await.is_empty());
            assert!(
                data::upload::find(office.ctx.db.read(), &upload.id)
                    .await
                    .unwrap()
                    .is_none()
            );
        }
    }
}
