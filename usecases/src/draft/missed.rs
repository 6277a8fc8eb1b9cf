//! Why something is asked for that a register could have said: the question is open that decides whose record speaks, or it was asked
//! and did not say it.

use chrono::NaiveDate;
use content::city::City;
use domain::answer::{Answers, FieldId};
use domain::condition::{Condition, Truth, judge};
use domain::draft::Consent;
use domain::id::RegisterId;
use domain::register::{Outcome, Record};
use domain::theme::material::{Material, WaiverMode};
use domain::theme::{Question, Theme};

use super::beside::looks;
use super::consult::record;
use super::read::MyDraft;
use crate::plan::MyPlan;

/// Why a paper is asked for that a register could have made needless.
#[derive(Debug, Clone)]
pub enum Missed<'a> {
    /// This question is open: its answer decides whose record is opened.
    Awaits(&'a Question),
    /// The register was asked and does not say it.
    Unsaid(RegisterId),
    /// The register was asked and did not answer.
    Silent(RegisterId),
}

/// What is known of registers, of a list or of a draft.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    city: &'a City,
    theme: &'a Theme,
    answers: &'a Answers,
    reads: &'a [(Record, Outcome)],
    consent: Consent,
    today: NaiveDate,
}

impl<'a> Asked<'a> {
    /// For the list.
    #[must_use]
    pub fn for_list(city: &'a City, mine: &'a MyPlan) -> Self {
        Self {
            city,
            theme: &mine.published.theme,
            answers: &mine.answers,
            reads: &mine.reads,
            consent: mine.draft.as_ref().map_or(Consent::NotAsked, |draft| draft.consent),
            today: mine.today,
        }
    }

    /// For the pages of a draft.
    #[must_use]
    pub fn for_draft(city: &'a City, mine: &'a MyDraft) -> Self {
        Self {
            city,
            theme: &mine.theme,
            answers: &mine.answers,
            reads: &mine.reads,
            consent: mine.draft.consent,
            today: mine.today,
        }
    }

    /// The open question whose answer decides which record could fill in a field.
    #[must_use]
    pub fn awaits(self, field: &FieldId) -> Option<&'a Question> {
        if !self.consent.lets_read() {
            return None;
        }
        let is_undecided = |when: Option<&Condition>| judge(when, self.answers, self.today) == Truth::Unknown;
        let conditions = looks(self.city, self.theme, field, is_undecided).filter_map(|read| read.when.as_ref());
        let deciding: Vec<&FieldId> = conditions.flat_map(Condition::fields).collect();
        let can_be_asked = |question: &Question| {
            let is_open = self.answers.text(&question.field).is_none();
            is_open && judge(question.when.as_ref(), self.answers, self.today) != Truth::No
        };
        let mut questions = self.theme.questions.iter();
        questions.find(|question| deciding.contains(&&question.field) && can_be_asked(question))
    }

    /// Why a paper that is asked for was not made needless by a register.
    #[must_use]
    pub fn missed(self, material: &Material) -> Option<Missed<'a>> {
        let mut unknown = (material.waivers.iter()).flat_map(|waiver| match &waiver.mode {
            WaiverMode::Generated => &[][..],
            WaiverMode::Certificate(facts) | WaiverMode::Register(facts) => facts.as_slice(),
        });
        unknown.find_map(|field| self.missed_of(field))
    }

    fn missed_of(self, field: &FieldId) -> Option<Missed<'a>> {
        let answer = self.answers.get(field);
        let is_said = WaiverMode::is_known(field, self.answers);
        // What is typed against a register is said by that one all the same.
        if is_said || answer.is_some_and(|answer| answer.contested) {
            return None;
        }
        if let Some(question) = self.awaits(field) {
            return Some(Missed::Awaits(question));
        }
        let is_called_for = |when: Option<&Condition>| judge(when, self.answers, self.today) == Truth::Yes;
        let mut looks = looks(self.city, self.theme, field, is_called_for);
        looks.find_map(|read| {
            let (_, outcome) = self.reads.iter().find(|(known, _)| *known == record(read))?;
            match outcome {
                // What was kept back for want of consent may be there.
                Outcome::Found if self.consent == Consent::InPart => None,
                Outcome::Found | Outcome::Empty => Some(Missed::Unsaid(read.register.clone())),
                Outcome::Slow | Outcome::Down => Some(Missed::Silent(read.register.clone())),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::answer::UNSURE;
    use domain::id::DraftId;

    use super::*;
    use crate::asker::Asker;
    use crate::draft::consult::consent;
    use crate::office::{MOTHER, NEWBORN, TestOffice, id};
    use crate::plan;
    use crate::register::sandbox::Behaviour;

    const FOLLOWS: &str = "child/household.follows";

    /// A mother's draft in which nobody chose the household yet.
    async fn unsure(office: &TestOffice, mother: &Asker, word: Consent) -> DraftId {
        let draft = office.started(mother, &MOTHER).await;
        office.answer_plan(mother, NEWBORN, &[(FOLLOWS, UNSURE)]).await;
        consent(&office.ctx, mother, &draft, word).await.unwrap();
        draft
    }

    /// Why a paper is asked for, told alike on the list and at the draft.
    async fn why(office: &TestOffice, mother: &Asker, draft: &DraftId, paper: &str) -> String {
        let city = &office.ctx.city;
        let (list, mine) = (
            plan::read(&office.ctx, mother, &id(NEWBORN)).await.unwrap(),
            office.read(mother, draft).await,
        );
        let material = mine.theme.material(&id(paper)).unwrap();
        let told = |asked: Asked<'_>| match asked.missed(material) {
            None => String::new(),
            Some(Missed::Awaits(question)) => format!("awaits {}", question.field),
            Some(Missed::Unsaid(register)) => format!("unsaid by {register}"),
            Some(Missed::Silent(register)) => format!("silent {register}"),
        };
        let (said, also) = (told(Asked::for_list(city, &list)), told(Asked::for_draft(city, &mine)));
        assert_eq!(said, also);
        said
    }

    #[tokio::test]
    async fn what_hangs_on_an_open_question_names_it_and_nothing_else_does() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = unsure(&office, &mother, Consent::Given).await;
            let booklet = async || why(&office, &mother, &draft, "household_booklet").await;
            assert_eq!(booklet().await, format!("awaits {FOLLOWS}"));
            let mine = office.read(&mother, &draft).await;
            let asked = Asked::for_draft(&office.ctx.city, &mine);
            assert!(asked.awaits(&id("child/household.address")).is_some());
            for field in ["mother/person.ethnicity", "child/birth.time", "mother/bank.card"] {
                assert!(asked.awaits(&id(field)).is_none(), "{field}");
            }
            office.answer_plan(&mother, NEWBORN, &[(FOLLOWS, "mother")]).await;
            assert_eq!(booklet().await, "");
        }
    }

    #[tokio::test]
    async fn who_declines_the_registers_is_not_sent_to_a_question_for_their_sake() {
        for office in TestOffice::each().await {
            let mother = office.citizen("lin_xiao").await;
            let draft = unsure(&office, &mother, Consent::Declined).await;
            assert_eq!(why(&office, &mother, &draft, "household_booklet").await, "");
        }
    }

    #[tokio::test]
    async fn a_register_that_does_not_say_it_and_one_that_does_not_answer_are_named() {
        for (behaviour, told) in [
            (Behaviour::Empty, "unsaid by birth"),
            (Behaviour::Down, "silent birth"),
            (Behaviour::Normal, ""),
        ] {
            for office in TestOffice::each().await {
                office.set_register("birth", behaviour).await;
                let mother = office.citizen("lin_xiao").await;
                let draft = office.consulted(&mother, &MOTHER).await;
                assert_eq!(why(&office, &mother, &draft, "birth_record").await, told);
            }
        }
    }
}
