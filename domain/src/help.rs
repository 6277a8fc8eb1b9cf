//! Help before filing (提前服务): a citizen asks a department to look over a draft, or to call back, and reads the answer beside it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::id::{CitizenId, DepartmentId, DraftId, HelpId, MaterialId, NotAnId, OfficerId, TopicId};
use crate::moment::Moment;
use crate::plan::Plan;
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

/// What a citizen asks about. As text: `child`, `paper:diagnosis`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A page of the form.
    Page(TopicId),
    /// A paper.
    Paper(MaterialId),
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(topic) => write!(f, "{topic}"),
            Self::Paper(material) => write!(f, "paper:{material}"),
        }
    }
}

impl FromStr for About {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Ok(match text.strip_prefix("paper:") {
            Some(material) => Self::Paper(material.parse()?),
            None => Self::Page(text.parse()?),
        })
    }
}

impl About {
    /// What it is called.
    #[must_use]
    pub fn title<'a>(&self, theme: &'a Theme) -> Option<&'a str> {
        match self {
            Self::Page(id) => {
                let mut topics = theme.topics.iter();
                topics.find(|topic| topic.id == *id).map(|topic| topic.title.as_str())
            }
            Self::Paper(id) => theme.material(id).map(|material| material.name.as_str()),
        }
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
    /// About which page or paper; none is about the papers.
    pub about: Option<About>,
    /// What is wanted.
    pub wish: Wish,
    /// Which number to call, as typed.
    pub phone: String,
    /// What the citizen wants to know.
    pub question: String,
    /// When it was sent; none while the citizen is writing it.
    pub asked_at: Option<Moment>,
    /// By which day the department answers; none while it is not sent, and of what was sent before there was such a day.
    pub answer_by: Option<NaiveDate>,
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

    /// Whether the day is over by which it was to be answered.
    #[must_use]
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.is_open() && self.answer_by.is_some_and(|day| day < today)
    }
}

/// What was sent last about a page or a paper and is answered or waits, of requests of which the newest comes first.
#[must_use]
pub fn last<'a>(helps: &'a [Help], about: Option<&About>) -> Option<&'a Help> {
    let mut of_it = helps.iter().filter(|help| help.about.as_ref() == about);
    of_it.find(|help| help.is_open() || help.answer.is_some())
}

/// The last answer about a page or a paper, with what was asked, of requests of which the newest comes first.
#[must_use]
pub fn answered<'a>(helps: &'a [Help], about: Option<&About>) -> Option<(&'a Help, &'a Answered)> {
    let mut of_it = helps.iter().filter(|help| help.about.as_ref() == about);
    of_it.find_map(|help| Some((help, help.answer.as_ref()?)))
}

/// Whom to ask: of the departments that need what is asked about the one that needs most of it, of several that the theme names first.
/// Nobody for a page that no taken item needs, and for a paper that need not be handed in.
#[must_use]
pub fn lead<'a>(theme: &'a Theme, plan: &Plan, about: Option<&About>) -> Option<&'a DepartmentId> {
    let fields = match about {
        Some(About::Page(id)) => theme.topics.iter().find(|topic| topic.id == *id),
        _ => None,
    };
    let fields = fields.map_or(&[][..], |topic| topic.fields.as_slice());
    let is_asked = |paper: &MaterialId| match about {
        Some(About::Page(_)) => false,
        Some(About::Paper(asked)) => asked == paper,
        None => true,
    };
    let planned = plan.materials.iter().filter(|planned| !planned.need.is_waived());
    let papers = planned.filter_map(|planned| theme.materials.get(planned.position));
    let papers: Vec<&MaterialId> = papers.map(|material| &material.id).filter(|id| is_asked(id)).collect();
    let taken = theme.items.iter().zip(&plan.items);
    let mut found: Vec<(&DepartmentId, usize)> = Vec::new();
    for (item, _) in taken.filter(|(_, planned)| planned.is_taken()) {
        let fields = fields.iter().filter(|field| item.fields.contains(&field.id));
        let papers = papers.iter().filter(|paper| item.materials.contains(paper));
        let count = fields.count() + papers.count();
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
    use crate::answer::Answers;
    use crate::calendar::tests::{calendar, day};
    use crate::plan::Situation;
    use crate::theme::material::tests::material;
    use crate::theme::material::{Waiver, WaiverMode};
    use crate::theme::tests::theme as items_only;

    #[test]
    fn every_wish_keeps_its_stored_word() {
        for (wish, word) in Wish::ALL {
            assert_eq!((wish.as_str(), Wish::from_word(word)), (word, Some(wish)));
        }
        assert!(!Wish::LookOver.is_call() && Wish::CallAnyTime.is_call());
    }

    #[test]
    fn what_is_asked_about_is_a_page_or_a_paper() {
        let (page, paper) = (
            About::Page("child".parse().unwrap()),
            About::Paper("bill".parse().unwrap()),
        );
        for (text, about) in [("child", page), ("paper:bill", paper)] {
            assert_eq!(about.to_string(), text);
            assert_eq!(text.parse::<About>(), Ok(about));
        }
        assert!("paper:".parse::<About>().is_err());
    }

    fn asked(id: &str, about: &str) -> Help {
        Help {
            id: id.parse().unwrap(),
            draft: "draft".parse().unwrap(),
            citizen: "mother".parse().unwrap(),
            department: "health".parse().unwrap(),
            region: "000000".to_owned(),
            about: Some(about.parse().unwrap()),
            wish: Wish::LookOver,
            phone: String::new(),
            question: String::new(),
            asked_at: Some(Moment(1)),
            answer_by: Some(day("2026-11-25")),
            answer: None,
            closed_at: None,
        }
    }

    #[test]
    fn an_answer_is_late_from_the_day_after_the_one_it_was_promised_for() {
        let mut help = asked("a", "child");
        let is_late = |help: &Help| ["2026-11-25", "2026-11-26"].map(|today| help.is_late(day(today)));
        assert_eq!(is_late(&help), [false, true]);
        help.closed_at = Some(Moment(2));
        assert_eq!(is_late(&help), [false, false], "nobody waits any more");
    }

    #[test]
    fn what_counts_of_a_page_is_the_last_question_that_was_neither_taken_back_nor_left_unsent() {
        let (mut unsent, mut closed) = (asked("d", "child"), asked("c", "child"));
        unsent.asked_at = None;
        closed.closed_at = Some(Moment(2));
        let helps = [unsent, closed, asked("b", "paper:bill"), asked("a", "child")];
        let found = |about: &str| last(&helps, Some(&about.parse().unwrap())).map(|help| help.id.as_str());
        assert_eq!((found("child"), found("paper:bill")), (Some("a"), Some("b")));
        assert_eq!((found("mother"), last(&helps, None)), (None, None));
    }

    #[test]
    fn about_a_paper_a_department_is_asked_that_needs_it_however_many_papers_another_has() {
        let mut draft = items_only(&[("birth", &[]), ("benefit", &[])]);
        draft.items[1].department = "insurance".parse().unwrap();
        let papers = |ids: &[&str]| -> Vec<MaterialId> { ids.iter().map(|id| id.parse().unwrap()).collect() };
        draft.items[0].materials = papers(&["form", "notice", "leaflet", "card"]);
        draft.items[1].materials = papers(&["form", "card", "bill"]);
        draft.materials = ["form", "notice", "leaflet", "card", "bill"].map(material).to_vec();
        // The system writes them.
        for written in &mut draft.materials[..3] {
            written.waivers = vec![Waiver {
                mode: WaiverMode::Generated,
                reason: String::new(),
            }];
        }
        let theme = Theme::try_from(draft).unwrap();
        let situation = Situation {
            answers: &Answers::default(),
            registers_read: true,
            today: day("2026-11-20"),
        };
        let plan = Plan::make(&theme, situation, None, &calendar());
        let asked = |about: Option<&str>| {
            let about: Option<About> = about.map(|about| about.parse().unwrap());
            lead(&theme, &plan, about.as_ref()).map(DepartmentId::as_str)
        };
        assert_eq!(asked(Some("paper:bill")), Some("insurance"));
        assert_eq!(asked(Some("paper:card")), Some("health"), "both need it");
        assert_eq!(asked(Some("paper:form")), None, "nobody hands it in");
        assert_eq!(asked(None), Some("insurance"), "most of what is to be handed in");
    }
}
