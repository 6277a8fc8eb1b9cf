//! One's part of what somebody else applies for: what it is, what one agrees to, one's own fields, one's own registers.

use domain::application::Application;
use domain::draft::{Consent, Draft};
use domain::id::InvitationId;
use domain::party::{Invitation, Standing};
use domain::theme::{Party, Read};

use super::{signer, taken};
use crate::application::record;
use crate::application::supplement::{self, Changed, Mend};
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::read::{MyDraft, load};
use crate::draft::sign::has_passkey;
use crate::draft::sign::proof::SignedRecord;
use crate::draft::{consents, consult};
use crate::error::{Error, Result};

/// What somebody sees of what they apply for together.
#[derive(Debug)]
pub struct Part {
    /// How they were asked, and what they said.
    pub invitation: Invitation,
    /// The application, as far as they may see it.
    pub mine: MyDraft,
    /// The hash of what they agree to: a page carries it, so that nothing is signed but what was shown.
    pub hash: String,
    /// How they stand.
    pub standing: Standing,
    /// Their agreement is called for.
    pub is_needed: bool,
    /// Nothing is missing but agreement: it can be given.
    pub is_ready: bool,
    /// They can sign by their own device.
    pub has_passkey: bool,
    /// What they signed of it, once it is an application.
    pub signed: Option<SignedRecord>,
    /// What was mended since of what they see, the first first.
    pub mended: Vec<Mend>,
}

impl Part {
    /// The same while it is not submitted.
    ///
    /// # Errors
    /// [`Error::Submitted`] once it is.
    pub fn unsubmitted(self) -> Result<Self> {
        let mine = self.mine.unsubmitted()?;
        Ok(Self { mine, ..self })
    }

    /// What they agree to and sign, as the theme says it.
    pub fn asks(&self) -> impl Iterator<Item = &Party> {
        let signer = signer(&self.mine, &self.invitation);
        let sits = move |party: &&Party| {
            let at = self.invitation.seat.subject == party.subject;
            at || signer.is_some_and(|signer| signer.seats.iter().any(|seat| seat.subject == party.subject))
        };
        self.mine.theme.parties.iter().filter(sits)
    }

    /// The registers that are opened by their ID number, if they let them.
    pub fn reads(&self) -> impl Iterator<Item = &Read> {
        let seat = &self.invitation.seat;
        let theirs = (self.mine.theme.reads.iter()).filter(move |read| seat.index == 0 && read.of == seat.subject);
        theirs.filter(|read| self.mine.holds(read.when.as_ref()))
    }
}

/// The asker's part.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; [`Error::WearFirst`] under another hat.
pub async fn read(ctx: &Context, asker: &Asker, id: &InvitationId) -> Result<Part> {
    let (invitation, draft) = taken(ctx, asker, id).await?;
    let signed = signed_of(ctx, &draft, &invitation).await?;
    let mine = view(ctx, draft, invitation.clone()).await?;
    let mended = mended(ctx, &mine, &invitation).await?;
    Ok(Part {
        standing: invitation.standing(ctx.now(), mine.hash()),
        is_needed: signer(&mine, &invitation).is_some(),
        is_ready: mine.gaps_to_fill().is_empty(),
        has_passkey: has_passkey(ctx, asker).await?,
        signed,
        mended,
        hash: mine.hash().to_owned(),
        invitation,
        mine,
    })
}

/// What the asker signed of what is an application now, with what proves it: to be kept, and judged anywhere. It holds no more than
/// all who applied together saw, and no signature but the asker's.
///
/// # Errors
/// As [`read`]; [`Error::NotFound`] where they signed nothing.
pub async fn signed(ctx: &Context, asker: &Asker, id: &InvitationId) -> Result<SignedRecord> {
    let (invitation, draft) = taken(ctx, asker, id).await?;
    signed_of(ctx, &draft, &invitation).await?.ok_or(Error::NotFound)
}

async fn signed_of(ctx: &Context, draft: &Draft, part: &Invitation) -> Result<Option<SignedRecord>> {
    match became(ctx, draft).await? {
        Some(application) => record::find_joint(ctx.db.read(), &application, &part.seat).await,
        None => Ok(None),
    }
}

/// What was mended, as far as who took this seat sees it.
pub(crate) async fn mended(ctx: &Context, mine: &MyDraft, part: &Invitation) -> Result<Vec<Mend>> {
    let Some(application) = became(ctx, &mine.draft).await? else {
        return Ok(Vec::new());
    };
    let supplements = supplement::list(ctx.db.read(), &application).await?;
    let is_seen = |changed: &Changed| (changed.field.as_ref()).is_some_and(|field| mine.is_seen_by(part, field));
    let mut mends: Vec<Mend> = supplements.iter().map(Mend::of).collect();
    for mend in &mut mends {
        mend.words.answers.retain(&is_seen);
        mend.words.asked.clear();
        mend.words.papers.clear();
        mend.words.said.clear();
    }
    mends.retain(|mend| !mend.words.answers.is_empty());
    Ok(mends)
}

/// The application that a draft became.
async fn became(ctx: &Context, draft: &Draft) -> Result<Option<Application>> {
    match draft.submitted_at {
        Some(_) => Ok(data::application::find_by_draft(ctx.db.read(), &draft.id).await?),
        None => Ok(None),
    }
}

/// A draft as who took this seat sees it, with what was mended of that since.
pub(crate) async fn view(ctx: &Context, draft: Draft, part: Invitation) -> Result<MyDraft> {
    let db = ctx.db.read();
    let mut mended = match became(ctx, &draft).await? {
        Some(application) => data::mended::list(db, &application.id).await?,
        None => Vec::new(),
    };
    let mut mine = load(ctx, db, draft).await?.seen_by(part.clone());
    mended.retain(|mended| mended.sent_at.is_some() && mine.is_seen_by(&part, &mended.field));
    mine.mend(mended.iter());
    Ok(mine)
}

/// Keeps whether the asker's own registers may be read for it; with consent, reads them.
///
/// # Errors
/// As [`read`]; refused when it was submitted meanwhile.
pub async fn consent(ctx: &Context, asker: &Asker, id: &InvitationId, consent: Consent) -> Result<()> {
    let (tx, invitation, draft) = super::answer(ctx, asker, id).await?;
    let citizen = asker.citizen()?;
    if invitation.consent != consent {
        consents::write_down(ctx, &tx, &draft, &citizen.id, consent).await?;
        data::invitation::set_consent(&*tx, id, consent).await?;
        if consent != Consent::Given || invitation.consent == Consent::InPart {
            consult::forget_of(&tx, &draft.id, &invitation.seat).await?;
        }
    }
    tx.commit().await?;
    consult::read_registers(ctx, &draft).await
}
