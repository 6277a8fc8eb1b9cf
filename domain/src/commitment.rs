//! What somebody says to a commitment (告知承诺) while filing: that they promise, or that something excludes them (国办发〔2020〕42号).

pub mod check;

use std::fmt;
use std::str::FromStr;

use crate::id::{ItemId, MaterialId, NotAnId};
use crate::plan::{Need, Plan};
use crate::theme::Theme;
use crate::theme::item::Commitment;

/// What a promise is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// An item that is granted on it.
    Item(ItemId),
    /// A paper that it takes the place of.
    Material(MaterialId),
}

/// What stands in front of an id in its text.
const ITEM: &str = "item.";
const MATERIAL: &str = "material.";

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(id) => write!(f, "{ITEM}{id}"),
            Self::Material(id) => write!(f, "{MATERIAL}{id}"),
        }
    }
}

impl FromStr for About {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if let Some(id) = text.strip_prefix(ITEM) {
            return Ok(Self::Item(id.parse()?));
        }
        Ok(Self::Material(text.strip_prefix(MATERIAL).ok_or(NotAnId)?.parse()?))
    }
}

/// What somebody says to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// They promise, and nothing excludes them.
    Promised,
    /// Something excludes them: they hand the paper in, or go the usual way.
    Excluded,
}

impl Said {
    /// Everything that can be said, with the word it is stored under.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Promised, "promised"), (Self::Excluded, "excluded")];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(said, _)| *said == self).map_or("", |(_, word)| word)
    }

    /// What a stored word says.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, stored)| *stored == word).map(|(said, _)| *said)
    }
}

/// The commitment of a theme that a promise is about, if it has one.
#[must_use]
pub fn of<'a>(theme: &'a Theme, about: &About) -> Option<&'a Commitment> {
    match about {
        About::Item(id) => theme.item(id)?.commitment.as_ref(),
        About::Material(id) => theme.material(id)?.commitment.as_ref(),
    }
}

/// What that is called which a promise is about; nothing where the theme does not have it.
#[must_use]
pub fn called<'a>(theme: &'a Theme, about: &About) -> &'a str {
    match about {
        About::Item(id) => theme.item(id).map_or("", |item| item.short.as_str()),
        About::Material(id) => theme.material(id).map_or("", |material| material.name.as_str()),
    }
}

/// Whether a promise is made to the department of an item: for the item itself, or in place of a paper that it needs.
#[must_use]
pub fn concerns(theme: &Theme, item: &ItemId, about: &About) -> bool {
    match about {
        About::Item(id) => id == item,
        About::Material(id) => theme.needs(item, id),
    }
}

/// A commitment that a plan offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered<'a> {
    /// What it is about.
    pub about: About,
    /// What that is called.
    pub name: &'a str,
    /// The commitment.
    pub commitment: &'a Commitment,
}

/// The commitments of the items that are taken, which must be made, and of the papers that are asked for, which may be.
pub fn offered<'a>(theme: &'a Theme, plan: &'a Plan) -> impl Iterator<Item = Offered<'a>> {
    let taken = (theme.items.iter())
        .zip(&plan.items)
        .filter(|(_, planned)| planned.is_taken());
    let items = taken.filter_map(|(item, _)| {
        Some(Offered {
            about: About::Item(item.id.clone()),
            name: &item.short,
            commitment: item.commitment.as_ref()?,
        })
    });
    let asked = plan
        .materials
        .iter()
        .filter(|planned| matches!(planned.need, Need::Required | Need::Optional));
    let materials = asked.filter_map(|planned| {
        let material = theme.materials.get(planned.position)?;
        Some(Offered {
            about: About::Material(material.id.clone()),
            name: &material.name,
            commitment: material.commitment.as_ref()?,
        })
    });
    items.chain(materials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_promise_is_about_keeps_its_text() {
        for text in ["item.fire_safety", "material.lease"] {
            assert_eq!(text.parse::<About>().unwrap().to_string(), text);
        }
        for text in ["fire_safety", "item.", "case.1"] {
            assert_eq!(text.parse::<About>(), Err(NotAnId), "{text}");
        }
        for (said, word) in Said::ALL {
            assert_eq!((said.as_str(), Said::from_word(word)), (word, Some(said)));
        }
    }
}
