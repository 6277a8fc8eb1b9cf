//! Carry over: a draft goes on with the version that follows its own. Offered from publication, needed once its own has ended.

mod prospect;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use data::Transaction;
use data::aside::SetAside;
use domain::answer::FieldId;
use domain::draft::{Draft, File};
use domain::id::{DraftId, FileId, ThemeVersionId};
use domain::theme::Theme;
use domain::theme::succession::{Aside, Held, Paper, Succession};

use super::deliver::Wishes;
use super::read::MyDraft;
use super::{consents, deliver, promise};
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::theme;
pub use prospect::{Limit, Line, Prospect, look};

/// The version that a draft can go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Successor {
    /// The version.
    pub version: ThemeVersionId,
    /// The last day on which the draft may go on with its own.
    pub holds_until: Option<NaiveDate>,
    /// It is the one of another county than its own.
    pub is_elsewhere: bool,
}

impl Successor {
    /// Whether the draft can only go on with it.
    #[must_use]
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.holds_until.is_some_and(|until| until < today)
    }
}

/// The version that an open draft can go on with: the newest where the asker says to be, or else where it was begun.
pub(crate) async fn successor(
    ctx: &Context,
    db: &impl data::Connection,
    version: &ThemeVersionId,
) -> Result<Option<Successor>> {
    let own = data::theme::find_standing(db, version).await?.ok_or(Error::NotFound)?;
    let region = ctx.region.as_deref().or(own.region.as_deref());
    let newest = data::theme::find_current_id(db, &own.slug, region).await?;
    let Some(newest) = newest.filter(|newest| newest != version) else {
        return Ok(None);
    };
    let its = data::theme::find_standing(db, &newest).await?.ok_or(Error::NotFound)?;
    Ok(Some(Successor {
        version: newest,
        holds_until: own.holds_until,
        is_elsewhere: its.region != own.region,
    }))
}

/// Refuses what a draft whose version has ended is no longer good for.
pub(crate) async fn must_not_be_due(ctx: &Context, db: &impl data::Connection, draft: &Draft) -> Result<()> {
    match successor(ctx, db, &draft.theme_version).await? {
        Some(next) if next.is_due(ctx.today()) => Err(Error::CarryOverFirst(draft.id.clone())),
        _ => Ok(()),
    }
}

/// Carries the asker's draft over to this version, as it was shown. One that is there already, or is to go on with yet another
/// version by now, stays as it is.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; refused when the draft was submitted meanwhile.
pub async fn carry_over(ctx: &Context, asker: &Asker, id: &DraftId, to: &ThemeVersionId) -> Result<()> {
    let (tx, draft) = super::change(ctx, asker, id).await?;
    let next = successor(ctx, &*tx, &draft.theme_version).await?;
    if next.is_none_or(|next| next.version != *to) {
        return Ok(());
    }
    go_on(ctx, &tx, &draft, to).await?;
    tx.commit().await?;
    super::consult::consult(ctx, asker, id).await
}

/// Carries over what a guest answered, once its version has ended: there is no page of theirs that would tell of it.
pub(crate) async fn carry_over_guests(ctx: &Context, draft: Draft) -> Result<Draft> {
    let next = successor(ctx, ctx.db.read(), &draft.theme_version).await?;
    let Some(next) = next.filter(|next| next.is_due(ctx.today())) else {
        return Ok(draft);
    };
    let tx = ctx.db.write().await?;
    if !data::draft::touch(&*tx, &draft.id, ctx.now()).await? {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    let draft = data::draft::find(&*tx, &draft.id).await?.ok_or(Error::NotFound)?;
    go_on(ctx, &tx, &draft, &next.version).await?;
    let draft = data::draft::find(&*tx, &draft.id).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(draft)
}

/// The draft, which is held, in another version.
async fn go_on(ctx: &Context, tx: &Transaction, draft: &Draft, to: &ThemeVersionId) -> Result<()> {
    let old = theme::version(ctx, &**tx, &draft.theme_version).await?.theme;
    let new = theme::version(ctx, &**tx, to).await?.theme;
    let before = held(ctx, &**tx, draft).await?;
    let wishes = Wishes::of(ctx, &**tx, draft, (&*old, &before.answers)).await?;
    let way = from_to(ctx, &old, &new);
    let after = way.carry(&without_wishes(&before, &way, &wishes));
    store(ctx, tx, draft, &before, &after).await?;
    promise::forget_others(tx, draft, &old, &new).await?;
    wishes.keep(ctx, tx, &draft.id, &new).await?;
    deliver::forget_gone(tx, draft, &new).await?;
    let chosen = Draft {
        chosen: after.chosen,
        ..draft.clone()
    };
    if !data::draft::set_version(&**tx, &chosen, to).await? {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    consents::ask_anew(ctx, tx, draft, &old, &new).await
}

fn from_to<'a>(ctx: &Context, old: &'a Theme, new: &'a Theme) -> Succession<'a> {
    Succession {
        old,
        new,
        today: ctx.today(),
    }
}

/// What is carried over as it is: all but the answers that go on as how results are delivered.
fn without_wishes(before: &Held, way: &Succession<'_>, wishes: &Wishes<'_>) -> Held {
    let is_wish = |field: &FieldId| way.place(field).is_none() && wishes.goes_on(field, way.new);
    let others = before.answers.iter().filter(|(field, _)| !is_wish(field));
    Held {
        answers: others.map(|(field, answer)| (field.clone(), answer.clone())).collect(),
        ..before.clone()
    }
}

/// What a guest's draft holds, in the version of another draft.
pub(super) async fn in_version_of(ctx: &Context, tx: &Transaction, guests: &Draft, new: &Theme) -> Result<Held> {
    let old = theme::version(ctx, &**tx, &guests.theme_version).await?.theme;
    let before = held(ctx, &**tx, guests).await?;
    Ok(from_to(ctx, &old, new).carry(&before))
}

/// What the citizen put into a draft.
async fn held(ctx: &Context, db: &impl data::Connection, draft: &Draft) -> Result<Held> {
    let mut aside = Vec::new();
    for one in data::aside::list(db, &draft.id).await? {
        let asked: Arc<Theme> = theme::version(ctx, db, &one.version).await?.theme;
        aside.push(Aside {
            element: asked.element(&one.typed_as).cloned(),
            field: one.field,
            typed_as: one.typed_as,
            version: Some(one.version),
            beside: one.beside,
            text: one.text,
        });
    }
    let files = data::file::list(db, &draft.id).await?.into_iter();
    let paper = |file: domain::draft::File| {
        let paper = Paper {
            material: file.material,
            code: file.code,
        };
        (file.id, paper)
    };
    Ok(Held {
        answers: data::answer::list(db, &draft.id).await?,
        rivals: data::rival::list(db, &draft.id).await?,
        aside,
        chosen: draft.chosen.clone(),
        files: files.map(paper).collect(),
    })
}

/// What was put aside of a draft of this theme in words, by the field that asks again for it; not what waits for another record that
/// may be read yet.
pub(super) async fn in_words(ctx: &Context, theme: &Theme, draft: &DraftId) -> Result<BTreeMap<FieldId, String>> {
    let mut words = BTreeMap::new();
    for aside in data::aside::list(ctx.db.read(), draft).await? {
        let may_come_back = |record| super::beside::can_come_back(&ctx.city, theme, &aside.field, record);
        if aside.beside.as_ref().is_some_and(may_come_back) {
            continue;
        }
        let asked = theme::version(ctx, ctx.db.read(), &aside.version).await?.theme;
        let text = match asked.element(&aside.typed_as) {
            Some(element) => element.kind.label(&aside.text).into_owned(),
            None => aside.text,
        };
        words.insert(aside.field, text);
    }
    Ok(words)
}

async fn store(ctx: &Context, tx: &Transaction, draft: &Draft, before: &Held, after: &Held) -> Result<()> {
    let id = &draft.id;
    for (field, _) in before
        .answers
        .iter()
        .filter(|(field, _)| after.answers.get(field).is_none())
    {
        data::answer::delete(&**tx, id, field).await?;
    }
    for (field, answer) in after.answers.iter() {
        if before.answers.get(field) != Some(answer) {
            data::answer::save(&**tx, id, field, answer).await?;
        }
    }
    if before.rivals != after.rivals {
        data::rival::delete_all(&**tx, id).await?;
        for (field, text) in &after.rivals {
            data::rival::save(&**tx, id, field, text, ctx.now()).await?;
        }
    }
    if before.aside != after.aside {
        data::aside::delete_all(&**tx, [id]).await?;
        for aside in &after.aside {
            put_aside(ctx, tx, draft, aside).await?;
        }
    }
    for (file, paper) in &after.files {
        if before.files.get(file) != Some(paper) {
            data::file::set_material(&**tx, file, &paper.material).await?;
        }
    }
    Ok(())
}

/// Keeps a text beside the draft.
pub(super) async fn put_aside(ctx: &Context, tx: &Transaction, draft: &Draft, aside: &Aside) -> Result<()> {
    let last = data::aside::list(&**tx, &draft.id).await?.pop();
    // One after the other, so that their order is kept.
    let at = last.map_or(ctx.now(), |last| ctx.now().max(last.at.plus(1)));
    let kept = SetAside {
        id: ctx.new_id(),
        field: aside.field.clone(),
        typed_as: aside.typed_as.clone(),
        version: aside.version.clone().unwrap_or_else(|| draft.theme_version.clone()),
        beside: aside.beside.clone(),
        text: aside.text.clone(),
        at,
    };
    Ok(data::aside::insert(&**tx, &draft.id, &kept).await?)
}

/// The papers that nothing in a draft asks for any more: once it is submitted they are kept for nothing.
pub(crate) fn without_place(mine: &MyDraft) -> impl Iterator<Item = &FileId> {
    let is_asked = |file: &&File| mine.theme.materials.iter().any(|material| material.id == file.material);
    mine.files
        .iter()
        .filter(move |file| !is_asked(file))
        .map(|file| &file.id)
}

#[cfg(test)]
mod tests;
