//! On whose behalf a citizen acts. The session knows it, no form says it; a draft and an application keep the hat they were
//! begun under, and whoever opens them must be allowed to wear it.

pub mod list;
pub mod put_on;

use domain::account::{Citizen, Hat, Organisation};
use domain::id::{CitizenId, DraftId, MandateId, OrganisationId, Slug, ThemeVersionId};
use domain::mandate::{Mandate, Standing};

use crate::asker::Signed;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::{mandate, theme};

/// How long the business register's word on who represents an organisation holds, milliseconds: a day.
const CONFIRMED: i64 = 24 * 3_600_000;

/// A hat with what it is about.
#[derive(Debug, Clone, Default)]
pub enum Worn {
    /// One's own.
    #[default]
    Own,
    /// That of a principal.
    Mandate(Box<Mandate>, Box<Citizen>),
    /// That of an organisation.
    Organisation(Organisation),
}

impl Worn {
    /// Which hat it is.
    #[must_use]
    pub fn hat(&self) -> Hat {
        match self {
            Self::Own => Hat::Own,
            Self::Mandate(mandate, _) => Hat::Mandate(mandate.id.clone()),
            Self::Organisation(organisation) => Hat::Organisation(organisation.id.clone()),
        }
    }

    /// Lets what it is worn for: an agent only acts in the themes of the mandate.
    ///
    /// # Errors
    /// Refused for another theme.
    pub(crate) fn covers(&self, theme: &Slug) -> Result<()> {
        match self {
            Self::Mandate(mandate, _) if mandate.themes.as_ref().is_some_and(|themes| !themes.contains(theme)) => {
                Err(Error::Refused(Refusal::OtherTheme))
            }
            _ => Ok(()),
        }
    }

    /// The name of whom it is for; nothing for oneself.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Own => None,
            Self::Mandate(_, principal) => principal.real_name.as_ref().map(|known| known.name.as_str()),
            Self::Organisation(organisation) => Some(&organisation.name),
        }
    }
}

/// The hat with what it is about, if this citizen may wear it now.
pub(crate) async fn look_up(ctx: &Context, who: &Citizen, hat: &Hat) -> Result<Option<Worn>> {
    let db = ctx.db.read();
    Ok(match hat {
        Hat::Own => Some(Worn::Own),
        Hat::Mandate(id) => {
            let mandate = data::mandate::find(db, id).await?;
            let agencies = data::agency::list_of(db, &who.id).await?;
            let is_live = |mandate: &Mandate| {
                mandate.agent.is(&who.id, &agencies) && mandate.standing(ctx.today()) == Standing::Live
            };
            match mandate.filter(is_live) {
                Some(mandate) => {
                    let principal = data::account::find_citizen(db, &mandate.principal).await?;
                    principal.map(|principal| Worn::Mandate(Box::new(mandate), Box::new(principal)))
                }
                None => None,
            }
        }
        Hat::Organisation(id) if represents(ctx, &who.id, id).await? => {
            data::organisation::find(db, id).await?.map(Worn::Organisation)
        }
        Hat::Organisation(_) => None,
    })
}

async fn represents(ctx: &Context, who: &CitizenId, organisation: &OrganisationId) -> Result<bool> {
    let confirmed = data::organisation::confirmed_at(ctx.db.read(), organisation, who).await?;
    Ok(confirmed.is_some_and(|at| at.plus(CONFIRMED) > ctx.now()))
}

/// Who fills something in that stands under this hat: the agent, or the organisation; nothing for one's own.
pub(crate) async fn filer(db: &impl data::Connection, hat: &Hat) -> Result<Option<String>> {
    Ok(match hat {
        Hat::Own => None,
        Hat::Mandate(id) => data::mandate::find(db, id).await?.map(|mandate| mandate.agent.name),
        Hat::Organisation(id) => data::organisation::find(db, id).await?.map(|known| known.name),
    })
}

/// Lets a page about something show only while its hat is worn: what stands around it speaks for the same person. Its principal
/// looks at it as themselves.
///
/// # Errors
/// [`Error::WearFirst`] under another hat.
pub(crate) fn must_wear(signed: &Signed, citizen: Option<&CitizenId>, hat: &Hat) -> Result<()> {
    let worn = signed.worn.hat();
    let is_principals = matches!(hat, Hat::Mandate(_)) && citizen == Some(&signed.citizen.id);
    let wanted = if is_principals { &Hat::Own } else { hat };
    if worn == *wanted {
        Ok(())
    } else {
        Err(Error::WearFirst(wanted.clone()))
    }
}

/// Something that somebody filed or files, and may be another's to go on with.
pub(crate) struct Filed<'a> {
    /// Whose it is.
    pub(crate) citizen: Option<&'a CitizenId>,
    /// Under which hat it was begun.
    pub(crate) hat: &'a Hat,
    /// Of which theme.
    pub(crate) version: &'a ThemeVersionId,
    /// Its draft.
    pub(crate) draft: &'a DraftId,
    /// Whether it is not submitted yet.
    pub(crate) is_open: bool,
}

/// Lets the citizen whose it is, the agent of a mandate that is live for its theme, and whoever represents the organisation. What an
/// agent opens is written down for the principal.
///
/// # Errors
/// [`Error::NotFound`] for anybody else; refused when it was the citizen's to do, and no longer is.
pub(crate) async fn admit(ctx: &Context, who: &Citizen, filed: &Filed<'_>) -> Result<()> {
    let admitted = judge(ctx, &who.id, filed).await;
    if matches!(admitted, Err(Error::Refused(Refusal::HatOver))) {
        tracing::info!(draft = %filed.draft, "a mandate was used after its end");
    }
    match admitted? {
        Some(id) => {
            mandate::journal::note(ctx, id, &who.id, mandate::journal::Kind::Opened, filed.draft.as_str()).await
        }
        None => Ok(()),
    }
}

/// Whether [`admit`] would let the citizen. Who reads what something is called has not opened it.
pub(crate) async fn would_admit(ctx: &Context, who: &CitizenId, filed: &Filed<'_>) -> Result<bool> {
    match judge(ctx, who, filed).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound | Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Lets who may, and says by which mandate, if by one.
async fn judge<'a>(ctx: &Context, who: &CitizenId, filed: &Filed<'a>) -> Result<Option<&'a MandateId>> {
    match filed.hat {
        // A form holds what the account of whoever began it knows, so colleagues follow what was submitted and nothing before.
        Hat::Organisation(_) if filed.is_open && filed.citizen != Some(who) => Err(Error::NotFound),
        Hat::Organisation(id) if represents(ctx, who, id).await? => Ok(None),
        Hat::Organisation(_) if filed.citizen == Some(who) => Err(Error::Refused(Refusal::RepresentsNoMore)),
        Hat::Own | Hat::Mandate(_) if filed.citizen == Some(who) => Ok(None),
        Hat::Own | Hat::Organisation(_) => Err(Error::NotFound),
        Hat::Mandate(id) => {
            let mandate = data::mandate::find(ctx.db.read(), id).await?;
            let agencies = data::agency::list_of(ctx.db.read(), who).await?;
            let own = mandate.filter(|mandate| mandate.agent.is(who, &agencies));
            let mandate = own.ok_or(Error::NotFound)?;
            let theme = theme::version(ctx, ctx.db.read(), filed.version).await?.theme;
            if mandate.covers(&theme.slug, ctx.today()) {
                Ok(Some(id))
            } else {
                Err(Error::Refused(Refusal::HatOver))
            }
        }
    }
}

#[cfg(test)]
mod tests;
