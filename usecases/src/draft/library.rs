//! The material library (材料库): papers that an office accepted before, to be used again while they hold, each with consent.

use chrono::{Months, NaiveDate};
use domain::account::Hat;
use domain::case::Status;
use domain::draft::{Consented, Draft, File, Purpose, Sent};
use domain::id::{CitizenId, DraftId, FileId, MaterialId};
use domain::moment::Moment;
use domain::theme::Theme;
use domain::theme::material::Material;
use sha2::{Digest, Sha256};

use super::attach::room_for;
use super::read::MyDraft;
use super::{change, defer, own_to_change};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::theme;
use crate::token::hex;

/// A paper in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its photos or documents, in their order.
    pub files: Vec<File>,
    /// What it is.
    pub name: String,
    /// What it was handed in for.
    pub theme: String,
    /// Until when it can be used again.
    pub until: NaiveDate,
}

impl Held {
    /// When it was handed in.
    #[must_use]
    pub fn handed_in(&self) -> Option<Moment> {
        self.files.iter().map(|file| file.stored_at).min()
    }

    fn code(&self) -> Option<&String> {
        self.files.first()?.code.as_ref()
    }
}

/// Where a paper was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// What it was handed in for.
    pub theme: String,
    /// When.
    pub handed_in: Moment,
}

/// The asker's papers that can be used again, under the hat that is worn; the newest first.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub async fn list(ctx: &Context, asker: &Asker) -> Result<Vec<Held>> {
    let signed = asker.signed()?;
    held(ctx, &signed.citizen.id, &signed.worn.hat()).await
}

/// The papers in the library that serve as a material of the asker's own open draft. Not to an agent: the papers are the
/// principal's own to give.
///
/// # Errors
/// When the database fails.
pub async fn offered(ctx: &Context, mine: &MyDraft, material: &Material) -> Result<Vec<Held>> {
    let Some(citizen) = mine
        .draft
        .citizen
        .as_ref()
        .filter(|_| mine.draft.submitted_at.is_none())
    else {
        return Ok(Vec::new());
    };
    if material.library.is_none() || material.code.is_none() {
        return Ok(Vec::new());
    }
    let mut held = held(ctx, citizen, &mine.draft.hat).await?;
    held.retain(|held| serves(ctx, held, material));
    let is_taken = |held: &Held| {
        let mut own = mine.files_for(&material.id);
        own.any(|file| held.files.iter().any(|one| Some(&one.id) == file.taken_from.as_ref()))
    };
    held.retain(|held| !is_taken(held));
    Ok(held)
}

/// Uses a paper again, which this is the consent to: it becomes a paper of this draft, with the same content.
///
/// # Errors
/// [`Error::NotFound`] when it does not serve; refused when there are too many files.
pub async fn reuse(ctx: &Context, asker: &Asker, id: &DraftId, material: &MaterialId, paper: &FileId) -> Result<()> {
    let draft = own_to_change(ctx, asker, id).await?;
    let citizen = draft.citizen.clone().ok_or(Error::NotFound)?;
    let theme = theme::version(ctx, ctx.db.read(), &draft.theme_version).await?.theme;
    let material = theme.material(material).ok_or(Error::NotFound)?;
    let mut held = held(ctx, &citizen, &draft.hat).await?.into_iter();
    let is_it = |held: &Held| held.files.iter().any(|file| file.id == *paper) && serves(ctx, held, material);
    let held = held.find(is_it).ok_or(Error::NotFound)?;
    let (tx, draft) = change(ctx, asker, id).await?;
    let own = data::file::list(&*tx, id).await?;
    let is_new = |file: &&File| {
        let mut taken = own.iter().filter(|own| own.material == material.id);
        !taken.any(|own| own.taken_from.as_ref() == Some(&file.id))
    };
    let wanted: Vec<&File> = held.files.iter().filter(is_new).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    room_for(ctx, &own, &material.id, wanted.len())?;
    let last = own.last().map_or(0, |last| last.place);
    for (place, file) in (last + 1..).zip(wanted) {
        let taken = File {
            id: ctx.new_id().parse()?,
            draft: id.clone(),
            material: material.id.clone(),
            code: material.code.clone(),
            stored_at: ctx.now(),
            place,
            taken_from: Some(file.id.clone()),
            sent: Sent::WithApplication,
            ..file.clone()
        };
        data::file::insert(&*tx, &taken).await?;
    }
    defer::came(ctx, &tx, &draft, &material.id).await?;
    let given = Consented {
        id: ctx.new_id(),
        draft: id.clone(),
        purpose: Purpose::Library,
        given_at: ctx.now(),
        withdrawn_at: None,
        wording: wording(&held, &theme),
        theme_version: draft.theme_version.clone(),
    };
    data::consent::insert(&*tx, &citizen, &given).await?;
    Ok(tx.commit().await?)
}

/// Takes everything back that was taken from the library for an open draft.
pub(super) async fn give_back(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<()> {
    let (tx, draft) = change(ctx, asker, id).await?;
    let citizen = draft.citizen.ok_or(Error::NotFound)?;
    for file in data::file::list(&*tx, id).await? {
        if file.taken_from.is_some() {
            data::file::delete(&*tx, &file.id).await?;
        }
    }
    data::consent::withdraw(&*tx, &citizen, id, &[Purpose::Library], ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// Where a file was taken from; nothing for one that was handed in.
pub(crate) async fn origin(ctx: &Context, file: &File) -> Result<Option<Origin>> {
    let Some(from) = &file.taken_from else { return Ok(None) };
    let db = ctx.db.read();
    let Some(original) = data::file::find(db, from).await? else {
        return Ok(None);
    };
    let draft = data::draft::find(db, &original.draft).await?.ok_or(Error::NotFound)?;
    let theme = theme::version(ctx, db, &draft.theme_version).await?.theme;
    Ok(Some(Origin {
        theme: theme.name.clone(),
        handed_in: original.stored_at,
    }))
}

/// The papers of a citizen under a hat that an office accepted and that still hold.
async fn held(ctx: &Context, citizen: &CitizenId, hat: &Hat) -> Result<Vec<Held>> {
    if matches!(hat, Hat::Mandate(_)) {
        return Ok(Vec::new());
    }
    let db = ctx.db.read();
    let mut found: Vec<Held> = Vec::new();
    for file in data::file::list_library(db, citizen).await? {
        let same = |held: &&mut Held| {
            let first = held.files.first();
            first.is_some_and(|first| first.draft == file.draft && first.material == file.material)
        };
        if let Some(held) = found.iter_mut().find(same) {
            held.files.push(file);
            continue;
        }
        let draft = data::draft::find(db, &file.draft).await?.ok_or(Error::NotFound)?;
        let theme = theme::version(ctx, db, &draft.theme_version).await?.theme;
        let Some(material) = theme.material(&file.material).filter(|_| draft.hat == *hat) else {
            continue;
        };
        if is_accepted(ctx, &draft, &theme, &material.id).await? {
            found.extend(material.library.map(|months| Held {
                name: material.name.clone(),
                theme: theme.name.clone(),
                until: until(&file, months),
                files: vec![file],
            }));
        }
    }
    for held in &mut found {
        keep_latest(&mut held.files);
        held.files.sort_by_key(|file| (file.place, file.stored_at));
    }
    found.retain(|held| held.until >= ctx.today());
    Ok(found)
}

/// Of a paper that was handed in anew, what was sent last is what an office took; what it had found wrong is not lent.
fn keep_latest(files: &mut Vec<File>) {
    let sent_at = |file: &File| match file.sent {
        Sent::Later(at) => Some(at),
        Sent::WithApplication | Sent::NotYet => None,
    };
    let latest = files.iter().filter_map(sent_at).max();
    files.retain(|file| sent_at(file) == latest);
}

/// Whether an office that needed the paper took it.
async fn is_accepted(ctx: &Context, draft: &Draft, theme: &Theme, material: &MaterialId) -> Result<bool> {
    let db = ctx.db.read();
    let Some(application) = data::application::find_by_draft(db, &draft.id).await? else {
        return Ok(false);
    };
    let cases = data::case::list(db, &application.id).await?;
    let took = |case: &domain::case::Case| {
        matches!(case.status, Status::Accepted | Status::Granted) && theme.needs(&case.item, material)
    };
    Ok(cases.iter().any(took))
}

/// Whether a paper serves as this material today.
fn serves(ctx: &Context, held: &Held, material: &Material) -> bool {
    let is_same = material.code.is_some() && held.code() == material.code.as_ref();
    let holds = |months| held.files.iter().all(|file| until(file, months) >= ctx.today());
    is_same && material.library.is_some_and(holds)
}

/// The last day of a paper that is used again for so many months; earlier where the citizen says that it ends earlier.
fn until(file: &File, months: u32) -> NaiveDate {
    let last = file.stored_at.day().checked_add_months(Months::new(months));
    let last = last.unwrap_or(NaiveDate::MAX);
    file.valid_until.map_or(last, |until| until.min(last))
}

/// The hash of what was consented to: which content, for which theme.
fn wording(held: &Held, theme: &Theme) -> String {
    let papers: Vec<_> = held.files.iter().map(|file| file.sha256.as_str()).collect();
    hex(&Sha256::digest(format!("{}\n{}", theme.slug, papers.join("\n"))))
}

#[cfg(test)]
mod tests;
