//! One entry more, or one less, of what there can be several of: shareholders, accounts, earlier addresses.

use data::Transaction;
use domain::answer::{Answer, FieldId, Origin, UNSURE};
use domain::id::{DraftId, TopicId};
use domain::party::Seat;

use super::save::form;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::{party, theme};

/// Adds an empty entry to a page, unless there are as many as there can be; says how many there are now.
///
/// # Errors
/// [`Error::NotFound`] when the page does not ask about several.
pub async fn add(ctx: &Context, asker: &Asker, id: &DraftId, topic: &TopicId) -> Result<u16> {
    let (tx, draft) = super::change(ctx, asker, id).await?;
    let theme = theme::version(ctx, &*tx, &draft.theme_version).await?.theme;
    let answers = data::answer::list(&*tx, id).await?;
    let form = form(ctx, &theme, &draft, &answers);
    let page = form.topic(topic).ok_or(Error::NotFound)?;
    let entries = page.entries.ok_or(Error::NotFound)?;
    let first = page
        .topic
        .fields
        .iter()
        .find(|field| field.id.subject == *entries.subject);
    let first = first.ok_or(Error::NotFound)?;
    if entries.count == entries.many.most {
        return Ok(entries.count);
    }
    // An entry is there as soon as one of its fields is; not known yet is not wrong yet.
    let open = Answer {
        text: UNSURE.to_owned(),
        origin: Origin::Citizen,
        as_of: ctx.today(),
        contested: false,
    };
    data::answer::save(&*tx, id, &first.id.at(entries.count), &open).await?;
    tx.commit().await?;
    Ok(entries.count + 1)
}

/// Takes an entry away, and moves those behind it up, unless there are as few as there must be.
///
/// # Errors
/// [`Error::NotFound`] when the page does not ask about several.
pub async fn remove(ctx: &Context, asker: &Asker, id: &DraftId, topic: &TopicId, index: u16) -> Result<()> {
    let (tx, draft) = super::change(ctx, asker, id).await?;
    let theme = theme::version(ctx, &*tx, &draft.theme_version).await?.theme;
    let answers = data::answer::list(&*tx, id).await?;
    let form = form(ctx, &theme, &draft, &answers);
    let entries = form.topic(topic).and_then(|page| page.entries).ok_or(Error::NotFound)?;
    if entries.count <= entries.many.least || index >= entries.count {
        return Ok(());
    }
    let behind = |field: &FieldId| field.subject == *entries.subject && field.index >= index;
    // Whoever was asked moves along too, and whose entry goes is not asked any more.
    let invited = data::invitation::list(&*tx, id).await?;
    for invitation in invited
        .iter()
        .filter(|invited| invited.seat.subject == *entries.subject)
    {
        let at = invitation.seat.index;
        if at == index {
            party::invite::dismiss(ctx, &tx, invitation).await?;
        } else if at > index {
            let seat = Seat {
                index: at - 1,
                ..invitation.seat.clone()
            };
            party::unsign(&tx, invitation).await?;
            data::invitation::reseat(&*tx, &invitation.id, &seat).await?;
        }
    }
    let answers = data::answer::list(&*tx, id).await?;
    // In the order of their index, so that each moves into the place that was just left.
    let mut moving: Vec<_> = answers.iter().filter(|(field, _)| behind(field)).collect();
    moving.sort_by_key(|(field, _)| field.index);
    for (field, answer) in moving {
        data::answer::delete(&*tx, id, field).await?;
        if field.index > index {
            data::answer::save(&*tx, id, &field.at(field.index - 1), answer).await?;
        }
    }
    move_rivals(ctx, &tx, id, (&behind, index)).await?;
    // What registers said moves along: it would otherwise contradict the one that moved into the place.
    let facts = data::register::list_facts(&*tx, id).await?;
    let mut facts: Vec<_> = facts.into_iter().filter(|fact| behind(&fact.field)).collect();
    facts.sort_by_key(|fact| fact.field.index);
    for mut fact in facts {
        data::register::delete_fact(&*tx, id, &fact).await?;
        if fact.field.index > index {
            fact.field.index -= 1;
            data::register::save_fact(&*tx, id, &fact).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// What another device answered moves along with what it differs from.
async fn move_rivals(
    ctx: &Context,
    tx: &Transaction,
    id: &DraftId,
    (behind, index): (&impl Fn(&FieldId) -> bool, u16),
) -> Result<()> {
    let mut rivals: Vec<_> = data::rival::list(&**tx, id).await?.into_iter().collect();
    rivals.retain(|(field, _)| behind(field));
    rivals.sort_by_key(|(field, _)| field.index);
    for (field, text) in rivals {
        data::rival::delete(&**tx, id, &field).await?;
        if field.index > index {
            data::rival::save(&**tx, id, &field.at(field.index - 1), &text, ctx.now()).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::consult;
    use crate::office::{TestOffice, id};
    use domain::draft::Consent;

    const SHAREHOLDERS: &str = "shareholders";

    async fn names(office: &TestOffice, owner: &Asker, draft: &DraftId) -> Vec<String> {
        let mine = office.read(owner, draft).await;
        let form = mine.form();
        let page = form.topic(&id(SHAREHOLDERS)).unwrap();
        let named = page
            .fields
            .iter()
            .filter(|field| field.id.element.as_str() == "person.name");
        named
            .map(|field| mine.answers.text(&field.id).unwrap_or_default().to_owned())
            .collect()
    }

    #[tokio::test]
    async fn the_register_names_every_shareholder() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Given).await;
            assert_eq!(names(&office, &owner, &draft).await, ["沈静", "韩雪"]);
        }
    }

    #[tokio::test]
    async fn one_more_is_empty_and_not_wrong_yet_and_can_be_taken_away() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Given).await;
            let topic = id(SHAREHOLDERS);
            assert_eq!(add(&office.ctx, &owner, &draft, &topic).await.unwrap(), 3);
            assert_eq!(names(&office, &owner, &draft).await, ["沈静", "韩雪", ""]);
            let mine = office.read(&owner, &draft).await;
            let form = mine.form();
            let shown = form
                .topic(&topic)
                .unwrap()
                .fields
                .iter()
                .filter(|field| field.id.index == 2);
            assert!(shown.into_iter().all(|field| field.shown_problem().is_none()));
            office
                .save(&owner, &draft, SHAREHOLDERS, &[("shareholder/person.name~2", "章和")])
                .await
                .unwrap();
            remove(&office.ctx, &owner, &draft, &topic, 1).await.unwrap();
            assert_eq!(names(&office, &owner, &draft).await, ["沈静", "章和"]);
            consult::consult(&office.ctx, &owner, &draft).await.unwrap();
            assert_eq!(
                names(&office, &owner, &draft).await,
                ["沈静", "章和"],
                "whoever was taken away stays away"
            );
        }
    }

    #[tokio::test]
    async fn who_moves_up_keeps_what_the_register_says_of_them() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Given).await;
            remove(&office.ctx, &owner, &draft, &id(SHAREHOLDERS), 0).await.unwrap();
            consult::consult(&office.ctx, &owner, &draft).await.unwrap();
            assert_eq!(names(&office, &owner, &draft).await, ["韩雪"]);
            let mine = office.read(&owner, &draft).await;
            let said: Vec<_> = mine
                .facts_about(&id("shareholder/person.name"))
                .map(|fact| fact.text.clone())
                .collect();
            assert_eq!(said, ["韩雪"]);
        }
    }

    #[tokio::test]
    async fn who_moves_up_keeps_what_another_device_answered() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Given).await;
            let (db, at) = (office.ctx.db.read(), office.ctx.now());
            for (field, text) in [("shareholder/person.phone", "甲"), ("shareholder/person.phone~1", "乙")] {
                data::rival::save(db, &draft, &id(field), text, at).await.unwrap();
            }
            remove(&office.ctx, &owner, &draft, &id(SHAREHOLDERS), 0).await.unwrap();
            let left = data::rival::list(db, &draft).await.unwrap();
            let left: Vec<_> = left.iter().map(|(field, text)| format!("{field} {text}")).collect();
            assert_eq!(left, ["shareholder/person.phone 乙"]);
        }
    }

    #[tokio::test]
    async fn the_last_one_stays_and_a_page_about_one_has_no_entries() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Given).await;
            let topic = id(SHAREHOLDERS);
            for _ in 0..3 {
                remove(&office.ctx, &owner, &draft, &topic, 0).await.unwrap();
            }
            assert_eq!(names(&office, &owner, &draft).await, ["韩雪"]);
            let elsewhere = office.read(&owner, &draft).await.form().topics[0].topic.id.clone();
            assert!(matches!(
                add(&office.ctx, &owner, &draft, &elsewhere).await,
                Err(Error::NotFound)
            ));
        }
    }

    #[tokio::test]
    async fn a_stranger_adds_nothing() {
        for office in TestOffice::each().await {
            let owner = office.citizen("shen_jing").await;
            let draft = office.closing(&owner, Consent::Given).await;
            let stranger = office.citizen("lin_xiao").await;
            assert!(matches!(
                add(&office.ctx, &stranger, &draft, &id(SHAREHOLDERS)).await,
                Err(Error::NotFound)
            ));
        }
    }
}
