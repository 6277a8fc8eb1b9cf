//! Attach a file to a draft, hand it out, take it away.

use bytes::Bytes;
use data::Connection;
use data::content::{Sealer, unseal};
use domain::draft::{File, MediaType};
use domain::id::{DraftId, FileId, MaterialId};
use domain::theme::material::Material;
use futures::{Stream, StreamExt};
use object_store::path::Path;
use object_store::{ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};

use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::theme;
use crate::token::hex;

/// How many bytes tell what a file is.
const HEAD: usize = 512;

/// A file on its way in.
#[derive(Debug)]
pub struct Upload<S> {
    /// Its name on the phone.
    pub name: String,
    /// Its content, as it arrives.
    pub content: S,
}

/// Stores a file for a material of the citizen's draft: judged by its content while it arrives, safe before it is acknowledged.
///
/// # Errors
/// Refused when it is too large, empty, of another kind, or one too many; [`Error::NotFound`] for somebody else's draft.
pub async fn attach<S, E>(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    material: &MaterialId,
    upload: Upload<S>,
) -> Result<File>
where
    S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
    E: std::error::Error + Send + Sync + 'static,
{
    let material = allowed(ctx, asker, id, material).await?;
    let file_id: FileId = ctx.new_id().parse()?;
    let (media_type, size, sha256) = store(ctx, &file_id, upload.content).await?;
    let file = File {
        id: file_id,
        draft: id.clone(),
        material: material.id,
        code: material.code,
        name: upload.name.chars().filter(|c| !c.is_control()).take(120).collect(),
        media_type,
        size,
        sha256,
        stored_at: ctx.now(),
    };
    match record(ctx, asker, &file).await {
        Ok(()) => Ok(file),
        Err(error) => {
            remove_content(ctx, &file.id).await;
            Err(error)
        }
    }
}

async fn record(ctx: &Context, asker: &Asker, file: &File) -> Result<()> {
    let (tx, _) = super::change(ctx, asker, &file.draft).await?;
    // Again, now that the draft is held: others may have been handed in while this one arrived.
    room_for_one_more(ctx, &*tx, &file.draft, &file.material).await?;
    data::file::insert(&*tx, file).await?;
    Ok(tx.commit().await?)
}

async fn room_for_one_more(
    ctx: &Context,
    db: &impl data::Connection,
    id: &DraftId,
    material: &MaterialId,
) -> Result<()> {
    let already = data::file::list(db, id).await?;
    let count = already.iter().filter(|file| file.material == *material).count();
    if count < ctx.limits.files_per_material {
        Ok(())
    } else {
        Err(Error::Refused(Refusal::TooManyFiles))
    }
}

/// The material, if the citizen may hand in one more file for it: asked before a byte of the file is read.
///
/// # Errors
/// As [`attach`].
pub async fn allowed(ctx: &Context, asker: &Asker, id: &DraftId, material: &MaterialId) -> Result<Material> {
    let draft = super::own(ctx, asker, id).await?;
    let theme = theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme;
    let material = theme.materials.iter().find(|known| known.id == *material);
    let material = material.cloned().ok_or(Error::NotFound)?;
    room_for_one_more(ctx, ctx.db.read(), id, &material.id).await?;
    Ok(material)
}

/// Takes a file away from the citizen's draft.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; refused when the draft was submitted meanwhile.
pub async fn detach(ctx: &Context, asker: &Asker, id: &FileId) -> Result<File> {
    let file = data::file::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let (tx, _) = super::change(ctx, asker, &file.draft).await?;
    data::file::delete(&*tx, id).await?;
    tx.commit().await?;
    remove_content(ctx, id).await;
    Ok(file)
}

/// A file of the citizen's own draft or application, with its content.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn open(ctx: &Context, asker: &Asker, id: &FileId) -> Result<(File, Bytes)> {
    let file = data::file::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    super::own(ctx, asker, &file.draft).await?;
    let content = content(ctx, id).await?;
    Ok((file, content))
}

/// The content of a stored file.
pub(crate) async fn content(ctx: &Context, id: &FileId) -> Result<Bytes> {
    let sealed = ctx.store.get(&place(id)).await?.bytes().await?;
    Ok(unseal(ctx.db.read().keys(), id.as_str(), &sealed)?.into())
}

/// Removes the content of a file whose record is gone; what cannot be removed is only noted, it can be found by nobody.
pub(crate) async fn remove_content(ctx: &Context, id: &FileId) {
    if let Err(error) = ctx.store.delete(&place(id)).await {
        tracing::warn!(file = id.as_str(), %error, "the content of a removed file is still in the store");
    }
}

fn place(id: &FileId) -> Path {
    Path::from(format!("files/{id}"))
}

/// Writes the content while it arrives; whatever is refused leaves nothing behind.
async fn store<S, E>(ctx: &Context, id: &FileId, mut content: S) -> Result<(MediaType, u64, String)>
where
    S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
    E: std::error::Error + Send + Sync + 'static,
{
    let mut head: Vec<u8> = Vec::new();
    let mut writer = WriteMultipart::new(ctx.store.put_multipart(&place(id)).await?);
    let (mut sealer, head_of_file) = Sealer::begin(ctx.db.read().keys(), id.as_str())?;
    writer.write(&head_of_file);
    let mut hash = Sha256::new();
    let mut size = 0_u64;
    let refused = loop {
        match content.next().await {
            None => break None,
            Some(Err(error)) => break Some(Error::Internal(Box::new(error))),
            Some(Ok(chunk)) => {
                size += chunk.len() as u64;
                if size > ctx.limits.file_bytes {
                    break Some(Error::Refused(Refusal::FileTooLarge));
                }
                head.extend(chunk.iter().take(HEAD.saturating_sub(head.len())));
                hash.update(&chunk);
                writer.put(sealer.take(&chunk)?.into());
                if let Err(error) = writer.wait_for_capacity(2).await {
                    break Some(error.into());
                }
            }
        }
    };
    let refused = refused.or_else(|| (size == 0).then_some(Error::Refused(Refusal::FileEmpty)));
    let kind = infer::get(&head).and_then(|kind| MediaType::from_mime(kind.mime_type()));
    match (refused, kind) {
        (None, Some(kind)) => {
            writer.put(sealer.end()?.into());
            writer.finish().await?;
            Ok((kind, size, hex(&hash.finalize())))
        }
        (refused, _) => {
            writer.abort().await?;
            Err(refused.unwrap_or(Error::Refused(Refusal::FileKind)))
        }
    }
}

#[cfg(test)]
mod tests;
