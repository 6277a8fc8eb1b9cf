//! An item (事项): one thing one department does.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::account::Level;
use crate::answer::FieldId;
use crate::calendar::{Calendar, Term};
use crate::case::{ACCEPTANCE, Wait};
use crate::condition::Condition;
use crate::id::{DepartmentId, ItemId, MaterialId, SourceId};

/// One thing one department does.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id in the theme.
    pub id: ItemId,
    /// Official name.
    pub name: String,
    /// Short name for lists.
    pub short: String,
    /// Official basic code (基本编码), where known.
    pub code: Option<String>,
    /// The department that decides.
    pub department: DepartmentId,
    /// The field whose answer decides the office.
    pub office: Option<FieldId>,
    /// Who does it and how, in a sentence.
    pub explain: String,
    /// 设定依据.
    pub basis: Vec<Basis>,
    /// 受理条件, in words.
    pub accepts: Vec<String>,
    /// Whether it applies to this person.
    pub applies: Option<Applies>,
    /// May be left out without harm.
    pub optional: bool,
    /// How well whoever asks for it must be known.
    pub level: Level,
    /// A step the citizen must take in person, in words.
    pub in_person: Option<String>,
    /// Where and how it is done, when it is not done here: there is no case for it.
    pub offline: Option<String>,
    /// What to do when it is refused, in words.
    pub if_refused: Option<String>,
    /// Items whose results it needs; of a group all are named, and the one that is done counts.
    pub after: Vec<ItemId>,
    /// Items that must be decided before, one way or the other.
    pub after_decided: Vec<ItemId>,
    /// 办理时限.
    pub limit: Limit,
    /// Special procedures, for which the clock stops (行政许可法 art. 45).
    pub pauses: Vec<Pause>,
    /// 告知承诺: granted on a promise and checked later.
    pub commitment: Option<Commitment>,
    /// When it needs no officer (自动审批).
    pub automatic: Option<Automatic>,
    /// Whom to call about it; the office otherwise.
    pub contact: Option<String>,
    /// By when the law wants the citizen to ask, in words.
    pub ask_by: Option<String>,
    /// What it costs; none means free.
    pub fee: Option<Fee>,
    /// Name of the paper, record or payment it ends in.
    pub result: String,
    /// What people say when it is there: 已签发; none means 已办好.
    pub done: Option<String>,
    /// How the result reaches the citizen, in words.
    pub delivery: Option<String>,
    /// The ways the citizen can choose from.
    pub ways: Vec<Way>,
    /// How long the result is valid, in words.
    pub valid: Option<String>,
    /// Fields it needs.
    pub fields: Vec<FieldId>,
    /// What its office calls some of them, where that is not what the form says.
    pub wording: BTreeMap<FieldId, String>,
    /// Materials it needs.
    pub materials: Vec<MaterialId>,
    /// Where the facts come from.
    pub sources: Vec<SourceId>,
}

impl Item {
    /// What its office calls a field, whichever of several it is.
    #[must_use]
    pub fn word_for(&self, field: &FieldId) -> Option<&str> {
        self.wording.get(&field.at(0)).map(String::as_str)
    }

    /// What it needs of another item, if it waits for it.
    #[must_use]
    pub fn wait_for(&self, other: &ItemId) -> Option<Wait> {
        if self.after.contains(other) {
            Some(Wait::Result)
        } else {
            self.after_decided.contains(other).then_some(Wait::Decision)
        }
    }

    /// The special procedures whose days must be over before it is granted: they run from when it was accepted, one after the other.
    pub fn binding(&self) -> impl Iterator<Item = (&Pause, Term)> {
        let binding = self.pauses.iter().filter(|pause| pause.is_binding);
        binding.filter_map(|pause| Some((pause, pause.term?)))
    }

    /// The first day on which it can be granted when it was accepted on this one; none where nothing has to be waited for.
    #[must_use]
    pub fn opens_on(&self, accepted_on: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let after = |last: Option<NaiveDate>, (_, term)| Some(calendar.last_day(last.unwrap_or(accepted_on), term));
        self.binding().fold(None, after)?.succ_opt()
    }

    /// The last day on which its office decides that accepted on this one: the limit runs from the last of the days that must be over
    /// before (行政许可法 art. 45).
    #[must_use]
    pub fn decided_by(&self, accepted_on: NaiveDate, calendar: &Calendar) -> NaiveDate {
        let opens_on = self.opens_on(accepted_on, calendar);
        let from = opens_on.and_then(|day| day.pred_opt()).unwrap_or(accepted_on);
        let end = calendar.last_day(from, self.limit.promised);
        opens_on.map_or(end, |day| end.max(day))
    }

    /// The day by which it is expected to be decided that was accepted on this one: special procedures do not count towards the limit,
    /// but whoever waits waits for them too.
    #[must_use]
    pub fn expected_by(&self, accepted_on: NaiveDate, calendar: &Calendar) -> NaiveDate {
        self.behind_procedures(self.decided_by(accepted_on, calendar), calendar)
    }

    /// A day by which it is decided, moved by the special procedures of which nobody knows when they begin.
    #[must_use]
    pub fn behind_procedures(&self, decided_by: NaiveDate, calendar: &Calendar) -> NaiveDate {
        let terms = self.unbound().filter_map(|pause| pause.term);
        terms.fold(decided_by, |day, term| calendar.last_day(day, term))
    }

    /// The special procedures that take as long as they take.
    pub fn unbound(&self) -> impl Iterator<Item = &Pause> {
        self.pauses
            .iter()
            .filter(|pause| !pause.is_binding || pause.term.is_none())
    }

    /// The last day on which its office decides what reaches it on this one, when it also takes all the days it has to accept. None
    /// where a special procedure takes as long as it takes.
    #[must_use]
    pub fn done_by(&self, reached_on: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let is_bounded = self.unbound().next().is_none();
        is_bounded.then(|| self.decided_by(calendar.last_day(reached_on, ACCEPTANCE), calendar))
    }
}

/// A legal basis.
#[derive(Debug, Clone)]
pub struct Basis {
    /// Name of the law or document.
    pub law: String,
    /// Article.
    pub article: Option<String>,
    /// Where it can be read.
    pub source: Option<SourceId>,
}

/// Whether an item applies, with its reason in words.
#[derive(Debug, Clone)]
pub struct Applies {
    /// The rule.
    pub when: Condition,
    /// Why it applies.
    pub because: String,
    /// Why it does not.
    pub otherwise: String,
}

/// A special procedure that does not count towards the limit.
#[derive(Debug, Clone)]
pub struct Pause {
    /// What is done: 评残, 现场核查, 公示.
    pub name: String,
    /// Who does it and how.
    pub explain: String,
    /// How long it takes, where known.
    pub term: Option<Term>,
    /// Whether nothing is granted before its days are over.
    pub is_binding: bool,
    /// What it rests on.
    pub basis: Option<Basis>,
}

/// 告知承诺: the notice, the promise, and what follows (国办发〔2020〕42号).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// What must be true, point by point.
    pub notice: Vec<String>,
    /// What a false promise leads to.
    pub consequence: String,
    /// Who cannot promise.
    pub excluded: Vec<String>,
    /// What the applicant promises.
    pub promise: String,
    /// When and how it is checked.
    pub check: String,
    /// Within how long after it was granted, where the department says so.
    pub check_within: Option<Term>,
    /// Where it comes from.
    pub sources: Vec<SourceId>,
}

/// When an item needs no officer.
#[derive(Debug, Clone)]
pub struct Automatic {
    /// The rule.
    pub when: Condition,
    /// The rule in words.
    pub because: String,
}

/// What it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// Fen (分), where it is a fixed sum.
    pub fen: Option<u32>,
    /// In words.
    pub words: String,
}

/// One way a result reaches the citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As an e-certificate or record.
    Electronic,
    /// By post.
    Mail,
    /// At a window.
    Window,
}

impl Way {
    /// Its name, as themes write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Electronic => "electronic",
            Self::Mail => "mail",
            Self::Window => "window",
        }
    }
}

/// 办理时限.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// What the office promises; binds once the case is accepted.
    pub promised: Term,
    /// What the law allows at the most, where known.
    pub statutory: Option<Term>,
    /// Not from a source: shown as an example.
    pub illustrative: bool,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::calendar::DayKind;

    /// A public notice of so many days.
    pub(crate) fn notice(days: u32, is_binding: bool) -> Pause {
        Pause {
            name: "公示".into(),
            explain: String::new(),
            term: Some(Term {
                days,
                kind: DayKind::Natural,
            }),
            is_binding,
            basis: None,
        }
    }

    /// An item with a limit of one working day.
    pub(crate) fn item(id: &str, after: &[&str]) -> Item {
        Item {
            id: id.parse().unwrap(),
            name: id.into(),
            short: id.into(),
            code: None,
            department: "health".parse().unwrap(),
            office: None,
            explain: String::new(),
            basis: vec![],
            accepts: vec![],
            applies: None,
            optional: false,
            level: Level::default(),
            in_person: None,
            offline: None,
            if_refused: None,
            after: after.iter().map(|id| id.parse().unwrap()).collect(),
            after_decided: vec![],
            limit: Limit {
                promised: Term {
                    days: 1,
                    kind: DayKind::Working,
                },
                statutory: None,
                illustrative: false,
            },
            pauses: vec![],
            commitment: None,
            automatic: None,
            contact: None,
            ask_by: None,
            fee: None,
            result: id.into(),
            done: None,
            delivery: None,
            ways: vec![],
            valid: None,
            fields: vec![],
            wording: BTreeMap::new(),
            materials: vec![],
            sources: vec![],
        }
    }
}
