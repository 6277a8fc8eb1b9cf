//! What was typed of somebody where another's record can speak belongs to that record, as the address of a household does: it goes with
//! the answer that chose it, and comes back with it.

use std::collections::{BTreeMap, BTreeSet};

use content::city::City;
use data::Transaction;
use data::aside::SetAside;
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

/// Whether what was typed beside a record can come back with it in this version of the theme.
pub(super) fn can_come_back(city: &City, theme: &Theme, field: &FieldId, beside: &Record) -> bool {
    theme.element(field).is_some() && looks(city, theme, field, |_| true).any(|read| record(read) == *beside)
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
    let turn = Turn {
        ctx,
        theme,
        before,
        now: data::answer::list(&**tx, &draft.id).await?,
        kept: data::aside::list(&**tx, &draft.id).await?,
    };
    let gone = turn.put_away(tx, draft).await?;
    turn.bring_back(tx, draft, &gone).await
}

/// A draft in which another answer may have made other records the right ones.
struct Turn<'a> {
    ctx: &'a Context,
    theme: &'a Theme,
    before: &'a Answers,
    now: Answers,
    /// What was put aside before, the latest last.
    kept: Vec<SetAside>,
}

impl Turn<'_> {
    /// The records that can fill in a field.
    fn records(&self, field: &FieldId, answers: &Answers) -> BTreeSet<Record> {
        let today = self.ctx.today();
        let holds = |when: Option<&Condition>| judge(when, answers, today) == Truth::Yes;
        looks(&self.ctx.city, self.theme, field, holds).map(record).collect()
    }

    /// The record beside which a text was typed, where that speaks no more, and whether another one does. A record of whom the field is
    /// about does not count: what is typed of oneself is said of oneself, whichever record speaks.
    fn left(&self, field: &FieldId, text: &str) -> Option<(Record, bool)> {
        let (were, are) = (self.records(field, self.before), self.records(field, &self.now));
        let is_own = were.iter().chain(&are).any(|record| record.of == field.subject);
        if is_own || were == are || !were.is_disjoint(&are) {
            return None;
        }
        // Where none spoke meanwhile, it was put aside in advance and stayed where it stands.
        let is_it = |aside: &&SetAside| aside.field == *field && aside.text == text;
        let in_advance = || {
            let mut kept = self.kept.iter().rev().filter(is_it);
            kept.find_map(|aside| aside.beside.clone())
        };
        let beside = were.into_iter().next().or_else(in_advance)?;
        (!are.contains(&beside)).then_some((beside, !are.is_empty()))
    }

    /// Puts aside what was typed beside a record that speaks no more. Where another one speaks, it goes from its place: gives back where.
    async fn put_away(&self, tx: &Transaction, draft: &Draft) -> Result<BTreeSet<FieldId>> {
        // Of two devices' texts the one that is the answer is the later one.
        for (field, text) in data::rival::list(&**tx, &draft.id).await? {
            let Some((beside, goes)) = self.left(&field, &text) else {
                continue;
            };
            self.keep(tx, draft, (&field, &text), beside).await?;
            if goes {
                data::rival::delete(&**tx, &draft.id, &field).await?;
            }
        }
        let mut gone = BTreeSet::new();
        let typed = self
            .before
            .iter()
            .filter(|(_, answer)| answer.origin == Origin::Citizen);
        for (field, text) in typed.filter_map(|(field, _)| Some((field, self.before.text(field)?))) {
            let Some((beside, goes)) = self.left(field, text) else {
                continue;
            };
            self.keep(tx, draft, (field, text), beside).await?;
            if goes && self.now.text(field) == Some(text) {
                data::answer::delete(&**tx, &draft.id, field).await?;
                gone.insert(field.clone());
            }
        }
        Ok(gone)
    }

    /// Keeps a text with the record beside which it was typed, instead of what was typed beside that before.
    async fn keep(
        &self,
        tx: &Transaction,
        draft: &Draft,
        (field, text): (&FieldId, &str),
        beside: Record,
    ) -> Result<()> {
        let is_older = |aside: &&SetAside| aside.field == *field && aside.beside.as_ref() == Some(&beside);
        for older in self.kept.iter().filter(is_older) {
            data::aside::delete(&**tx, &older.id).await?;
        }
        let aside = Aside {
            field: field.clone(),
            typed_as: field.clone(),
            version: None,
            element: self.theme.element(field).cloned(),
            beside: Some(beside),
            text: text.to_owned(),
        };
        put_aside(self.ctx, tx, draft, &aside).await
    }

    /// Brings back what was typed beside a record that is the right one, unless something else was typed there since.
    async fn bring_back(&self, tx: &Transaction, draft: &Draft, gone: &BTreeSet<FieldId>) -> Result<()> {
        let stands = |field: &FieldId| {
            let answer = self.now.get(field).filter(|_| self.now.text(field).is_some());
            answer.is_some_and(|answer| !matches!(answer.origin, Origin::Register(_))) && !gone.contains(field)
        };
        let mut back = BTreeMap::new();
        for aside in &self.kept {
            let Some(beside) = &aside.beside else { continue };
            let is_asked = self.theme.element(&aside.field).is_some();
            if !is_asked || !self.records(&aside.field, &self.now).contains(beside) {
                continue;
            }
            data::aside::delete(&**tx, &aside.id).await?;
            if stands(&aside.field) {
                continue;
            }
            if let Some(rival) = back.insert(&aside.field, &aside.text) {
                data::rival::save(&**tx, &draft.id, &aside.field, rival, self.ctx.now()).await?;
            }
        }
        for (field, text) in back {
            // What the register says of it is held against it when that is asked.
            let answer = Answer {
                text: text.clone(),
                origin: Origin::Citizen,
                as_of: self.ctx.today(),
                contested: false,
            };
            data::answer::save(&**tx, &draft.id, field, &answer).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::answer::UNSURE;
    use domain::draft::Consent;
    use domain::id::DraftId;

    use super::*;
    use crate::asker::Asker;
    use crate::draft::consult::consent;
    use crate::draft::save::{Typed, save};
    use crate::draft::start::start;
    use crate::office::{MOTHER, NEWBORN, TestOffice, id, typed_texts};
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

    /// Posts a page that was shown before anybody typed her address.
    async fn types_on_a_page_of_hers(office: &TestOffice, mother: &Asker, draft: &DraftId, typed: &[(&str, &str)]) {
        let typed = Typed {
            was: [(ADDRESS.to_owned(), vec![HERS.to_owned()])].into(),
            ..typed_texts(typed)
        };
        let saved = save(&office.ctx, mother, draft, &id("household"), &typed).await;
        saved.unwrap();
    }

    /// What another device answered to the address.
    async fn rival(office: &TestOffice, draft: &DraftId) -> Option<String> {
        let mut rivals = data::rival::list(office.ctx.db.read(), draft).await.unwrap();
        rivals.remove(&id(ADDRESS))
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
            follows(&office, &mother, "father").await;
            follows(&office, &mother, "mother").await;
            assert_eq!(address().await, filled_in(HERS), "the first text was put right");
        }
    }

    #[tokio::test]
    async fn what_was_typed_of_a_household_belongs_to_it_also_when_nobody_knew_for_a_while_which_one_it_is() {
        for office in TestOffice::each().await {
            let mother = office.citizen("tian_xi").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            let address = async || stands(&office, &mother, &draft, ADDRESS).await;
            let typed = (TYPED.to_owned(), true, false);
            types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
            follows(&office, &mother, UNSURE).await;
            assert_eq!(address().await, typed, "no record says otherwise");
            follows(&office, &mother, "father").await;
            assert_eq!(address().await, filled_in(HIS));
            follows(&office, &mother, UNSURE).await;
            assert!(office.answer(&mother, &draft, ADDRESS).await.is_none());
            follows(&office, &mother, "mother").await;
            assert_eq!(address().await, contested(TYPED));
            // What is typed meanwhile is said of the one that is chosen then.
            follows(&office, &mother, UNSURE).await;
            types(&office, &mother, &draft, &[(ADDRESS, TYPED_TOO)]).await;
            follows(&office, &mother, "mother").await;
            assert_eq!(address().await, contested(TYPED_TOO));
            let kept = data::aside::list(office.ctx.db.read(), &draft).await.unwrap();
            assert_eq!(kept, []);
        }
    }

    #[tokio::test]
    async fn what_two_devices_typed_of_one_household_goes_and_comes_back_together() {
        for office in TestOffice::each().await {
            let mother = office.citizen("tian_xi").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            let address = async || stands(&office, &mother, &draft, ADDRESS).await;
            let other = async || rival(&office, &draft).await;
            for text in [TYPED, TYPED_TOO] {
                types_on_a_page_of_hers(&office, &mother, &draft, &[(ADDRESS, text)]).await;
            }
            for way in [&["father"][..], &[UNSURE, "father"]] {
                for whom in way {
                    follows(&office, &mother, whom).await;
                }
                assert_eq!((address().await, other().await), (filled_in(HIS), None));
                follows(&office, &mother, "mother").await;
                let both = (contested(TYPED), Some(TYPED_TOO.to_owned()));
                assert_eq!((address().await, other().await), both);
            }
        }
    }

    #[tokio::test]
    async fn what_another_device_types_together_with_the_choice_is_said_of_the_household_it_chooses() {
        for office in TestOffice::each().await {
            let mother = office.citizen("tian_xi").await;
            let draft = office.consulted(&mother, &MOTHER).await;
            types(&office, &mother, &draft, &[(ADDRESS, TYPED)]).await;
            let his = [(FOLLOWS, "father"), (ADDRESS, TYPED_TOO)];
            types_on_a_page_of_hers(&office, &mother, &draft, &his).await;
            assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, filled_in(HIS));
            assert_eq!(rival(&office, &draft).await.as_deref(), Some(TYPED_TOO));
            follows(&office, &mother, "mother").await;
            assert_eq!(stands(&office, &mother, &draft, ADDRESS).await, contested(TYPED));
            assert_eq!(rival(&office, &draft).await, None);
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
