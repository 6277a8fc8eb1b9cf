//! A draft (草稿): answers and files on the way to an application, and what is still missing.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::account::Hat;
use crate::form::{Form, TopicState};
use crate::id::{CitizenId, DraftId, FileId, ItemId, MaterialId, ThemeVersionId, TopicId, UploadId};
use crate::moment::Moment;
use crate::party::Seat;
use crate::plan::{Need, Plan};
use crate::theme::Theme;

/// Answers and files on the way to an application; after submission its unchangeable record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// The version of the theme it was started with and keeps.
    pub theme_version: ThemeVersionId,
    /// Whose it is; nobody's yet while a guest answers questions.
    pub citizen: Option<CitizenId>,
    /// On whose behalf it is filed.
    pub hat: Hat,
    /// The items the citizen picked; none yet means everything that applies.
    pub chosen: Option<BTreeSet<ItemId>>,
    /// Whether registers may be read for it.
    pub consent: Consent,
    /// When it was started.
    pub created_at: Moment,
    /// When it was last changed.
    pub updated_at: Moment,
    /// When it became an application; nothing about it changes afterwards.
    pub submitted_at: Option<Moment>,
    /// How often anything about it was changed: what was judged in one revision is not stored in another.
    pub revision: i32,
}

/// Whether the citizen lets this application read registers (个人信息保护法 art. 14, 29).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Not asked yet.
    NotAsked,
    /// Given, also for what is sensitive.
    Given,
    /// Given, but not for what is sensitive: that is typed by hand.
    InPart,
    /// Declined: everything is typed by hand.
    Declined,
}

/// What a consent is for: each is asked, given and taken back by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Registers are read to fill in the form.
    Registers,
    /// What they say is sensitive personal information (敏感个人信息).
    Sensitive,
    /// A paper of an earlier application is used again.
    Library,
}

impl Purpose {
    /// Every purpose with the word it is stored under.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Registers, "registers"),
        (Self::Sensitive, "sensitive"),
        (Self::Library, "library"),
    ];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(purpose, _)| *purpose == self)
            .map_or("", |(_, word)| word)
    }

    /// The purpose of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, stored)| *stored == word)
            .map(|(purpose, _)| *purpose)
    }
}

/// One consent as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consented {
    /// Its id.
    pub id: String,
    /// For which draft.
    pub draft: DraftId,
    /// What for.
    pub purpose: Purpose,
    /// When.
    pub given_at: Moment,
    /// When it was taken back.
    pub withdrawn_at: Option<Moment>,
    /// The hash of what was shown: registers with their purposes, or the paper.
    pub wording: String,
    /// The version of the theme that named them.
    pub theme_version: ThemeVersionId,
}

impl Consent {
    /// Whether registers may be read at all.
    #[must_use]
    pub fn lets_read(self) -> bool {
        matches!(self, Self::Given | Self::InPart)
    }
}

/// A file handed in for a material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// The draft it belongs to.
    pub draft: DraftId,
    /// The material it is for.
    pub material: MaterialId,
    /// The material's official code, by which a library finds it again.
    pub code: Option<String>,
    /// Its name on the citizen's phone.
    pub name: String,
    /// What it is by its content.
    pub media_type: MediaType,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: String,
    /// When it was stored.
    pub stored_at: Moment,
    /// Width and height of a picture as it was taken, pixels.
    pub pixels: Option<(u32, u32)>,
    /// Pages.
    pub pages: u32,
    /// Where it stands among the files of its draft, from one.
    pub place: u32,
    /// How often a picture is turned to the right to be read, quarters.
    pub turned: u8,
    /// How it came to the departments.
    pub sent: Sent,
    /// A document with nothing on any page.
    pub is_blank: bool,
    /// Until when the paper holds, as the citizen says.
    pub valid_until: Option<NaiveDate>,
    /// The file of an earlier application that it was taken from: the content lies there.
    pub taken_from: Option<FileId>,
}

/// How a file comes to the departments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// With the application.
    WithApplication,
    /// After it, but it was not sent yet: its citizen may still take it away.
    NotYet,
    /// After it, then.
    Later(Moment),
}

impl File {
    /// Under which file's id its content lies.
    #[must_use]
    pub fn content(&self) -> &FileId {
        self.taken_from.as_ref().unwrap_or(&self.id)
    }

    /// Width and height as it is shown, the way the citizen turned it.
    #[must_use]
    pub fn shown(&self) -> Option<(u32, u32)> {
        self.pixels.map(|(width, height)| {
            if self.turned % 2 == 1 {
                (height, width)
            } else {
                (width, height)
            }
        })
    }
}

/// A file on its way, in pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// The draft it is for.
    pub draft: DraftId,
    /// The material it is for.
    pub material: MaterialId,
    /// Its name on the phone.
    pub name: String,
    /// Bytes of the whole.
    pub size: u64,
    /// SHA-256 of the whole, hexadecimal: by it a file that was cut off is known again.
    pub sha256: String,
    /// Bytes that arrived.
    pub arrived: u64,
    /// When it was begun.
    pub begun_at: Moment,
}

/// The kinds of files that are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// A photo.
    Jpeg,
    /// A picture.
    Png,
    /// A document.
    Pdf,
}

impl MediaType {
    /// Every accepted kind with its MIME type.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Jpeg, "image/jpeg"),
        (Self::Png, "image/png"),
        (Self::Pdf, "application/pdf"),
    ];

    /// The MIME type.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, mime)| mime)
    }

    /// The kind of a MIME type.
    #[must_use]
    pub fn from_mime(mime: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == mime)
            .map(|(kind, _)| *kind)
    }
}

/// What keeps a draft from being submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Nothing is applied for.
    NothingTaken,
    /// A topic has missing or wrong answers.
    Topic(TopicId),
    /// A material was not provided.
    Material(MaterialId),
    /// An item is granted on a promise only, and nobody promised.
    Promise(ItemId),
    /// Where the result of an item is to be sent is not said.
    Delivery(ItemId),
    /// Somebody has not agreed yet to what is to be submitted.
    Party(Seat),
}

/// Everything that is still missing; an empty list means that it can be submitted. `settled` are the materials that need nothing
/// more: handed in, or something stands for them.
#[must_use]
pub fn gaps(theme: &Theme, plan: &Plan, form: &Form<'_>, settled: &BTreeSet<MaterialId>) -> Vec<Gap> {
    let nothing = (!plan.items.iter().any(crate::plan::PlannedItem::is_taken)).then_some(Gap::NothingTaken);
    let topics = form.topics.iter().filter(|page| page.state() != TopicState::Complete);
    let required = plan.materials.iter().filter(|material| material.need == Need::Required);
    let materials = required.filter_map(|material| theme.materials.get(material.position));
    let missing = materials.filter(|material| !settled.contains(&material.id));
    (nothing.into_iter())
        .chain(topics.map(|page| Gap::Topic(page.topic.id.clone())))
        .chain(missing.map(|material| Gap::Material(material.id.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::tests::answers;
    use crate::calendar::tests::{calendar, day};
    use crate::plan::Situation;
    use crate::theme::material::tests::material;
    use crate::theme::tests::theme as items_only;

    fn gaps_with(chosen: &[&str], settled: &[&str]) -> Vec<Gap> {
        let mut draft = items_only(&[("birth", &[])]);
        draft.materials = vec![material("record")];
        draft.items[0].materials = vec![draft.materials[0].id.clone()];
        let theme = Theme::try_from(draft).unwrap();
        let (answers, today) = (answers(&[]), day("2026-11-20"));
        let chosen = chosen.iter().map(|id| id.parse().unwrap()).collect();
        let plan = Plan::make(
            &theme,
            Situation {
                answers: &answers,
                registers_read: true,
                today,
            },
            Some(&chosen),
            &calendar(),
        );
        let form = Form::for_items(&theme, &plan.taken(&theme), &answers, today);
        gaps(
            &theme,
            &plan,
            &form,
            &settled.iter().map(|id| id.parse().unwrap()).collect(),
        )
    }

    #[test]
    fn names_every_paper_that_is_missing() {
        assert_eq!(gaps_with(&["birth"], &[]), [Gap::Material("record".parse().unwrap())]);
        assert_eq!(gaps_with(&["birth"], &["another"]).len(), 1);
        assert_eq!(gaps_with(&["birth"], &["record"]), []);
    }

    #[test]
    fn nothing_taken_is_nothing_to_submit() {
        assert_eq!(gaps_with(&[], &[]), [Gap::NothingTaken]);
    }
}
