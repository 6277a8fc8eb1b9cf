//! Nothing an editor types makes the checklist stumble: files with a few slips of the pen in them.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use content::lint::{Checklist, lint, lint_edition};
use content::{Library, theme};
use proptest::prelude::*;

const SOURCE: &str = include_str!("sample/theme.yaml");
const ELEMENTS: &str = include_str!("sample/elements.yaml");
const EDITION: &str = include_str!("sample/edition.yaml");

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    Library::from_folder(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_or_else(|problems| panic!("\n{problems}\n"))
});

static SLUGS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| LIBRARY.themes.iter().map(|theme| theme.slug.clone()).collect());

/// What a slip of the pen is, where, and with which character.
type Slip = (u8, usize, char);

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let letter = "[-a-z0-9 :{}\\[\\],/&*!|>'\"#%@~.\t前]";
    let letter = letter.prop_map(|text: String| text.chars().next().unwrap_or(' '));
    proptest::collection::vec((0_u8..6, any::<usize>(), letter), 1..6)
}

fn mutated(text: &str, slips: &[Slip]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (kind, place, letter) in slips {
        let count = lines.len().max(1);
        let (this, other) = (place % count, place / count % count);
        let Some(line) = lines.get_mut(this) else { continue };
        let nth = line.char_indices().map(|(at, _)| at).nth(place / count % 40);
        let at = nth.unwrap_or(line.len());
        match kind {
            0 => drop(lines.remove(this)),
            1 => {
                let twice = line.clone();
                lines.insert(other, twice);
            }
            2 => line.insert(at, *letter),
            3 => line.insert_str(0, "  "),
            4 => lines.swap(this, other),
            _ => line.truncate(at),
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_small_theme_or_its_elements(slips in slips(), in_elements: bool) {
        let (source, elements) = if in_elements {
            (SOURCE.to_owned(), mutated(ELEMENTS, &slips))
        } else {
            (mutated(SOURCE, &slips), ELEMENTS.to_owned())
        };
        let findings = lint("theme.yaml", &source, &elements, None);
        let is_theme = theme::read(&source, &elements).is_ok();
        prop_assert!(is_theme || !findings.is_empty(), "no theme, and nothing said");
        for finding in findings {
            let text = if finding.file == "theme.yaml" { &source } else { &elements };
            prop_assert!(finding.line <= text.lines().count() as u64 + 1, "{}", finding);
            prop_assert!(!finding.message.contains('\n'));
        }
    }

    #[test]
    fn an_edition_or_the_theme_beneath_it(slips in slips(), in_edition: bool) {
        let (edition, source) = if in_edition {
            (mutated(EDITION, &slips), SOURCE.to_owned())
        } else {
            (EDITION.to_owned(), mutated(SOURCE, &slips))
        };
        let findings = lint_edition("edition.yaml", &edition, &source, ELEMENTS, None);
        let is_theme = theme::read(&source, ELEMENTS).is_ok();
        let is_laid = content::edition::read(&source, ELEMENTS, &edition).is_ok();
        prop_assert!(is_laid || !is_theme || !findings.is_empty(), "no edition, and nothing said");
    }

    #[test]
    fn no_text_at_all(text in "\\PC{0,200}", more in "[-a-z: \\[{&*\n]{0,300}") {
        prop_assert!(!lint("theme.yaml", &text, ELEMENTS, None).is_empty());
        prop_assert!(!lint("theme.yaml", &more, &text, None).is_empty());
        prop_assert!(!lint_edition("edition.yaml", &more, SOURCE, ELEMENTS, None).is_empty());
    }
}

proptest! {
    // The themes are long: a few slips in each is what an afternoon brings.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_theme_and_edition_of_the_release(slips in slips()) {
        for authored in &LIBRARY.themes {
            let checklist = Checklist {
                elements: &authored.elements,
                city: Some(&LIBRARY.city),
                slugs: Some(&SLUGS),
            };
            let source = mutated(&authored.source, &slips);
            let findings = checklist.theme("theme.yaml", &source);
            let is_theme = theme::read(&source, &authored.elements).is_ok();
            prop_assert!(is_theme || !findings.is_empty(), "{}: no theme, and nothing said", authored.slug);
            for edition in &authored.editions {
                let _ = checklist.edition("edition.yaml", &edition.source, &source);
                let text = mutated(&edition.source, &slips);
                let findings = checklist.edition("edition.yaml", &text, &authored.source);
                let is_laid = content::edition::read(&authored.source, &authored.elements, &text).is_ok();
                prop_assert!(is_laid || !findings.is_empty(), "{}: no edition, and nothing said", authored.slug);
            }
        }
    }
}
