//! What was typed of somebody where another's record can speak belongs to that record, as the address of a household does: it goes with
//! the answer that chose it, and comes back with it.

use std::collections::BTreeSet;

use content::city::City;
use data::Transaction;
use domain::answer::{Answer, Answers, FieldId, Origin};
use domain::condition::{Condition, Truth, judge};
use domain::draft::Draft;
use domain::register::Record;
use domain::theme::succession::Aside;
use domain::theme::{Read, Theme};

use super::carry_over::put_aside;
use super::consult::{ID_NUMBER, record};
use crate::context::Context;
use crate::error::Result;

/// Whether another answer to this field can make another record the right one to read.
pub(super) fn decides_a_read(theme: &Theme, field: &FieldId) -> bool {
    let opens = |read: &Read| read.of == field.subject && field.element.as_str() == ID_NUMBER;
    let is_condition = |read: &Read| read.when.as_ref().is_some_and(|when| when.fields().contains(&field));
    theme.reads.iter().any(|read| opens(read) || is_condition(read))
}

/// The looks whose condition holds and that could fill in a field.
pub(super) fn looks<'a>(
    city: &'a City,
    theme: &'a Theme,
    field: &'a FieldId,
    holds: impl Fn(Option<&Condition>) -> bool + 'a,
) -> impl Iterator<Item = &'a Read> {
    let fills = move |read: &&Read| (city.register(&read.register)).is_some_and(|register| register.fills(read, field));
    let is_called_for = move |read: &&Read| holds(read.when.as_ref());
    theme.reads.iter().filter(is_called_for).filter(fills)
}

/// Puts aside what was typed beside a record that is not the right one any more, and brings back what was typed beside the one that is
/// now. `changed`: what was answered just now, which is said of the record that is right now.
pub(crate) async fn follow(
    ctx: &Context,
    tx: &Transaction,
    draft: &Draft,
    theme: &Theme,
    before: &Answers,
    changed: &[FieldId],
) -> Result<()> {
    if !changed.iter().any(|field| decides_a_read(theme, field)) {
        return Ok(());
    }
    let now = data::answer::list(&**tx, &draft.id).await?;
    let kept = data::aside::list(&**tx, &draft.id).await?;
    let is_typed = |field: &FieldId, answer: &Answer| answer.origin == Origin::Citizen && before.text(field).is_some();
    for (field, typed) in before.iter().filter(|(field, answer)| is_typed(field, answer)) {
        let Some((were, _)) = moved(ctx, theme, field, before, &now) else {
            continue;
        };
        let aside = Aside {
            field: field.clone(),
            typed_as: field.clone(),
            version: None,
            element: theme.element(field).cloned(),
            beside: were.into_iter().next(),
            text: typed.text.clone(),
        };
        put_aside(ctx, tx, draft, &aside).await?;
        if !changed.contains(field) {
            data::answer::delete(&**tx, &draft.id, field).await?;
        }
    }
    for aside in kept {
        let Some(beside) = &aside.beside else { continue };
        let records = moved(ctx, theme, &aside.field, before, &now);
        let is_right = records.is_some_and(|(_, are)| are.contains(beside));
        if !is_right || changed.contains(&aside.field) {
            continue;
        }
        data::aside::delete(&**tx, &aside.id).await?;
        // What the register says of it is held against it when that is asked.
        let answer = Answer {
            text: aside.text,
            origin: Origin::Citizen,
            as_of: ctx.today(),
            contested: false,
        };
        data::answer::save(&**tx, &draft.id, &aside.field, &answer).await?;
    }
    Ok(())
}

/// The records that could fill in a field before and those that can now, where they are others. A record of whom the field is about does
/// not count: what is typed of oneself is said of oneself, whichever record speaks.
fn moved(
    ctx: &Context,
    theme: &Theme,
    field: &FieldId,
    before: &Answers,
    now: &Answers,
) -> Option<(BTreeSet<Record>, BTreeSet<Record>)> {
    let today = ctx.today();
    let records = |answers: &Answers| -> BTreeSet<Record> {
        let holds = |when: Option<&Condition>| judge(when, answers, today) == Truth::Yes;
        looks(&ctx.city, theme, field, holds).map(record).collect()
    };
    let (were, are) = (records(before), records(now));
    let is_anothers = were.iter().chain(&are).all(|record| record.of != field.subject);
    let are_others = !were.is_empty() && !are.is_empty() && were.is_disjoint(&are);
    (is_anothers && are_others).then_some((were, are))
}

#[cfg(test)]
mod tests {
    use domain::draft::Consent;
    use domain::id::DraftId;

    use super::*;
    use crate::asker::Asker;
    use crate::draft::consult::consent;
    use crate::draft::start::start;
    use crate::office::{MOTHER, NEWBORN, TestOffice, id};
    use crate::register::sandbox::Behaviour;

    const FOLLOWS: &str = "child/household.follows";
    const ADDRESS: &str = "child/household.address";
    const HOLDER: &str = "child/household.holder";
    const HERS: &str = "示范市南湖区桂花巷9号";
    const HIS: &str = "示范市青河区学府路45号7栋1102室";
    const TYPED: &str = "示范市东山区松风街1号";
    const TYPED_TOO: &str = "示范市东山区松风街2号";

    async fn follows(office: &TestOffice, mother: &Asker, whom: &str) {
        office.answer_plan(mother, NEWBORN, &[(FOLLOWS, whom)]).await;
    }

    async fn types(office: &TestOffice, mother: &Asker, draft: &DraftId, typed: &[(&str, &str)]) {
        office.save(mother, draft, "household", typed).await.unwrap();
    }

    /// How a field of the household stands: the text, whether somebody typed it, and whether it is held against a register.
    async fn stands(office: &TestOffice, mother: &Asker, draft: &DraftId, field: &str) -> (String, bool, bool) {
        let answer = office.answer(mother, draft, field).await.unwrap();
        (answer.text, answer.origin == Origin::Citizen, answer.contested)
    }

    fn contested(text: &str) -> (String, bool, bool) {
        (text.to_owned(), true, true)
    }

    fn filled_in(text: &str) -> (String, bool, bool) {
        (text.to_owned(), false, false)
    }

    #[tokio::test]
    async fn what_was_typed_of_one_household_is_not_held_against_the_other_and_comes_back_with_it() {
        for office in TestOffice::each().await {
            let mother = office.citizen("tian_xi").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            let address = async || stands(&office, &mother, &draft, ADDRESS).await;
            types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
            follows(&office, &mother, "father").await;
            assert_eq!(address().await, filled_in(HIS));
            let mine = office.read(&mother, &draft).await;
            assert!(mine.aside.is_empty(), "nothing asks again for it: {:?}", mine.aside);
            types(&office, &mother, &draft, &[(ADDRESS, TYPED_TOO)]).await;
            follows(&office, &mother, "mother").await;
            assert_eq!(address().await, contested(TYPED));
            follows(&office, &mother, "father").await;
            assert_eq!(address().await, contested(TYPED_TOO));
            let kept = data::aside::list(office.ctx.db.read(), &draft).await.unwrap();
            assert_eq!(kept.len(), 1, "{kept:?}");
        }
    }

    #[tokio::test]
    async fn what_is_typed_on_the_page_that_chooses_the_household_is_said_of_that_one() {
        for office in TestOffice::each().await {
            let mother = office.citizen("tian_xi").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            let address = async || stands(&office, &mother, &draft, ADDRESS).await;
            types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
            // Posted as it was shown, beside the other choice.
            types(&office, &mother, &draft, &[(FOLLOWS, "father"), (ADDRESS, TYPED)]).await;
            assert_eq!(address().await, filled_in(HIS));
            let other = [(FOLLOWS, "mother"), (ADDRESS, TYPED_TOO)];
            types(&office, &mother, &draft, &other).await;
            assert_eq!(address().await, contested(TYPED_TOO));
            types(&office, &mother, &draft, &[(ADDRESS, HERS)]).await;
            assert_eq!(address().await, filled_in(HERS));
        }
    }

    #[tokio::test]
    async fn what_was_typed_while_the_register_was_silent_belongs_to_that_household_too() {
        for office in TestOffice::each().await {
            let mother = office.citizen("tian_xi").await;
            office.set_register("household", Behaviour::Down).await;
            let draft = office.consulted(&mother, &MOTHER).await;
            types(&office, &mother, &draft, &[(HOLDER, "田大山")]).await;
            follows(&office, &mother, "father").await;
            assert!(office.answer(&mother, &draft, HOLDER).await.is_none(), "asked anew");
            office.set_register("household", Behaviour::Normal).await;
            follows(&office, &mother, "mother").await;
            assert_eq!(stands(&office, &mother, &draft, HOLDER).await, contested("田大山"));
        }
    }

    #[tokio::test]
    async fn what_was_typed_of_oneself_stays_whichever_record_speaks() {
        const FOR: &str = "application/elder.applicant";
        const HOME: &str = "elder/household.address";
        for office in TestOffice::each().await {
            let asker = office.citizen("tang_yu").await;
            let theme = "elder-welfare";
            office.answer_plan(&asker, theme, &[(FOR, "self")]).await;
            let draft = start(&office.ctx, &asker, &id(theme)).await.unwrap();
            let declined = consent(&office.ctx, &asker, &draft, Consent::Declined).await;
            declined.unwrap();
            office.save(&asker, &draft, "elder", &[(HOME, TYPED)]).await.unwrap();
            office.answer_plan(&asker, theme, &[(FOR, "same_household")]).await;
            assert_eq!(office.text(&asker, &draft, HOME).await, TYPED);
        }
    }
}
