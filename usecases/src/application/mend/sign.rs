//! Sign what was mended, by a code or a key as what was submitted, and send it: one press, one transaction, once.

use data::Transaction;
use domain::application::EventKind;
use domain::id::ApplicationId;
use domain::moment::Moment;
use serde_json::Value;

use super::{Mending, load};
use crate::account::sign_in::Luggage;
use crate::application::own;
use crate::application::supplement::{self, Words};
use crate::asker::Asker;
use crate::casework::step;
use crate::context::Context;
use crate::draft::defer;
use crate::draft::record::{Record, canonical};
use crate::draft::sign::proof::Signed;
use crate::draft::sign::{Signing, has_passkey};
use crate::error::{Error, Refusal, Result};
use crate::mandate::journal::{self, Kind};
use crate::party::tell;
use crate::token::Token;

/// What the citizen is asked to sign.
#[derive(Debug)]
pub struct ToSign {
    /// What is mended.
    pub mending: Mending,
    /// The same in words: exactly what is signed.
    pub words: Words,
    /// Who is told of it, by name, since they signed what it changes.
    pub told: Vec<String>,
    /// The hash of it: a page carries it, so that nothing is signed but what was shown.
    pub hash: String,
    /// Whether the asker can sign by their own device.
    pub has_passkey: bool,
}

/// What the citizen is to sign, once everything is mended.
///
/// # Errors
/// As [`super::read`]; refused when something named stands as before; [`Error::Conflict`] when nothing is to be mended any more;
/// [`Error::RealNameFirst`] as for signing what is submitted.
pub async fn read(ctx: &Context, asker: &Asker, id: &ApplicationId) -> Result<ToSign> {
    let (mending, record) = ready(ctx, asker, id).await?;
    let content: Value = serde_json::from_str(&record.text).map_err(|error| Error::Internal(Box::new(error)))?;
    let told = tell::signers_of(&mending.mine, &mending.changed());
    Ok(ToSign {
        words: Words::of(&content),
        told: told.into_iter().map(|invitation| invitation.name.clone()).collect(),
        hash: record.hash,
        has_passkey: has_passkey(ctx, asker).await?,
        mending,
    })
}

/// Sends a code to the asker's own phone that signs this and nothing else.
///
/// # Errors
/// As [`read`], and as [`crate::account::code::send`].
pub async fn send_code(
    ctx: &Context,
    asker: &Asker,
    id: &ApplicationId,
    luggage: &Luggage,
    address: Option<&str>,
) -> Result<Token> {
    let (mending, record) = ready(ctx, asker, id).await?;
    let signing = Signing::of_mender(asker, &mending, &record);
    signing.send_code(ctx, &mending.mine.theme.name, luggage, address).await
}

/// Signs by the digits that came, and sends it to every office that asked: their clocks start anew. Sent already, it stays so.
///
/// # Errors
/// As [`read`]; refused when it is not as it was shown any more, or these are not the digits that came for it.
pub async fn by_code(
    ctx: &Context,
    asker: &Asker,
    id: &ApplicationId,
    shown: &str,
    code: Option<&Token>,
    typed: &str,
) -> Result<()> {
    let Some((mending, record)) = unsent(ctx, asker, id, shown).await? else {
        return Ok(());
    };
    let signing = Signing::of_mender(asker, &mending, &record);
    signing.by_code(ctx, shown, code, typed).await?;
    ctx.bell.notify_one();
    Ok(())
}

/// What the asker's device is to be asked: its answer signs what was mended.
///
/// # Errors
/// As [`read`]; refused when the asker has no passkey.
pub async fn ask_device(ctx: &Context, asker: &Asker, id: &ApplicationId, luggage: &Luggage) -> Result<Value> {
    let (mending, record) = ready(ctx, asker, id).await?;
    let signing = Signing::of_mender(asker, &mending, &record);
    signing.ask_device(ctx, luggage).await
}

/// As [`by_code`], by what the asker's device answers.
///
/// # Errors
/// As [`by_code`]; refused when the device does not answer what was asked.
pub async fn by_device(
    ctx: &Context,
    asker: &Asker,
    id: &ApplicationId,
    shown: &str,
    answer: &str,
    luggage: &Luggage,
) -> Result<()> {
    let Some((mending, record)) = unsent(ctx, asker, id, shown).await? else {
        return Ok(());
    };
    let signing = Signing::of_mender(asker, &mending, &record);
    signing.by_device(ctx, shown, answer, luggage).await?;
    ctx.bell.notify_one();
    Ok(())
}

/// The same to be signed; nothing where what was shown was signed and sent before: by a press of which whoever presses again never heard.
async fn unsent(ctx: &Context, asker: &Asker, id: &ApplicationId, shown: &str) -> Result<Option<(Mending, Record)>> {
    let found = ready(ctx, asker, id).await;
    // Looked for last: what another press sends in this very moment leaves nothing to mend.
    let application = own(ctx, asker, id).await?;
    let sent = data::supplement::list(ctx.db.read(), &application.id).await?;
    if sent.iter().any(|one| one.hash == shown) {
        return Ok(None);
    }
    found.map(Some)
}

/// What the asker is to mend, with the supplement that they can sign.
async fn ready(ctx: &Context, asker: &Asker, id: &ApplicationId) -> Result<(Mending, Record)> {
    let mending = super::read(ctx, asker, id).await?;
    asker.real_name()?;
    let record = to_sign(ctx, ctx.db.read(), &mending).await?;
    Ok((mending, record))
}

/// The supplement, once nothing stands in its way.
async fn to_sign(ctx: &Context, db: &impl data::Connection, mending: &Mending) -> Result<Record> {
    if mending.asked.is_empty() {
        return Err(Error::Conflict);
    }
    if !mending.gaps().is_empty() {
        return Err(Error::Refused(Refusal::NotMended));
    }
    supplement::make(ctx, db, mending).await
}

/// Sends what was signed, in the transaction that keeps the signature: only what is there now that the application is held.
pub(crate) async fn hand_in(
    ctx: &Context,
    tx: &Transaction,
    asker: &Asker,
    before: &Mending,
    (hash, signed): (&str, &Signed),
) -> Result<()> {
    let (citizen, application) = (asker.citizen()?, &before.tracked.application);
    let (id, now) = (&application.id, Moment(signed.at));
    // Held, so that nothing changes between judging and sending.
    data::application::touch(&**tx, id).await?;
    let mending = load(ctx, &**tx, before.tracked.clone()).await?;
    let record = to_sign(ctx, &**tx, &mending).await?;
    if record.hash != hash {
        return Err(Error::Refused(Refusal::RecordChanged));
    }
    let kept = data::supplement::Supplement {
        hash: record.hash,
        body: record.text,
        proof: canonical(signed)?,
    };
    let earlier = data::supplement::list(&**tx, id).await?.len();
    data::supplement::add(&**tx, id, earlier, &kept).await?;
    for correction in &mending.asked {
        let mut case = data::case::find(&**tx, &correction.case)
            .await?
            .ok_or(Error::NotFound)?;
        case.mend(ctx.today(), &ctx.calendar)?;
        if !data::correction::mend(&**tx, &correction.id, now).await? {
            return Err(Error::Conflict);
        }
        step(ctx, tx, &case, EventKind::Mended, citizen.id.as_str()).await?;
    }
    let draft = &mending.mine.draft;
    for field in &mending.left {
        data::mended::drop_unsent(&**tx, id, field).await?;
        data::rival::delete(&**tx, &draft.id, field).await?;
    }
    data::mended::send(&**tx, id, now).await?;
    for paper in mending.papers() {
        data::file::send(&**tx, &draft.id, &paper.id, now).await?;
        if mending.files_for(&paper.id).next().is_some() {
            defer::came(ctx, tx, draft, &paper.id).await?;
        }
    }
    tell::mended(ctx, tx, &mending.mine, &mending.changed()).await?;
    journal::note_under(ctx, tx, &application.hat, citizen, Kind::Mended, id.as_str()).await
}
