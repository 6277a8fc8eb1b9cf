//! Other versions of the newborn theme.

use content::Authored;

use super::{TestOffice, newborn};
use crate::theme::publish::publish_until;

/// The newborn theme with these places of its texts changed.
pub(crate) fn changed(theme: &[(&str, &str)], elements: &[(&str, &str)]) -> Authored {
    let replaced = |text: &str, places: &[(&str, &str)]| {
        places.iter().fold(text.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "the theme no longer says {from}");
            text.replace(from, to)
        })
    };
    let source = replaced(&newborn().source, theme);
    let elements = replaced(&newborn().elements, elements);
    Authored {
        theme: content::theme::read(&source, &elements).unwrap(),
        hash: content::theme::hash(&source, &elements),
        source,
        elements,
        ..newborn().clone()
    }
}

/// Another version that says the same under another name.
pub(crate) fn renamed() -> Authored {
    changed(&[("\nname: 新生儿出生\n", "\nname: 宝宝出生\n")], &[])
}

impl TestOffice {
    /// Publishes a version; the one before it holds for so many days yet.
    pub(crate) async fn publish_with(&self, authored: &Authored, days: u64) {
        self.advance(1);
        let until = self.ctx.today() + chrono::Days::new(days);
        assert!(publish_until(&self.ctx, authored, until).await.unwrap());
    }
}
