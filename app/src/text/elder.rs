//! What stands on pages of their own in the elder mode: the parts of the guide, of the list and of the progress.

use super::progress::{CASES, MESSAGES};

/// A part of the guide that stands on a page of its own in the elder mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuidePart {
    /// Who may.
    Who,
    /// The items.
    Steps,
    /// The papers.
    Materials,
    /// Where to go.
    Halls,
    /// What people ask.
    Questions,
    /// Everything, also on paper.
    Whole,
}

impl GuidePart {
    /// All of them, in the order of their links.
    pub const ALL: [Self; 6] = [
        Self::Who,
        Self::Steps,
        Self::Materials,
        Self::Halls,
        Self::Questions,
        Self::Whole,
    ];

    /// How an address calls it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::Steps => "steps",
            Self::Materials => "materials",
            Self::Halls => "halls",
            Self::Questions => "questions",
            Self::Whole => "all",
        }
    }

    /// The part that an address means.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }

    /// Its link, and its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Who => "我能不能办",
            Self::Steps => "一步一步怎么走",
            Self::Materials => "材料怎么准备",
            Self::Halls => "去哪里办、去哪里问",
            Self::Questions => "别人常问的",
            Self::Whole => "全部写在一页",
        }
    }
}

/// A part of the list that stands on a page of its own in the elder mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListPart {
    /// What applies.
    Items,
    /// By when.
    Dates,
    /// The papers.
    Papers,
    /// Who signs, and what else must hold.
    Rules,
    /// What was answered.
    Answers,
}

impl ListPart {
    /// All of them, in the order of their links.
    pub const ALL: [Self; 5] = [Self::Items, Self::Dates, Self::Papers, Self::Rules, Self::Answers];

    /// How an address calls it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Dates => "dates",
            Self::Papers => "papers",
            Self::Rules => "rules",
            Self::Answers => "answers",
        }
    }

    /// The part that an address means.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }

    /// Its link, and its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Items => "要办哪几件",
            Self::Dates => "哪天能办好",
            Self::Papers => "材料怎么准备",
            Self::Rules => "还要符合什么",
            Self::Answers => "我的回答",
        }
    }
}

/// A part of the progress that stands on a page of its own in the elder mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgressPart {
    /// Each case.
    Cases,
    /// What happened.
    Messages,
}

impl ProgressPart {
    /// All of them, in the order of their links.
    pub const ALL: [Self; 2] = [Self::Cases, Self::Messages];

    /// How an address calls it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Messages => "messages",
        }
    }

    /// The part that an address means.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }

    /// Its link, and its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Cases => CASES,
            Self::Messages => MESSAGES,
        }
    }
}
