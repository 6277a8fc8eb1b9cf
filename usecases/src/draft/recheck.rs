//! Look again just before submitting: what a register filled in and says differently by now is shown to the citizen first.

use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::field::same_text;
use domain::register::{Fact, Outcome};
use domain::theme::{Read, Theme};
use futures::future::join_all;

use super::consult::{Consents, as_answer, ask_anew, called_for, facts, record};
use super::read::MyDraft;
use super::said::beside;
use crate::asker::Asker;
use crate::context::Context;
use crate::error::Result;

/// Opens every record that filled something in again, and keeps what is said differently now. The fields of the form to look at
/// again; none when nothing changed. A register that does not answer holds nobody up.
pub(crate) async fn recheck(ctx: &Context, asker: &Asker, mine: &MyDraft) -> Result<Vec<FieldId>> {
    let (draft, theme) = (&mine.draft, &*mine.theme);
    let consents = Consents::new(draft, mine.invitations.clone());
    if !consents.let_read() {
        return Ok(Vec::new());
    }
    let was_found =
        |read: &Read| (mine.reads.iter()).any(|(known, how)| *known == record(read) && *how == Outcome::Found);
    let wait = ctx.limits.register_wait.min(ctx.limits.recheck_wait);
    let called = called_for(ctx, theme, &mine.answers, &consents).into_iter();
    let called = called.filter(|(read, _)| was_found(read));
    let entries = join_all(called.map(|(read, number)| ask_anew(ctx, read, number, wait))).await;
    let said = entries
        .into_iter()
        .filter_map(|(read, answer)| Some((read, answer.ok()??)))
        .flat_map(|(read, entry)| facts(consents.to(&read), theme, &read, entry, &mine.answers, ctx.today()));
    // Only where it said something before: what it would say of a twin who has an application already was left out.
    let changed: Vec<(Fact, Fact)> = said
        .filter_map(|now| {
            let then = (mine.facts.iter()).find(|fact| fact.record == now.record && fact.field == now.field)?;
            (then.text != now.text).then(|| (then.clone(), now))
        })
        .collect();
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let (tx, draft) = super::change(ctx, asker, &draft.id).await?;
    let answers = data::answer::list(&*tx, &draft.id).await?;
    let mut to_look_at = Vec::new();
    for (then, now) in changed {
        data::register::save_fact(&*tx, &draft.id, &now).await?;
        let Some(answer) = answers.get(&now.field) else {
            continue;
        };
        data::answer::save(
            &*tx,
            &draft.id,
            &now.field,
            &said_again(ctx, theme, answer, &then, &now),
        )
        .await?;
        if is_to_look_at(theme, &answers, &now, ctx.today()) {
            to_look_at.push(now.field);
        }
    }
    tx.commit().await?;
    to_look_at.sort();
    to_look_at.dedup();
    Ok(to_look_at)
}

/// The answer by what the register says now: the register's own follows it, what was typed stays and is held against it.
fn said_again(ctx: &Context, theme: &Theme, answer: &Answer, then: &Fact, now: &Fact) -> Answer {
    let is_its_own = answer.origin == Origin::Register(then.record.register.clone())
        && same_text(&answer.text, &as_answer(theme, then, ctx.today()));
    match theme.element(&now.field) {
        _ if is_its_own => Answer {
            text: as_answer(theme, now, ctx.today()),
            as_of: now.as_of,
            ..answer.clone()
        },
        Some(element) if answer.origin == Origin::Citizen => {
            beside(ctx, &element.kind, &now.field, &answer.text, std::slice::from_ref(now))
        }
        _ => answer.clone(),
    }
}

/// Whether the form asks it, nobody typed it, and it differs from what stood there.
fn is_to_look_at(theme: &Theme, answers: &Answers, now: &Fact, today: chrono::NaiveDate) -> bool {
    let stood = answers.get(&now.field).filter(|answer| answer.is_known());
    let differs = stood.is_some_and(|answer| !same_text(&answer.text, &as_answer(theme, now, today)));
    differs && theme.field(&now.field.at(0)).is_some()
}

#[cfg(test)]
mod tests {
    use crate::Error;
    use crate::office::{MOTHER, TestOffice, id};
    use crate::register::sandbox::Behaviour;

    #[tokio::test]
    async fn what_a_register_says_differently_by_now_is_looked_at_again_before_it_is_submitted() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.newborn_draft(&mother).await;
            assert_eq!(office.text(&mother, &draft, "father/person.name").await, "陈远");
            office.set_register("marriage", Behaviour::Contradictory).await;
            let refused = office.submit(&mother, &draft).await;
            let Err(Error::LookAgain(fields)) = refused else {
                panic!("{refused:?}")
            };
            assert!(fields.contains(&id("father/person.name")), "{fields:?}");
            assert_eq!(office.text(&mother, &draft, "father/person.name").await, "陈远一");
            office.agree(&mother, &draft).await;
            office.submit(&mother, &draft).await.expect("they looked at it");
        }
    }

    #[tokio::test]
    async fn a_register_that_is_down_or_has_nothing_at_that_moment_holds_nobody_up() {
        for mut office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.newborn_draft(&mother).await;
            office.hurry();
            for (register, behaviour) in [
                ("marriage", Behaviour::Down),
                ("birth", Behaviour::Empty),
                ("household", Behaviour::Slow),
            ] {
                office.set_register(register, behaviour).await;
            }
            office.submit(&mother, &draft).await.unwrap();
        }
    }

    #[tokio::test]
    async fn what_the_citizen_typed_stays_when_the_register_changes_its_word() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            office
                .save(&mother, &draft, "household", &[("child/household.holder", "陈元")])
                .await
                .unwrap();
            office.complete(&mother, &draft).await;
            office.set_register("household", Behaviour::Contradictory).await;
            let fields = match office.submit(&mother, &draft).await {
                Err(Error::LookAgain(fields)) => fields,
                _ => Vec::new(),
            };
            assert!(!fields.contains(&id("child/household.holder")), "{fields:?}");
            assert_eq!(office.text(&mother, &draft, "child/household.holder").await, "陈元");
        }
    }
}
