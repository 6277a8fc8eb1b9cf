//! Ask somebody to apply together: by a link that only they should get, and digits that go another way.

use data::Connection;
use data::invitation::Key;
use data::parked::Parked;
use domain::answer::Answers;
use domain::draft::{Consent, Draft};
use domain::field::same_text;
use domain::id::{DraftId, InvitationId};
use domain::identity::mobile_number;
use domain::notice::NoticeKind;
use domain::party::{ID_NUMBER, Invitation, NAME, PHONE, Seat, Signer};

use super::tell;
use crate::account::code::digits;
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::consult;
use crate::draft::read::{MyDraft, read};
use crate::error::{Error, Refusal, Result};
use crate::parked;
use crate::token::Token;

const DAY: i64 = 24 * 3_600_000;

/// How long a link opens, milliseconds: a week.
pub const GOOD: i64 = 7 * DAY;

/// How long an untaken invitation is kept after its link is over, milliseconds.
pub(crate) const KEPT: i64 = 30 * DAY;

/// How often one citizen may ask in a day, and how often one number may be asked.
const PER_CITIZEN: i64 = 60;
const PER_PHONE: i64 = 10;

/// How often somebody who took a seat is reminded in a day.
const REMINDERS: i64 = 3;

/// The counters begin so, and go on with the day.
pub(crate) const COUNTER: &str = "invited:";

/// What the applicant passes on. Only this browser gets to see it, and only for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The token of the link.
    pub token: Token,
    /// The digits.
    pub digits: String,
    /// The digits went to the phone.
    pub is_sent: bool,
}

/// Whom the applicant asks, as it stands on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Their name.
    pub name: String,
    /// Their phone.
    pub phone: String,
    /// The digits go to that phone.
    pub by_message: bool,
}

/// Asks somebody to take a seat; asked again they get another link, and the one before is over. What opens it waits for this
/// browser under the token that is given back.
///
/// # Errors
/// Refused when it is no name or number, when the form has another name there, when somebody took the seat, or after too many; [`Error::NotFound`] for a seat that nobody
/// has to take, and for somebody else's draft.
pub async fn invite(
    ctx: &Context,
    asker: &Asker,
    draft: &DraftId,
    seat: &Seat,
    (name, phone): (&str, &str),
    by_message: bool,
) -> Result<Token> {
    asker.real_name()?;
    let before = crate::draft::own_to_change(ctx, asker, draft).await?;
    let mine = read(ctx, asker, draft).await?;
    seated(&mine, seat)?;
    let name = named(name).ok_or(Error::Refused(Refusal::NotAParty))?;
    let phone = mobile_number(phone).ok_or(Error::Refused(Refusal::NotAPhone))?;
    // What somebody typed there gives way to who comes.
    let known = seat.field(NAME).and_then(|field| mine.answers.get(&field));
    let known = known.filter(|answer| answer.is_known() && !answer.text.is_empty());
    if known.is_some_and(|known| !same_text(&known.text, name)) {
        return Err(Error::Refused(Refusal::NameDiffers));
    }
    may(ctx, asker.citizen()?.id.as_str(), PER_CITIZEN).await?;
    may(ctx, &ctx.db.read().keys().find(COUNTER, &phone), PER_PHONE).await?;
    let (token, digits, now) = (Token::new(ctx), digits(ctx), ctx.now());
    let key = Key {
        token_hash: &token.hash(),
        digits: &digits,
    };
    let (tx, draft) = crate::draft::hold(ctx, &before).await?;
    let all = data::invitation::list(&*tx, &draft.id).await?;
    let earlier = all.into_iter().find(|invitation| invitation.seat == *seat);
    let is_new = earlier.is_none();
    let invitation = Invitation {
        id: earlier.map_or_else(|| ctx.new_id().parse(), |earlier| Ok(earlier.id))?,
        draft: draft.id.clone(),
        seat: seat.clone(),
        name: name.to_owned(),
        phone,
        sent_at: now,
        expires_at: now.plus(GOOD),
        citizen: None,
        joined_at: None,
        consent: Consent::NotAsked,
        declined: None,
        agreed: None,
    };
    if is_new {
        data::invitation::insert(&*tx, &invitation, key).await?;
    } else if !data::invitation::renew(&*tx, &invitation, key).await? {
        return Err(Error::Refused(Refusal::SeatTaken));
    }
    tx.commit().await?;
    let is_sent = by_message && send(ctx, &invitation, &digits).await;
    let body = format!("{}\n{digits}\n{is_sent}", token.secret());
    parked::keep(ctx, Parked::Invitation(invitation.id), body).await
}

/// What is missing or wrong in whom somebody asks, all of it at once.
#[must_use]
pub fn lacks(name: &str, phone: &str) -> Vec<Refusal> {
    let lacks = [
        named(name).is_none().then_some(Refusal::NotAParty),
        mobile_number(phone).is_none().then_some(Refusal::NotAPhone),
    ];
    lacks.into_iter().flatten().collect()
}

fn named(name: &str) -> Option<&str> {
    Some(name.trim()).filter(|name| (1..=60).contains(&name.chars().count()))
}

/// Says by message what the digits that follow are for, and sends them; whether they went.
async fn send(ctx: &Context, invitation: &Invitation, digits: &str) -> bool {
    let Some(messenger) = &ctx.messenger else { return false };
    let told = messenger.send_notice(&invitation.phone, NoticeKind::PartyInvited).await;
    told.is_ok() && messenger.send_invitation(&invitation.phone, digits).await.is_ok()
}

/// What this browser passes on of an invitation that it made just now, until somebody took the seat.
///
/// # Errors
/// As [`invite`].
pub async fn link(ctx: &Context, asker: &Asker, id: &InvitationId, kept: &Token) -> Result<Option<Link>> {
    let invitation = data::invitation::find(ctx.db.read(), id)
        .await?
        .ok_or(Error::NotFound)?;
    crate::draft::own(ctx, asker, &invitation.draft).await?;
    if invitation.citizen.is_some() {
        return Ok(None);
    }
    let body = parked::find(ctx, kept, &Parked::Invitation(id.clone())).await?;
    Ok(body.as_deref().and_then(|body| {
        let mut lines = body.lines();
        Some(Link {
            token: Token::from_browser(lines.next()?),
            digits: lines.next()?.to_owned(),
            is_sent: lines.next()? == "true",
        })
    }))
}

/// Name and number of whom a seat is for, as far as they are known.
#[must_use]
pub fn known(mine: &MyDraft, signer: &Signer) -> (String, String) {
    let invited = mine.invitations_of(signer).next();
    let said = |answers: &Answers, element| {
        let mut texts = signer.seats.iter().filter_map(|seat| seat.text(answers, element));
        texts.next().unwrap_or_default().to_owned()
    };
    match invited {
        Some(invitation) => (invitation.name.clone(), invitation.phone.clone()),
        None => (said(&mine.answers, NAME), said(&mine.answers, PHONE)),
    }
}

/// Takes an invitation back. Who took it is told, and what they said themselves goes: there registers say again what the applicant lets
/// them.
///
/// # Errors
/// [`Error::NotFound`] when nobody was asked.
pub async fn withdraw(ctx: &Context, asker: &Asker, draft: &DraftId, seat: &Seat) -> Result<()> {
    let (tx, invitation, _) = invited(ctx, asker, draft, seat).await?;
    dismiss(ctx, &tx, &invitation).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    consult::consult(ctx, asker, draft).await
}

/// Forgets an invitation with what was said under it, and tells who took it.
pub(crate) async fn dismiss(ctx: &Context, tx: &data::Transaction, invitation: &Invitation) -> Result<()> {
    super::forget(tx, invitation).await?;
    match &invitation.citizen {
        Some(citizen) => tell::asked_to_leave(ctx, tx, citizen, &invitation.draft).await,
        None => Ok(()),
    }
}

/// Reminds somebody who took a seat that their word is missing.
///
/// # Errors
/// [`Error::NotFound`] when nobody took it; refused after too many.
pub async fn remind(ctx: &Context, asker: &Asker, draft: &DraftId, seat: &Seat) -> Result<()> {
    let (tx, invitation, _) = invited(ctx, asker, draft, seat).await?;
    let citizen = invitation.citizen.as_ref().ok_or(Error::NotFound)?;
    let counter = format!("{COUNTER}{}:{}", ctx.today(), invitation.id);
    if data::setting::count_up(&*tx, &counter).await? > REMINDERS {
        return Err(Error::Refused(Refusal::TooManyTries));
    }
    tell::asked(ctx, &tx, citizen, &invitation.id).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(())
}

/// Tells those who took a seat at a draft that goes.
pub(crate) async fn dismiss_all(ctx: &Context, tx: &data::Transaction, draft: &DraftId) -> Result<()> {
    for invitation in data::invitation::list(&**tx, draft).await? {
        dismiss(ctx, tx, &invitation).await?;
    }
    Ok(())
}

async fn invited(
    ctx: &Context,
    asker: &Asker,
    draft: &DraftId,
    seat: &Seat,
) -> Result<(data::Transaction, Invitation, Draft)> {
    let before = crate::draft::own_to_change(ctx, asker, draft).await?;
    let (tx, draft) = crate::draft::hold(ctx, &before).await?;
    let all = data::invitation::list(&*tx, &draft.id).await?;
    let invitation = all.into_iter().find(|invitation| invitation.seat == *seat);
    Ok((tx, invitation.ok_or(Error::NotFound)?, draft))
}

/// Lets only who is to be asked be asked.
fn seated<'a>(mine: &'a MyDraft, seat: &Seat) -> Result<&'a Signer> {
    let mut signers = mine.signers().iter();
    signers
        .find(|signer| signer.seats.contains(seat))
        .ok_or(Error::NotFound)
}

/// Counts an invitation of today.
async fn may(ctx: &Context, by: &str, most: i64) -> Result<()> {
    let tx = ctx.db.write().await?;
    let so_far = data::setting::count_up(&*tx, &format!("{COUNTER}{}:{by}", ctx.today())).await?;
    tx.commit().await?;
    if so_far > most {
        return Err(Error::Refused(Refusal::TooManyTries));
    }
    Ok(())
}

/// Whether an ID number that was answered for a seat is another's than this.
pub(super) fn contradicts(answers: &Answers, seat: &Seat, id_number: &str) -> bool {
    seat.text(answers, ID_NUMBER).is_some_and(|known| known != id_number)
}
