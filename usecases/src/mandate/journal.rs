//! The journal of a mandate: what was done under it, for the principal to read.

use data::Transaction;
use data::mandate::Use;
use domain::account::{Citizen, Hat};
use domain::id::{CitizenId, MandateId};

use crate::context::Context;
use crate::error::Result;

/// What an agent does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Began to act for the principal.
    PutOn,
    /// Opened or changed a draft, or looked at an application.
    Opened,
    /// Had registers read for the principal.
    Consulted,
    /// Submitted.
    Submitted,
    /// Withdrew an application, or a case of it.
    Withdrew,
    /// Mended what an office asked for.
    Mended,
}

impl Kind {
    /// Every kind with the word it is stored under.
    const ALL: [(Self, &'static str); 6] = [
        (Self::PutOn, "put-on"),
        (Self::Opened, "opened"),
        (Self::Consulted, "consulted"),
        (Self::Submitted, "submitted"),
        (Self::Withdrew, "withdrew"),
        (Self::Mended, "mended"),
    ];

    pub(super) fn as_str(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The kind of a stored word.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, stored)| *stored == word).map(|(kind, _)| *kind)
    }
}

/// Writes a use down when somebody did it under a mandate that another gave them.
pub(crate) async fn note_under(
    ctx: &Context,
    tx: &Transaction,
    hat: &Hat,
    by: &Citizen,
    kind: Kind,
    about: &str,
) -> Result<()> {
    let Hat::Mandate(id) = hat else { return Ok(()) };
    let mandate = data::mandate::find(&**tx, id).await?;
    if mandate.is_some_and(|mandate| mandate.principal != by.id) {
        data::mandate::note(&**tx, id, &used(ctx, &by.id, kind, about)).await?;
    }
    Ok(())
}

/// Writes a use down, unless the same stands there for today.
pub(crate) async fn note(ctx: &Context, id: &MandateId, by: &CitizenId, kind: Kind, about: &str) -> Result<()> {
    let used = used(ctx, by, kind, about);
    if data::mandate::is_noted(ctx.db.read(), id, &used).await? {
        return Ok(());
    }
    let tx = ctx.db.write().await?;
    data::mandate::note(&*tx, id, &used).await?;
    Ok(tx.commit().await?)
}

fn used(ctx: &Context, by: &CitizenId, kind: Kind, about: &str) -> Use {
    Use {
        by: by.clone(),
        kind: kind.as_str().to_owned(),
        about: about.to_owned(),
        at: ctx.now(),
    }
}
