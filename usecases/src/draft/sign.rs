//! Sign: one person says yes to the record of a draft, by a key on their own device or by a code to their phone. A signature holds
//! for the record it was given for; when anything changes, it is given anew.

pub mod proof;

use data::Connection;
use domain::id::{CitizenId, DraftId};
use domain::party::{Invitation, Seat, Signer};
use domain::signature::{Method, Signature};
use serde_json::Value;

use super::own_to_change;
use super::read::{MyDraft, load};
use super::record::{self, Record};
use crate::account::code::{is_good_for, send_for, use_up};
use crate::account::passkey::{self, ceremony};
use crate::account::sign_in::Luggage;
use crate::application::mend::{self, Mending};
use crate::application::submit;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::party::agree;
use crate::token::Token;
use proof::{Proof, Signed};

/// What somebody is asked to sign.
#[derive(Debug)]
pub struct ToSign {
    /// The draft.
    pub mine: MyDraft,
    /// The hash of its record: a page carries it, so that nothing is signed but what was shown.
    pub hash: String,
    /// Whether the asker signed this record already.
    pub is_signed: bool,
    /// Whether they signed an earlier one, which holds no longer.
    pub was_signed: bool,
    /// Whether they can sign by their own device.
    pub has_passkey: bool,
}

/// What the asker is to sign as whoever files, and whether they did; also when something is still missing.
///
/// # Errors
/// As [`super::read::read`].
pub async fn read(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<ToSign> {
    let mine = super::read::read(ctx, asker, id).await?;
    let record = record::make(ctx, ctx.db.read(), &mine).await?;
    let citizen = asker.citizen()?;
    let given = data::signature::list(ctx.db.read(), id).await?;
    let own = given
        .iter()
        .find(|one| one.citizen == citizen.id && one.party.is_none());
    Ok(ToSign {
        is_signed: own.is_some_and(|own| own.hash == record.hash),
        was_signed: own.is_some_and(|own| own.hash != record.hash),
        has_passkey: has_passkey(ctx, asker).await?,
        hash: record.hash,
        mine,
    })
}

/// Whether the asker can sign by their own device.
///
/// # Errors
/// [`Error::SignInFirst`] for a guest.
pub(crate) async fn has_passkey(ctx: &Context, asker: &Asker) -> Result<bool> {
    Ok(ctx.passkeys.is_some() && !passkey::list(ctx, asker).await?.is_empty())
}

/// Sends a code to the asker's own phone that signs this record and nothing else.
///
/// # Errors
/// Refused when something is missing, and when no other is sent yet while the one before is good for this record;
/// [`Error::RealNameFirst`] and [`Error::LiveFirst`] as for submitting; and as [`crate::account::code::send`].
pub async fn send_code(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    luggage: &Luggage,
    address: Option<&str>,
) -> Result<Token> {
    let (mine, record) = ready(ctx, asker, id).await?;
    let signing = Signing::new(asker, id, &record);
    signing.send_code(ctx, &mine.theme.name, luggage, address).await
}

/// Signs by the digits that came. Signed already, it stays so.
///
/// # Errors
/// Refused when the draft is not as it was shown any more, or these are not the digits that came for it.
pub async fn by_code(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    shown: &str,
    code: Option<&Token>,
    typed: &str,
) -> Result<()> {
    let (_, record) = ready(ctx, asker, id).await?;
    Signing::new(asker, id, &record).by_code(ctx, shown, code, typed).await
}

/// What the asker's device is to be asked: its answer signs the record.
///
/// # Errors
/// As [`send_code`]; refused when the asker has no passkey.
pub async fn ask_device(ctx: &Context, asker: &Asker, id: &DraftId, luggage: &Luggage) -> Result<Value> {
    let (_, record) = ready(ctx, asker, id).await?;
    Signing::new(asker, id, &record).ask_device(ctx, luggage).await
}

/// Signs by what the asker's device answers. Signed already, it stays so.
///
/// # Errors
/// Refused when the draft is not as it was shown any more, or the device does not answer what was asked.
pub async fn by_device(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    shown: &str,
    answer: &str,
    luggage: &Luggage,
) -> Result<()> {
    let (_, record) = ready(ctx, asker, id).await?;
    Signing::new(asker, id, &record)
        .by_device(ctx, shown, answer, luggage)
        .await
}

/// The asker's draft with its record, when whoever files can sign it.
async fn ready(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<(MyDraft, Record)> {
    let draft = own_to_change(ctx, asker, id).await?;
    asker.real_name()?;
    let db = ctx.db.read();
    let mine = load(ctx, db, draft).await?;
    let record = record::make(ctx, db, &mine).await?;
    if mine.draft.submitted_at.is_some() {
        return Err(Error::Refused(Refusal::AlreadySubmitted));
    }
    submit::must_be_ready(ctx, asker, &mine)?;
    Ok((mine, record))
}

/// One person about to sign one record.
#[derive(Debug, Clone)]
pub(crate) struct Signing<'a> {
    asker: &'a Asker,
    draft: &'a DraftId,
    record: &'a Record,
    role: Role<'a>,
}

/// As whom somebody signs.
#[derive(Debug, Clone, Copy)]
enum Role<'a> {
    /// Whoever files.
    Filer,
    /// One of those who apply together, by this invitation.
    Party(&'a Invitation),
    /// Whoever mends what was filed.
    Mender(&'a Mending),
}

impl<'a> Signing<'a> {
    /// Whoever files.
    pub(crate) fn new(asker: &'a Asker, draft: &'a DraftId, record: &'a Record) -> Self {
        Self {
            asker,
            draft,
            record,
            role: Role::Filer,
        }
    }

    /// One of those who apply together.
    pub(crate) fn of_party(asker: &'a Asker, invitation: &'a Invitation, record: &'a Record) -> Self {
        Self {
            asker,
            draft: &invitation.draft,
            record,
            role: Role::Party(invitation),
        }
    }

    /// Whoever mends what was filed, and signs the supplement.
    pub(crate) fn of_mender(asker: &'a Asker, mending: &'a Mending, record: &'a Record) -> Self {
        Self {
            asker,
            draft: &mending.mine.draft.id,
            record,
            role: Role::Mender(mending),
        }
    }

    /// Where who signs sits; nowhere, who files or mends.
    fn seat(&self) -> Option<&'a Seat> {
        match self.role {
            Role::Party(invitation) => Some(&invitation.seat),
            Role::Filer | Role::Mender(_) => None,
        }
    }

    /// What a code or a ceremony is good for: this record, and no other.
    fn purpose(&self) -> String {
        format!("{}{}", data::code::SIGNS, self.record.hash)
    }

    /// Sends a code to the asker's own phone, and says that it signs, and for which theme. Whoever asks for another too soon is told
    /// that the one before holds, where it does.
    pub(crate) async fn send_code(
        &self,
        ctx: &Context,
        theme: &str,
        luggage: &Luggage,
        address: Option<&str>,
    ) -> Result<Token> {
        let (citizen, _) = self.asker.real_name()?;
        let purpose = self.purpose();
        let sent = send_for(ctx, &purpose, Some(theme), &citizen.phone, luggage, address).await;
        if let (Err(Error::Refused(Refusal::TooManyCodes)), Some(earlier)) = (&sent, &luggage.code)
            && is_good_for(ctx, &purpose, earlier).await?
        {
            return Err(Error::Refused(Refusal::CodeHolds));
        }
        sent
    }

    /// Signs by the digits that came.
    pub(crate) async fn by_code(&self, ctx: &Context, shown: &str, code: Option<&Token>, typed: &str) -> Result<()> {
        let (citizen, _) = self.asker.real_name()?;
        self.must_be_as_shown(shown)?;
        if self.is_given(ctx.db.read()).await? {
            return Ok(());
        }
        let code = code.ok_or(Error::Refused(Refusal::CodeOver))?;
        let (tx, phone) = match use_up(ctx, &self.purpose(), code, typed).await {
            // Pressed twice: the first one used it up, for the same.
            Err(Error::Refused(Refusal::CodeOver | Refusal::CodeSpent | Refusal::WrongCode))
                if self.was_given(ctx).await? =>
            {
                return Ok(());
            }
            used => used?,
        };
        if phone != citizen.phone {
            return Err(Error::Refused(Refusal::WrongCode));
        }
        data::account::prove_number(&*tx, &phone, ctx.now()).await?;
        let phone = domain::identity::mask(&phone, 3, 4);
        self.add(ctx, &tx, Method::Code, Proof::Code { phone }).await?;
        Ok(tx.commit().await?)
    }

    /// What the asker's device is to be asked.
    pub(crate) async fn ask_device(&self, ctx: &Context, luggage: &Luggage) -> Result<Value> {
        let (citizen, _) = self.asker.real_name()?;
        let session = luggage.session.as_ref().ok_or(Error::SignInFirst)?;
        let challenge = proof::challenge(&self.record.hash);
        ceremony::ask_to_sign(ctx, citizen, &self.purpose(), session, &challenge).await
    }

    /// Signs by what the asker's device answers.
    pub(crate) async fn by_device(&self, ctx: &Context, shown: &str, answer: &str, luggage: &Luggage) -> Result<()> {
        let (citizen, _) = self.asker.real_name()?;
        self.must_be_as_shown(shown)?;
        let session = luggage.session.as_ref().ok_or(Error::SignInFirst)?;
        let answered = match ceremony::judge(ctx, citizen, &self.purpose(), session, answer).await {
            Err(Error::Refused(Refusal::NotVerified)) if self.was_given(ctx).await? => return Ok(()),
            answered => answered?,
        };
        let tx = ctx.db.write().await?;
        self.add(ctx, &tx, Method::Passkey, Proof::of_device(&answered)).await?;
        Ok(tx.commit().await?)
    }

    /// Lets only what the page showed be signed.
    fn must_be_as_shown(&self, shown: &str) -> Result<()> {
        if shown == self.record.hash {
            Ok(())
        } else {
            Err(Error::Refused(Refusal::RecordChanged))
        }
    }

    /// Whether the same was signed a moment ago; where that is not on disk yet, it is waited for.
    async fn was_given(&self, ctx: &Context) -> Result<bool> {
        let tx = ctx.db.write().await?;
        let given = self.is_given(&*tx).await?;
        tx.commit().await?;
        Ok(given)
    }

    async fn is_given(&self, db: &impl Connection) -> Result<bool> {
        if let Role::Mender(mending) = self.role {
            let sent = data::supplement::list(db, &mending.tracked.application.id).await?;
            return Ok(sent.iter().any(|one| one.hash == self.record.hash));
        }
        let citizen = self.asker.citizen()?;
        let given = data::signature::list(db, self.draft).await?;
        let own = |one: &Signature| one.citizen == citizen.id && one.party.as_ref() == self.seat();
        Ok(given.iter().any(|one| own(one) && one.hash == self.record.hash))
    }

    /// Lets whoever files sign only what is there now that the draft is held: whoever submits in the same moment is waited for, and
    /// then there is nothing to sign any more.
    async fn must_still_be_so(&self, ctx: &Context, tx: &data::Transaction) -> Result<()> {
        // Nothing in it is changed: whoever agreed to it need not be asked again.
        let is_open = data::draft::touch(&**tx, self.draft, ctx.now()).await?;
        let draft = data::draft::find(&**tx, self.draft).await?.ok_or(Error::NotFound)?;
        if !is_open {
            return Err(Error::Refused(Refusal::AlreadySubmitted));
        }
        let mine = load(ctx, &**tx, draft).await?;
        let now = record::make(ctx, &**tx, &mine).await?;
        if now.hash == self.record.hash {
            Ok(())
        } else {
            Err(Error::Refused(Refusal::RecordChanged))
        }
    }

    async fn add(&self, ctx: &Context, tx: &data::Transaction, method: Method, proof: Proof) -> Result<()> {
        let signer = self.asker.real_name()?;
        let proven = Signed::seal(&**tx, signer, self, ctx.now(), proof)?;
        match self.role {
            Role::Party(invitation) => agree::keep(ctx, tx, invitation, &self.record.hash).await?,
            Role::Filer => self.must_still_be_so(ctx, tx).await?,
            Role::Mender(mending) => {
                let supplement = (self.record.hash.as_str(), &proven);
                return mend::sign::hand_in(ctx, tx, self.asker, mending, supplement).await;
            }
        }
        let signature = Signature {
            id: ctx.new_id().parse()?,
            draft: self.draft.clone(),
            citizen: signer.0.id.clone(),
            party: self.seat().cloned(),
            method,
            hash: self.record.hash.clone(),
            proof: record::canonical(&proven)?,
            at: ctx.now(),
        };
        Ok(data::signature::add(&**tx, &signature).await?)
    }
}

/// Lets only a record be submitted that this citizen, and everybody who applies together with them, signed as it is now.
///
/// # Errors
/// Refused when it is not signed, or was changed since.
pub(crate) fn must_be_signed(given: &[Signature], mine: &MyDraft, citizen: &CitizenId, record: &Record) -> Result<()> {
    let signed_by = |invitation: &Invitation| {
        let holds = |one: &&Signature| one.party.as_ref() == Some(&invitation.seat) && one.hash == mine.hash();
        let mut holding = given.iter().filter(holds);
        holding.any(|one| Some(&one.citizen) == invitation.citizen.as_ref())
    };
    let has_signed = |signer: &Signer| mine.invitations_of(signer).any(signed_by);
    if !mine.signers().iter().all(has_signed) {
        return Err(Error::Refused(Refusal::Incomplete));
    }
    let own = given.iter().find(|one| one.citizen == *citizen && one.party.is_none());
    match own {
        Some(own) if own.hash == record.hash => Ok(()),
        Some(_) => Err(Error::Refused(Refusal::RecordChanged)),
        None => Err(Error::Refused(Refusal::SignFirst)),
    }
}

#[cfg(test)]
mod tests;
