//! Apply once more at once, for the other twin: a new draft with everything that was not about the first one.

use std::collections::BTreeSet;

use data::Transaction;
use data::invitation::Key;
use domain::answer::{Answers, FieldId, Origin};
use domain::draft::{Consent, Draft};
use domain::id::{ApplicationId, DraftId};
use domain::party::Invitation;
use domain::theme::{Again, Theme};

use super::deliver::Wishes;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::token::Token;
use crate::{application, party, plan, theme};

/// A new draft beside an application that was submitted: for another one of what the theme says there can be more of.
///
/// It is of the version that holds now, for the same items; what is answered there comes along, except about that one.
///
/// # Errors
/// [`Error::NotFound`] when the theme offers nothing of the kind; somebody else's application does not exist.
pub async fn start_again(ctx: &Context, asker: &Asker, id: &ApplicationId) -> Result<DraftId> {
    let earlier = application::own(ctx, asker, id).await?;
    let filed = data::draft::find(ctx.db.read(), &earlier.draft)
        .await?
        .ok_or(Error::NotFound)?;
    let before = theme::version(ctx, ctx.db.read(), &filed.theme_version).await?;
    // As it holds where the first one was filed, wherever this phone says it is.
    let there = Context {
        region: ctx
            .city
            .region_below(&before.theme.region.code)
            .map(|region| region.code.clone()),
        ..ctx.clone()
    };
    let current = theme::read::read(&there, &before.theme.slug).await?;
    let again = current.theme.again.as_ref().ok_or(Error::NotFound)?;
    let answers = application::answers(ctx.db.read(), &earlier).await?;
    let tx = ctx.db.write().await?;
    // Two taps at once begin one draft, and so does whoever comes back: one that is open already is gone on with.
    plan::hold_drafts(&tx, earlier.citizen.as_str()).await?;
    if let Some(open) = data::draft::find_under(&*tx, &earlier.citizen, &earlier.hat, &current.theme.slug).await? {
        return Ok(open.id);
    }
    let now = ctx.now();
    let draft = Draft {
        id: ctx.new_id().parse()?,
        theme_version: current.version.clone(),
        citizen: Some(earlier.citizen),
        hat: earlier.hat,
        chosen: filed.chosen.clone(),
        // What was read is of the first one's record: the registers are asked anew, and for that the citizen is asked.
        consent: Consent::NotAsked,
        created_at: now,
        updated_at: now,
        submitted_at: None,
        revision: 0,
    };
    data::draft::insert(&*tx, &draft, None).await?;
    for (field, answer) in kept(&current.theme, again, &answers) {
        data::answer::save(&*tx, &draft.id, field, answer).await?;
    }
    let wishes = Wishes::of(ctx, &*tx, &filed, (&*before.theme, &answers)).await?;
    wishes.keep(ctx, &tx, &draft.id, &current.theme).await?;
    for invitation in data::invitation::list(&*tx, &filed.id).await? {
        ask_too(ctx, &tx, &draft, invitation).await?;
    }
    tx.commit().await?;
    ctx.bell.notify_one();
    Ok(draft.id)
}

/// Whoever applied together the first time is asked for this one too: what they said about themselves is kept, their consent and
/// their agreement are not.
async fn ask_too(ctx: &Context, tx: &Transaction, draft: &Draft, before: Invitation) -> Result<()> {
    let Some(citizen) = before.citizen.clone() else {
        return Ok(());
    };
    let invitation = Invitation {
        id: ctx.new_id().parse()?,
        draft: draft.id.clone(),
        consent: Consent::NotAsked,
        joined_at: Some(ctx.now()),
        declined: None,
        agreed: None,
        ..before
    };
    // Nobody has its link: who took the seat is known.
    let nothing = Token::new(ctx).hash();
    let key = Key {
        token_hash: &nothing,
        digits: "",
    };
    data::invitation::insert(&**tx, &invitation, key).await?;
    let account = data::account::find_citizen(&**tx, &citizen).await?;
    if let Some(known) = account.and_then(|account| account.real_name) {
        party::join::introduce(ctx, tx, &invitation, &known).await?;
    }
    party::tell::asked(ctx, tx, &citizen, &invitation.id).await
}

/// The answers that hold for the other one too: about somebody else, or named as kept, and still a field of the theme.
fn kept<'a>(
    theme: &'a Theme,
    again: &'a Again,
    answers: &'a Answers,
) -> impl Iterator<Item = (&'a FieldId, &'a domain::answer::Answer)> {
    let keep: BTreeSet<&FieldId> = again.keep.iter().collect();
    answers.iter().filter(move |(field, answer)| {
        let holds = field.subject != again.subject || keep.contains(&field.at(0));
        // What a register said is read again, with consent; typed and the account's stay.
        holds && !matches!(answer.origin, Origin::Register(_)) && theme.element(field).is_some()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::delivery::{Delivery, Post};
    use domain::draft::Gap;

    use super::*;
    use crate::draft::read::MyDraft;
    use crate::draft::{consult, deliver};
    use crate::office::{TestOffice, id};
    use crate::party::{agree, part};
    use crate::register::sandbox::Behaviour;

    const ETHNICITY: &str = "father/person.ethnicity";

    fn asks_for_it(mine: &MyDraft) -> bool {
        let form = mine.form();
        let mut fields = form.topics.iter().flat_map(|page| &page.fields);
        fields.any(|field| field.id == id(ETHNICITY))
    }

    #[tokio::test]
    async fn the_other_twin_is_filed_without_typing_the_parents_again() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.newborn_draft(&mother).await;
            let sent = Delivery::Post(Post::new("林晓", "13800000001", "日月路 1 号"));
            let wanted = BTreeMap::from([(id("social_card"), sent.clone())]);
            deliver::choose(&office.ctx, &mother, &draft, &wanted).await.unwrap();
            office.agree(&mother, &draft).await;
            let first = office.submit(&mother, &draft).await.unwrap();
            let draft = start_again(&office.ctx, &mother, &first).await.unwrap();
            let text = async |field: &str| office.text(&mother, &draft, field).await;
            assert_eq!(text("mother/person.phone").await, "13800000001");
            assert_eq!(text("child/household.follows").await, "mother");
            let mine = office.read(&mother, &draft).await;
            let card = mine.theme.item(&id("social_card")).unwrap();
            assert_eq!(mine.delivery(card), Some(sent), "and is sent to the same place");
            assert_eq!(text("child/person.name").await, "");
            assert_eq!(text("child/birth.time").await, "");
            assert_eq!(text("father/person.name").await, "陈远", "he is there himself");
            let tapped_twice = start_again(&office.ctx, &mother, &first).await.unwrap();
            assert_eq!(tapped_twice, draft);
            consult::consent(&office.ctx, &mother, &draft, Consent::Given)
                .await
                .unwrap();
            assert_eq!(text("father/person.name").await, "陈远");
            assert_eq!(
                text("child/birth.record_number").await,
                "",
                "that record is the first twin's"
            );
            assert_eq!(text("child/birth.time").await, "");
            office.complete(&mother, &draft).await;
            let second = office.submit(&mother, &draft).await.unwrap();
            assert_ne!(first, second);
        }
    }

    #[tokio::test]
    async fn the_mother_of_the_other_twin_is_not_asked_what_the_father_is_to_say_himself() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let first = office.newborn_application(&mother).await;
            let draft = start_again(ctx, &mother, &first).await.unwrap();
            consult::consent(ctx, &mother, &draft, Consent::Given).await.unwrap();
            let mine = office.read(&mother, &draft).await;
            assert_eq!(mine.answers.text(&id(ETHNICITY)), None, "his record is his to open");
            assert!(!asks_for_it(&mine));
            let (his, citizen) = (&mine.invitations[0].id, mine.invitations[0].citizen.as_ref().unwrap());
            let himself = office.account(citizen.as_str()).await;
            assert!(asks_for_it(&part::read(ctx, &himself, his).await.unwrap().mine));
            agree::decline(ctx, &himself, his, "").await.unwrap();
            assert!(
                asks_for_it(&office.read(&mother, &draft).await),
                "he does not say it then"
            );
            agree::take_back(ctx, &himself, his).await.unwrap();
            office.type_the_rest(&mother, &draft).await;
            let mine = office.read(&mother, &draft).await;
            let father = Gap::Topic(id("father"));
            assert!(!mine.gaps().contains(&father) && mine.gaps().contains(&Gap::Party(id("father"))));
            assert!(mine.gaps_to_fill().contains(&father), "nobody signs before he said it");
            part::consent(ctx, &himself, his, Consent::Given).await.unwrap();
            let mine = office.read(&mother, &draft).await;
            assert!(asks_for_it(&mine) && mine.answers.text(&id(ETHNICITY)).is_some());
            office.complete(&mother, &draft).await;
            office.submit(&mother, &draft).await.unwrap();
        }
    }

    #[tokio::test]
    async fn no_copy_is_asked_for_of_who_the_father_of_the_other_twin_is_who_is_there_himself() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let first = office.newborn_application(&mother).await;
            let draft = start_again(ctx, &mother, &first).await.unwrap();
            let card = Gap::Material(id("father_id_card"));
            for word in [Consent::Declined, Consent::Given] {
                consult::consent(ctx, &mother, &draft, word).await.unwrap();
                let mine = office.read(&mother, &draft).await;
                assert!(!mine.gaps().contains(&card), "{word:?}");
            }
        }
    }

    #[tokio::test]
    async fn what_the_mother_typed_of_the_father_is_not_typed_again() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            office.set_register("household", Behaviour::Down).await;
            let first = office.newborn_application(&mother).await;
            let draft = start_again(&office.ctx, &mother, &first).await.unwrap();
            let typed = office.answer(&mother, &draft, ETHNICITY).await.unwrap();
            assert_eq!((typed.text.as_str(), typed.origin), ("汉族", Origin::Citizen));
        }
    }

    #[tokio::test]
    async fn nobody_goes_on_from_somebody_elses_application() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let first = office.newborn_application(&mother).await;
            let stranger = office.citizen("zhou_he").await;
            assert!(matches!(
                start_again(&office.ctx, &stranger, &first).await,
                Err(Error::NotFound)
            ));
        }
    }
}
