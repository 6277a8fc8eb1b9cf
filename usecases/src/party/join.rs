//! Take a seat: whoever has the link and the digits, and is the one who is meant. Everybody else learns nothing.

use data::Transaction;
use domain::account::{Hat, RealName};
use domain::answer::{Answer, Origin};
use domain::field::same_text;
use domain::id::InvitationId;
use domain::identity::half_width;
use domain::party::{ID_NUMBER, Invitation, NAME};

use super::invite;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::hat::Worn;
use crate::token::Token;

/// How often digits may be entered for one link.
const TRIES: i32 = 5;

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// The digits are asked.
    Digits,
    /// The asker went through before.
    Open(InvitationId),
}

/// What a link leads to. It changes nothing, and says nothing of whom or what it is about.
///
/// # Errors
/// Refused when it is over, taken by somebody else, or the applicant's own; then [`Error::SignInFirst`], [`Error::RealNameFirst`] and
/// [`Error::WearFirst`] for who has to show first who they are.
pub async fn look(ctx: &Context, asker: &Asker, link: &Token) -> Result<Door> {
    let invitation = find(ctx, asker, link).await?;
    Ok(match invitation.citizen {
        Some(_) => Door::Open(invitation.id),
        None => Door::Digits,
    })
}

async fn find(ctx: &Context, asker: &Asker, link: &Token) -> Result<Invitation> {
    let over = || Error::Refused(Refusal::LinkOver);
    let db = ctx.db.read();
    let invitation = data::invitation::find_by_token(db, &link.hash())
        .await?
        .ok_or_else(over)?;
    if invitation.citizen.is_none() && invitation.expires_at <= ctx.now() {
        return Err(over());
    }
    let signed = asker.signed()?;
    if invitation
        .citizen
        .as_ref()
        .is_some_and(|taken| *taken != signed.citizen.id)
    {
        return Err(over());
    }
    let draft = data::draft::find(db, &invitation.draft).await?.ok_or_else(over)?;
    if invitation.citizen.is_none() && draft.submitted_at.is_some() {
        return Err(over());
    }
    if draft.citizen.as_ref() == Some(&signed.citizen.id) {
        return Err(Error::Refused(Refusal::OwnLink));
    }
    if !matches!(signed.worn, Worn::Own) {
        return Err(Error::WearFirst(Hat::Own));
    }
    asker.real_name()?;
    Ok(invitation)
}

/// Takes the seat that a link is for. From then on the seat is this account's alone, and who they are is not to be typed.
///
/// # Errors
/// As [`look`]; refused when the digits are not the ones, were tried too often, or somebody else is meant.
pub async fn join(ctx: &Context, asker: &Asker, link: &Token, typed: &str) -> Result<InvitationId> {
    let invitation = find(ctx, asker, link).await?;
    if invitation.citizen.is_some() {
        return Ok(invitation.id);
    }
    let (citizen, known) = asker.real_name()?;
    // Counted and stored before it is compared: trying at many places at once gives no more tries.
    let tx = ctx.db.write().await?;
    let may_try = data::invitation::count_try(&*tx, &invitation.id, TRIES, ctx.now()).await?;
    tx.commit().await?;
    if !may_try {
        return Err(Error::Refused(Refusal::TriesOver));
    }
    let digits: String = half_width(typed).chars().filter(char::is_ascii_digit).collect();
    if !data::invitation::is_code(ctx.db.read(), &invitation.id, &digits).await? {
        return Err(Error::Refused(Refusal::WrongCode));
    }
    let before = data::draft::find(ctx.db.read(), &invitation.draft).await?;
    let (tx, draft) = crate::draft::hold(ctx, &before.ok_or(Error::NotFound)?).await?;
    let answers = data::answer::list(&*tx, &draft.id).await?;
    let is_meant = same_text(&invitation.name, &known.name)
        && !invite::contradicts(&answers, &invitation.seat, known.id_number.as_str());
    if !is_meant {
        return Err(Error::Refused(Refusal::SomebodyElseMeant));
    }
    if !data::invitation::join(&*tx, &invitation.id, &citizen.id, ctx.now()).await? {
        return Err(Error::Refused(Refusal::LinkOver));
    }
    introduce(ctx, &tx, &invitation, known).await?;
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(invitation.id)
}

/// Writes down who sits there, as their account says it, where nobody knows it yet. How they are reached is theirs to say.
pub(crate) async fn introduce(
    ctx: &Context,
    tx: &Transaction,
    invitation: &Invitation,
    known: &RealName,
) -> Result<()> {
    let answers = data::answer::list(&**tx, &invitation.draft).await?;
    for (field, answer) in who(ctx, invitation, known) {
        let before = answers.get(&field).filter(|before| before.is_known());
        if before.is_none_or(|before| !same_text(&before.text, &answer.text)) {
            data::answer::save(&**tx, &invitation.draft, &field, &answer).await?;
        }
        // The account settles it: nobody can choose between two answers that nobody may give.
        data::rival::delete(&**tx, &invitation.draft, &field).await?;
    }
    Ok(())
}

fn who(
    ctx: &Context,
    invitation: &Invitation,
    known: &RealName,
) -> impl Iterator<Item = (domain::answer::FieldId, Answer)> {
    let facts = [(NAME, known.name.clone()), (ID_NUMBER, known.id_number.to_string())];
    let today = ctx.today();
    facts.into_iter().filter_map(move |(element, text)| {
        let answer = Answer {
            text,
            origin: Origin::Party,
            as_of: today,
            contested: false,
        };
        Some((invitation.seat.field(element)?, answer))
    })
}

#[cfg(test)]
mod tests {
    use domain::draft::Consent;

    use crate::draft::consult::consent;
    use crate::draft::read::Word;
    use crate::draft::save;
    use crate::office::{MOTHER, TestOffice, id, typed_texts};
    use crate::party::part;

    #[tokio::test]
    async fn a_phone_that_the_applicant_typed_is_nobody_elses_word_until_who_sits_there_types_it() {
        const THEIRS: &str = "shareholder/person.phone~1";
        for office in TestOffice::each().await {
            let (ctx, owner) = (&office.ctx, office.citizen("shen_jing").await);
            let draft = office.closing(&owner, Consent::Given).await;
            let (phone, page) = (id(THEIRS), id("shareholders"));
            let typed = typed_texts(&[(THEIRS, "13800000035")]);
            save::save(ctx, &owner, &draft, &page, &typed).await.unwrap();
            office.citizen("han_xue").await;
            let (_, herself) = office.seat(&owner, &draft, &id("shareholder~1")).await;
            let mine = office.read(&owner, &draft).await;
            assert_eq!(mine.answers.text(&phone), Some("13800000035"));
            assert_eq!((mine.said_by(&phone), mine.is_fixed(&phone)), (None, false));
            let typed = typed_texts(&[(THEIRS, "13800000099")]);
            save::save(ctx, &herself, &draft, &page, &typed).await.unwrap();
            let mine = office.read(&owner, &draft).await;
            assert_eq!(mine.said_by(&phone), Some(Word::Own("韩雪")));
        }
    }

    #[tokio::test]
    async fn who_somebody_is_is_their_accounts_word_whoever_typed_it() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let draft = office.started(&mother, &MOTHER).await;
            consent(ctx, &mother, &draft, Consent::Declined).await.unwrap();
            let number = ("father/person.id_number", "000000199409020017");
            office.save(&mother, &draft, "father", &[number]).await.unwrap();
            office.seat(&mother, &draft, &id("father")).await;
            let mine = office.read(&mother, &draft).await;
            let word = |field: &str| mine.said_by(&id(field));
            assert_eq!(word("father/person.id_number"), Some(Word::Account("陈远")));
            assert_eq!(word("mother/person.phone"), None);
        }
    }

    #[tokio::test]
    async fn a_phone_is_offered_to_whose_it_is_and_said_by_nobody_until_they_save_it() {
        const PHONE: &str = "father/person.phone";
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let draft = office.consulted(&mother, &MOTHER).await;
            let empty = [(PHONE, "")];
            office.save(&mother, &draft, "father", &empty).await.unwrap();
            let (invitation, himself) = office.seat(&mother, &draft, &id("father")).await;
            let offers = async || {
                let mine = part::read(ctx, &himself, &invitation).await.unwrap().mine;
                mine.offers(&himself, &id(PHONE)).map(str::to_owned)
            };
            assert_eq!(office.text(&mother, &draft, PHONE).await, "");
            let mine = office.read(&mother, &draft).await;
            assert_eq!(mine.offers(&mother, &id(PHONE)), None, "on his own page only");
            assert_eq!(offers().await.as_deref(), Some("13800000002"));
            let (page, shown) = (id("father"), typed_texts(&[(PHONE, "13800000002")]));
            save::leave(ctx, &himself, &draft, &page, &shown).await.unwrap();
            assert_eq!(
                office.text(&mother, &draft, PHONE).await,
                "",
                "who leaves did not say it"
            );
            save::save(ctx, &himself, &draft, &page, &shown).await.unwrap();
            let mine = office.read(&mother, &draft).await;
            assert_eq!(mine.answers.text(&id(PHONE)), Some("13800000002"));
            assert_eq!(mine.said_by(&id(PHONE)), Some(Word::Own("陈远")));
            let none = typed_texts(&empty);
            save::save(ctx, &himself, &draft, &page, &none).await.unwrap();
            assert_eq!(offers().await, None, "he does not want to say it");
        }
    }
}
