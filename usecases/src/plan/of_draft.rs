//! The plan of one draft, for whoever comes from its pages. Of a theme there can be more than one: whoever takes over what an agent
//! began has another beside it, and what was filed has the draft for the next child behind it.

use std::collections::BTreeSet;

use domain::answer::FieldId;
use domain::draft::Draft;
use domain::field::Problem;
use domain::id::{DraftId, ItemId};

use super::{Begun, MyPlan};
use crate::asker::Asker;
use crate::context::Context;
use crate::draft::{self, carry_over};
use crate::error::{Became, Error, Result};
use crate::{hat, theme};

/// The plan of a draft that the asker may change.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; [`Error::WearFirst`] under another hat; [`Error::Submitted`] once it is an application;
/// [`Error::CarryOverFirst`] when its version has ended; refused while an agent fills it in.
pub async fn read(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<MyPlan> {
    let draft = own(ctx, asker, id).await?;
    if draft.submitted_at.is_some() {
        let application = data::application::find_by_draft(ctx.db.read(), id).await?;
        let application = application.ok_or(Error::NotFound)?;
        return Err(Error::Submitted(Became::Application(application.id)));
    }
    carry_over::must_not_be_due(ctx, ctx.db.read(), &draft).await?;
    super::kept(ctx, draft).await
}

/// Answers a question of the plan in this draft, and says what is wrong with the answer. Also in a version that has ended: what was
/// said on a page that was open before is kept, and carried over with everything else.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's, and when its theme does not ask this; [`Error::WearFirst`] under another hat; refused
/// while an agent fills it in, and once it is submitted.
pub async fn answer(
    ctx: &Context,
    asker: &Asker,
    id: &DraftId,
    field: &FieldId,
    text: &str,
) -> Result<Option<Problem>> {
    let begun = reopen(ctx, asker, id).await?;
    Ok(super::answer_in(ctx, asker, begun, field, text).await?.problem)
}

/// Picks the items to apply for in this draft, in whichever version.
///
/// # Errors
/// As [`answer`].
pub async fn choose(ctx: &Context, asker: &Asker, id: &DraftId, chosen: &BTreeSet<ItemId>) -> Result<()> {
    let begun = reopen(ctx, asker, id).await?;
    super::choose_in(ctx, begun, chosen).await?;
    Ok(())
}

/// The asker's draft, under its own hat: the page around a question speaks for the same person.
async fn own(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Draft> {
    let draft = draft::own_to_change(ctx, asker, id).await?;
    hat::must_wear(asker.signed()?, draft.citizen.as_ref(), &draft.hat)?;
    Ok(draft)
}

async fn reopen(ctx: &Context, asker: &Asker, id: &DraftId) -> Result<Begun> {
    let before = own(ctx, asker, id).await?;
    let (tx, draft) = draft::hold(ctx, &before).await?;
    let published = theme::version(ctx, &*tx, &draft.theme_version).await?;
    Ok(Begun {
        tx,
        draft,
        published,
        guest: None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::account::sign_in::{Luggage, Unparked, as_citizen};
    use crate::draft::again::start_again;
    use crate::draft::park::{Posted, park};
    use crate::error::Refusal;
    use crate::office::{MOTHER, TestOffice, id, renamed, typed_texts};

    const NAME: &str = "child/person.name";
    const FOLLOWS: &str = "child/household.follows";
    const DAY: i64 = 24 * 3_600_000;

    fn booklet() -> BTreeSet<ItemId> {
        BTreeSet::from([id("vaccination_booklet")])
    }

    #[tokio::test]
    async fn what_was_filed_asks_no_question_of_the_draft_for_the_next_child() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let filed = office.newborn_draft(&mother).await;
            let application = office.submit(&mother, &filed).await.unwrap();
            let next = start_again(ctx, &mother, &application).await.unwrap();
            let late = read(ctx, &mother, &filed).await.err();
            assert!(matches!(late, Some(Error::Submitted(Became::Application(of))) if of == application));
            let late = answer(ctx, &mother, &filed, &id(FOLLOWS), "father").await;
            assert!(matches!(late, Err(Error::Refused(Refusal::AlreadySubmitted))));
            let late = choose(ctx, &mother, &filed, &BTreeSet::new()).await;
            assert!(matches!(late, Err(Error::Refused(Refusal::AlreadySubmitted))));
            for draft in [&filed, &next] {
                assert_eq!(office.text(&mother, draft, FOLLOWS).await, "mother");
                assert_eq!(office.read(&mother, draft).await.draft.chosen, None);
            }
        }
    }

    #[tokio::test]
    async fn what_was_said_when_the_session_had_ended_comes_into_the_draft_that_asked_and_to_nobody_else() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let draft = office.consulted(&mother, &MOTHER).await;
            for posted in [
                Posted::Question(draft.clone(), id(FOLLOWS), "father".to_owned()),
                Posted::Picks(draft.clone(), booklet()),
            ] {
                let luggage = Luggage {
                    parked: Some(park(ctx, &posted).await.unwrap()),
                    ..Luggage::default()
                };
                let unparked = async |who: &str| as_citizen(ctx, &id(who), &luggage).await.unwrap().unparked;
                assert_eq!(unparked("zhou_he").await, None, "somebody else's");
                assert_eq!(unparked("lin_xiao").await, Some(Unparked::Saved(posted.about())));
                assert_eq!(unparked("lin_xiao").await, None, "given back once");
            }
            assert_eq!(office.text(&mother, &draft, FOLLOWS).await, "father");
            assert_eq!(office.read(&mother, &draft).await.draft.chosen, Some(booklet()));
        }
    }

    #[tokio::test]
    async fn what_was_typed_for_what_was_submitted_meanwhile_is_not_saved_and_leads_to_where_that_is_looked_at() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let draft = office.newborn_draft(&mother).await;
            let invitation = office.read(&mother, &draft).await.invitations[0].id.clone();
            let application = office.submit(&mother, &draft).await.unwrap();
            let became = Unparked::Submitted(Became::Application(application));
            let part = Unparked::Submitted(Became::Part(invitation));
            let topic = Posted::Topic(draft.clone(), id("child"), typed_texts(&[(NAME, "林知秋")]));
            let question = Posted::Question(draft.clone(), id(FOLLOWS), "father".to_owned());
            for (who, posted, led) in [
                ("lin_xiao", &topic, Some(&became)),
                ("lin_xiao", &question, Some(&became)),
                ("lin_xiao", &Posted::Picks(draft.clone(), booklet()), Some(&became)),
                (
                    "lin_xiao",
                    &Posted::Delivery(draft.clone(), BTreeMap::new()),
                    Some(&became),
                ),
                ("chen_yuan", &topic, Some(&part)),
                ("zhou_he", &topic, None),
                ("zhou_he", &question, None),
            ] {
                let luggage = Luggage {
                    parked: Some(park(ctx, posted).await.unwrap()),
                    ..Luggage::default()
                };
                let signed_in = as_citizen(ctx, &id(who), &luggage).await.unwrap();
                assert_eq!(signed_in.unparked.as_ref(), led, "{who}: {posted:?}");
            }
            assert_eq!(office.text(&mother, &draft, NAME).await, "林知夏");
            assert_eq!(office.text(&mother, &draft, FOLLOWS).await, "mother");
        }
    }

    #[tokio::test]
    async fn what_is_said_on_a_page_from_before_its_version_ended_is_carried_over() {
        for office in TestOffice::each().await {
            let (ctx, mother) = (&office.ctx, office.citizen("lin_xiao").await);
            let draft = office.consulted(&mother, &MOTHER).await;
            office.publish_with(&renamed(), 0).await;
            office.advance(2 * DAY);
            let mother = office.citizen("lin_xiao").await;
            let due = read(ctx, &mother, &draft).await.err();
            assert!(matches!(due, Some(Error::CarryOverFirst(of)) if of == draft));
            let problem = answer(ctx, &mother, &draft, &id(FOLLOWS), "father").await;
            assert_eq!(problem.unwrap(), None);
            choose(ctx, &mother, &draft, &booklet()).await.unwrap();
            let next = carry_over::look(ctx, &mother, &draft).await.unwrap().unwrap();
            carry_over::carry_over(ctx, &mother, &draft, &next.successor.version)
                .await
                .unwrap();
            let mine = office.read(&mother, &draft).await;
            assert_eq!(mine.answers.text(&id(FOLLOWS)), Some("father"));
            assert_eq!(mine.draft.chosen, Some(booklet()));
        }
    }
}
