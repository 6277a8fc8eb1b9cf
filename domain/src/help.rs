//! Help before filing (提前服务): a citizen asks a department to look over a draft, or to call back, and reads the answer beside it.

use std::collections::BTreeSet;

use crate::id::{CitizenId, DepartmentId, DraftId, HelpId, ItemId, OfficerId, TopicId};
use crate::moment::Moment;
use crate::theme::Theme;

/// What a citizen wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// That somebody looks whether it is filled in right.
    LookOver,
    /// A call in the morning of a working day.
    CallInTheMorning,
    /// A call in the afternoon of a working day.
    CallInTheAfternoon,
    /// A call at any time of a working day.
    CallAnyTime,
}

impl Wish {
    /// Every wish with the word it is stored under.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::LookOver, "look_over"),
        (Self::CallInTheMorning, "call_morning"),
        (Self::CallInTheAfternoon, "call_afternoon"),
        (Self::CallAnyTime, "call_any_time"),
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(wish, _)| *wish == self).map_or("", |(_, word)| word)
    }

    /// The wish of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, stored)| *stored == word).map(|(wish, _)| *wish)
    }

    /// Whether somebody is to call.
    #[must_use]
    pub fn is_call(self) -> bool {
        self != Self::LookOver
    }
}

/// One request for help. That it was asked is the consent that the department sees the draft; closing it takes that back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// Its id.
    pub id: HelpId,
    /// About which draft.
    pub draft: DraftId,
    /// Who asks.
    pub citizen: CitizenId,
    /// Whom.
    pub department: DepartmentId,
    /// Where, by division code.
    pub region: String,
    /// About which page of the form; none is about the papers.
    pub topic: Option<TopicId>,
    /// What is wanted.
    pub wish: Wish,
    /// Which number to call, as typed.
    pub phone: String,
    /// What the citizen wants to know.
    pub question: String,
    /// When it was sent; none while the citizen is writing it.
    pub asked_at: Option<Moment>,
    /// What the department answered.
    pub answer: Option<Answered>,
    /// When its citizen closed it.
    pub closed_at: Option<Moment>,
}

/// What a department answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Moment,
    /// What.
    pub text: String,
}

impl Help {
    /// Whether the department may look, and has to answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.asked_at.is_some() && self.answer.is_none() && self.closed_at.is_none()
    }
}

/// Whom to ask about a page of the form, or about the papers: the department most of it is for, of several that the theme names
/// first.
#[must_use]
pub fn lead<'a>(theme: &'a Theme, taken: &BTreeSet<ItemId>, topic: Option<&TopicId>) -> Option<&'a DepartmentId> {
    let topic = topic.map(|id| theme.topics.iter().find(|topic| topic.id == *id));
    let mut found: Vec<(&DepartmentId, usize)> = Vec::new();
    for item in theme.items.iter().filter(|item| taken.contains(&item.id)) {
        let count = match topic {
            Some(topic) => {
                let fields = topic.map_or(&[][..], |topic| topic.fields.as_slice());
                fields.iter().filter(|field| item.fields.contains(&field.id)).count()
            }
            None => item.materials.len(),
        };
        if count == 0 {
            continue;
        }
        match found.iter_mut().find(|(department, _)| *department == &item.department) {
            Some((_, sum)) => *sum += count,
            None => found.push((&item.department, count)),
        }
    }
    // The first of the largest.
    let most = found.iter().map(|(_, count)| *count).max()?;
    found
        .iter()
        .find(|(_, count)| *count == most)
        .map(|(department, _)| *department)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wish_keeps_its_stored_word() {
        for (wish, word) in Wish::ALL {
            assert_eq!((wish.as_str(), Wish::from_word(word)), (word, Some(wish)));
        }
        assert!(!Wish::LookOver.is_call() && Wish::CallAnyTime.is_call());
    }
}
