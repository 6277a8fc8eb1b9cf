//! Attach a file to a draft, hand it out, take it away.

use std::mem::discriminant;

use bytes::Bytes;
use data::Connection;
use data::content::{Sealer, unseal};
use domain::draft::{File, Purpose, Sent};
use domain::id::{DraftId, FileId, MaterialId};
use domain::theme::material::Material;
use futures::{Stream, StreamExt};
use object_store::path::Path;
use object_store::{ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};

use super::defer;
use super::paper::{self, Paper};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::theme;
use crate::token::hex;

/// How many bytes tell what a file is.
const HEAD: usize = 512;

/// A file on its way in.
#[derive(Debug)]
pub struct Arriving<S> {
    /// Its name on the phone.
    pub name: String,
    /// Its content, as it arrives.
    pub content: S,
    /// SHA-256 of the whole, hexadecimal, where it was announced.
    pub sha256: Option<String>,
}

/// Stores a file for a material of the citizen's draft: judged by its content while it arrives, safe before it is acknowledged.
///
/// # Errors
/// Refused when it is too large, empty, of another kind, or one too many; [`Error::NotFound`] for somebody else's draft.
pub async fn attach<S>(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    material: &MaterialId,
    arriving: Arriving<S>,
) -> Result<File>
where
    S: Stream<Item = Result<Bytes>> + Unpin,
{
    let material = allowed(ctx, asker, id, material).await?;
    take_in(ctx, asker, id, &material, arriving, Twice::TwoFiles).await
}

/// As [`attach`], for a sender that cannot see what came, and sends again what it was not answered for: the file that is there
/// already is the answer, also where there is room for no other.
///
/// # Errors
/// As [`attach`].
pub(super) async fn attach_once<S>(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    material: &MaterialId,
    arriving: Arriving<S>,
) -> Result<File>
where
    S: Stream<Item = Result<Bytes>> + Unpin,
{
    let (material, _) = asked_for(ctx, asker, id, material).await?;
    take_in(ctx, asker, id, &material, arriving, Twice::OneFile).await
}

/// What the same content is, when it comes twice for the same paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Twice {
    OneFile,
    TwoFiles,
}

async fn take_in<S>(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    material: &Material,
    arriving: Arriving<S>,
    twice: Twice,
) -> Result<File>
where
    S: Stream<Item = Result<Bytes>> + Unpin,
{
    let file_id: FileId = ctx.new_id().parse()?;
    let sha256 = store(ctx, &file_id, arriving.content).await?;
    let recorded = async {
        if arriving.sha256.is_some_and(|announced| announced != sha256) {
            return Err(Error::Refused(Refusal::FileOther));
        }
        let paper = judge(ctx, &file_id).await?;
        let file = File {
            id: file_id.clone(),
            draft: id.clone(),
            material: material.id.clone(),
            code: material.code.clone(),
            name: arriving.name.chars().filter(|c| !c.is_control()).take(120).collect(),
            media_type: paper.media_type,
            size: paper.content.len() as u64,
            sha256: hex(&Sha256::digest(&paper.content)),
            stored_at: ctx.now(),
            pixels: paper.pixels,
            pages: paper.pages,
            place: 0,
            turned: 0,
            sent: Sent::WithApplication,
            is_blank: paper.is_blank,
            valid_until: None,
            taken_from: None,
        };
        record(ctx, asker, file, twice).await
    };
    let recorded = recorded.await;
    if !recorded.as_ref().is_ok_and(|file| file.id == file_id) {
        remove_content(ctx, &file_id).await;
    }
    recorded
}

/// Judges the content that was stored, and keeps of it what is kept. One file at a time: each takes as much memory as it is
/// large, several times over.
async fn judge(ctx: &Context, id: &FileId) -> Result<Paper> {
    let _turn = ctx.judging.lock().await;
    let arrived = content(ctx, id).await?;
    let reading = arrived.clone();
    // Whatever a stranger's file does to who reads it, it does there.
    let paper = tokio::task::spawn_blocking(move || paper::read(reading)).await;
    let paper = paper.unwrap_or(Err(Refusal::FileBroken)).map_err(Error::Refused)?;
    if paper.content != arrived {
        ctx.store
            .put(&place(id), seal(ctx, id.as_str(), &paper.content)?.into())
            .await?;
    }
    Ok(paper)
}

/// Seals a content under its name.
pub(super) fn seal(ctx: &Context, name: &str, content: &[u8]) -> Result<Vec<u8>> {
    let (mut sealer, mut bytes) = Sealer::begin(ctx.db.read().keys(), name)?;
    bytes.extend(sealer.take(content)?);
    bytes.extend(sealer.end()?);
    Ok(bytes)
}

async fn record(ctx: &Context, asker: &Asker, mut file: File, twice: Twice) -> Result<File> {
    let (tx, draft, sent) = super::supply(ctx, asker, &file.draft, &file.material).await?;
    file.sent = sent;
    // Again, now that the draft is held: others may have been handed in while this one arrived.
    let others = data::file::list(&*tx, &file.draft).await?;
    if twice == Twice::OneFile
        && let Some(there) = others.iter().find(|other| is_same(other, &file))
    {
        return Ok(there.clone());
    }
    room_for(ctx, &alike(&others, sent), &file.material, 1)?;
    let mut sides = others.iter().filter(|other| other.material == file.material);
    file.valid_until = sides.find_map(|side| side.valid_until);
    file.place = others.last().map_or(0, |last| last.place) + 1;
    data::file::insert(&*tx, &file).await?;
    if sent != Sent::NotYet {
        defer::came(ctx, &tx, &draft, &file.material).await?;
    }
    tx.commit().await?;
    Ok(file)
}

/// Whether a file is this one, which came before in the same way: what an office asked for anew is not there because it was before.
fn is_same(other: &File, file: &File) -> bool {
    other.material == file.material
        && other.sha256 == file.sha256
        && discriminant(&other.sent) == discriminant(&file.sent)
}

/// The files that came like this one: what came with the application leaves the room of what comes later as it is.
fn alike(already: &[File], sent: Sent) -> Vec<File> {
    let same = |file: &&File| (file.sent == Sent::WithApplication) == (sent == Sent::WithApplication);
    already.iter().filter(same).cloned().collect()
}

/// Whether there is room for so many more files of a material.
pub(super) fn room_for(ctx: &Context, already: &[File], material: &MaterialId, more: usize) -> Result<()> {
    let count = already.iter().filter(|file| file.material == *material).count();
    if count + more <= ctx.limits.files_per_material {
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
    let (material, already) = asked_for(ctx, asker, id, material).await?;
    room_for(ctx, &already, &material.id, 1)?;
    Ok(material)
}

/// The material, if it can be handed in now, and what came already as it would.
async fn asked_for(ctx: &Context, asker: &Asker, id: &DraftId, material: &MaterialId) -> Result<(Material, Vec<File>)> {
    let draft = super::own(ctx, asker, id).await?;
    let theme = theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme;
    let material = theme.material(material).cloned().ok_or(Error::NotFound)?;
    let sent = match draft.submitted_at {
        None => Sent::WithApplication,
        Some(_) => super::sent_later(ctx, ctx.db.read(), &draft, &material.id).await?,
    };
    let already = data::file::list(ctx.db.read(), id).await?;
    Ok((material, alike(&already, sent)))
}

/// Takes a file away from the citizen's draft.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; refused when the draft was submitted meanwhile.
pub async fn detach(ctx: &Context, asker: &Asker, id: &FileId) -> Result<File> {
    let file = data::file::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let tx = super::change_file(ctx, asker, &file).await?;
    data::file::delete(&*tx, id).await?;
    let left = data::file::list(&*tx, &file.draft).await?;
    if file.taken_from.is_some() && left.iter().all(|file| file.taken_from.is_none()) {
        let draft = data::draft::find(&*tx, &file.draft).await?.ok_or(Error::NotFound)?;
        let citizen = draft.citizen.ok_or(Error::NotFound)?;
        data::consent::withdraw(&*tx, &citizen, &file.draft, &[Purpose::Library], ctx.now()).await?;
    }
    tx.commit().await?;
    remove_contents(ctx, [&file]).await;
    Ok(file)
}

/// A file of the citizen's own draft or application, with its content.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's.
pub async fn open(ctx: &Context, asker: &Asker, id: &FileId) -> Result<(File, Bytes)> {
    let file = data::file::find(ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    super::own(ctx, asker, &file.draft).await?;
    let content = content(ctx, file.content()).await?;
    Ok((file, content))
}

/// The content of a stored file.
pub(crate) async fn content(ctx: &Context, id: &FileId) -> Result<Bytes> {
    let sealed = ctx.store.get(&place(id)).await?.bytes().await?;
    Ok(unseal(ctx.db.read().keys(), id.as_str(), &sealed)?.into())
}

/// Removes the contents of files whose records are gone; what was taken from the library lies elsewhere and stays there.
pub(crate) async fn remove_contents(ctx: &Context, files: impl IntoIterator<Item = &File>) {
    for file in files {
        if file.taken_from.is_none() {
            remove_content(ctx, &file.id).await;
        }
    }
}

/// Removes the content of a file whose record is gone.
pub(crate) async fn remove_content(ctx: &Context, id: &FileId) {
    remove_object(ctx, &place(id)).await;
}

/// Removes something from the store; what cannot be removed is only noted, it can be found by nobody.
pub(super) async fn remove_object(ctx: &Context, place: &Path) {
    if let Err(error) = ctx.store.delete(place).await {
        tracing::warn!(%place, %error, "what was removed is still in the store");
    }
}

fn place(id: &FileId) -> Path {
    Path::from(format!("files/{id}"))
}

/// Writes the content while it arrives, and gives its SHA-256; whatever is refused leaves nothing behind.
async fn store<S>(ctx: &Context, id: &FileId, mut content: S) -> Result<String>
where
    S: Stream<Item = Result<Bytes>> + Unpin,
{
    let mut head: Vec<u8> = Vec::new();
    let mut writer = WriteMultipart::new(ctx.store.put_multipart(&place(id)).await?);
    let (mut sealer, head_of_file) = Sealer::begin(ctx.db.read().keys(), id.as_str())?;
    writer.write(&head_of_file);
    let (mut size, mut hash) = (0_u64, Sha256::new());
    let refused = loop {
        match content.next().await {
            None => break None,
            Some(Err(error)) => break Some(error),
            Some(Ok(chunk)) => {
                size += chunk.len() as u64;
                if size > ctx.limits.file_bytes {
                    break Some(Error::Refused(Refusal::FileTooLarge));
                }
                hash.update(&chunk);
                head.extend(chunk.iter().take(HEAD.saturating_sub(head.len())));
                writer.put(sealer.take(&chunk)?.into());
                if let Err(error) = writer.wait_for_capacity(2).await {
                    break Some(error.into());
                }
            }
        }
    };
    let refused = refused.or_else(|| (size == 0).then_some(Error::Refused(Refusal::FileEmpty)));
    match refused.or_else(|| paper::kind(&head).err().map(Error::Refused)) {
        None => {
            writer.put(sealer.end()?.into());
            writer.finish().await?;
            Ok(hex(&hash.finalize()))
        }
        Some(refused) => {
            writer.abort().await?;
            Err(refused)
        }
    }
}

#[cfg(test)]
mod tests;
