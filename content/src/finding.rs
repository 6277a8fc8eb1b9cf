//! A problem in an authored file: where it is, which rule it breaks, and what to do about it.

use std::fmt;

use serde_saphyr::{Location, Spanned};

/// One problem in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file as the caller names it.
    pub file: String,
    /// Line, from one.
    pub line: u64,
    /// Column in characters, from one.
    pub column: u64,
    /// The rule it breaks.
    pub rule: Rule,
    /// What is wrong and what to do, one plain Chinese sentence.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{} {} {}",
            self.file, self.line, self.column, self.rule, self.message
        )
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $name:ident = $id:literal;)*) => {
        /// A rule of the editor's checklist. Its id never changes once it was released.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])* $name,)*
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its stable id, kebab case.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// What it finds, in one sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                let meaning = match self {
                    $(Self::$name => concat!($($doc),*),)*
                };
                meaning.trim()
            }
        }
    };
}

rules! {
    /// The file is not YAML of the expected shape.
    Syntax = "syntax";
    /// The file is written in a format this release does not read.
    Format = "format";
    /// An id has characters that are not allowed.
    BadId = "bad-id";
    /// Two things have one id, or one thing is listed twice.
    Duplicate = "duplicate";
    /// No such data element in `elements.yaml`.
    UnknownElement = "unknown-element";
    /// No such subject in the theme.
    UnknownSubject = "unknown-subject";
    /// No such item in the theme.
    UnknownItem = "unknown-item";
    /// No such material in the theme.
    UnknownMaterial = "unknown-material";
    /// No such source in the theme.
    UnknownSource = "unknown-source";
    /// No such department in the city.
    UnknownDepartment = "unknown-department";
    /// No such person in the city.
    UnknownPerson = "unknown-person";
    /// No such register in the city.
    UnknownRegister = "unknown-register";
    /// The choice has no such option.
    UnknownOption = "unknown-option";
    /// A role says nothing about one of the options of its choice.
    RoleWithoutSubject = "role-without-subject";
    /// The rule needs another kind of data element: a date, a choice.
    WrongKind = "wrong-kind";
    /// `same` compares exactly two answers.
    SameNeedsTwo = "same-needs-two";
    /// Items wait for each other.
    ItemCycle = "item-cycle";
    /// One of the parts a guide must have is missing: basis, accepts, explain, limit, result, a name.
    MissingPart = "missing-part";
    /// The office promises to take longer than the law allows.
    PromiseBeyondLaw = "promise-beyond-law";
    /// A limit that no source but an illustration supports is not marked as an example.
    UnmarkedExample = "unmarked-example";
    /// An item needs an answer that nobody asks for.
    NeverAsked = "never-asked";
    /// The form asks for something that no item needs.
    AskedForNothing = "asked-for-nothing";
    /// No item uses this material.
    UnusedMaterial = "unused-material";
    /// A place in the title is no field of the form.
    TitlePlace = "title-place";
    /// The slug is not the name of the theme's folder.
    SlugFolder = "slug-folder";
    /// An edition was written for what the theme no longer says.
    EditionConflict = "edition-conflict";
    /// An edition changes what the theme no longer has, or adds what it has by now: it makes no theme until that is mended.
    EditionGone = "edition-gone";
    /// An edition is for another theme or another county than its place in the folder says.
    EditionPlace = "edition-place";
    /// Opening hours are none.
    Hours = "hours";
    /// No such hall in the city.
    UnknownHall = "unknown-hall";
    /// No such region in the city.
    UnknownRegion = "unknown-region";
    /// A day of the calendar does not exist, lies in another year or is no make-up day.
    CalendarDay = "calendar-day";
    /// A synthetic ID number is wrong or could belong to somebody.
    SyntheticIdNumber = "synthetic-id-number";
    /// A telephone number is none.
    PhoneNumber = "phone-number";
    /// An officer has a department, posts or a role: one of them, and not none.
    OneDuty = "one-duty";
    /// A department needs at least one office.
    NoOffice = "no-office";
    /// What a register says is no answer to that data element.
    RecordValue = "record-value";
    /// Nobody can ever do the item, whatever is answered.
    UnreachableItem = "unreachable-item";
    /// A group of which fewer than two items can ever be chosen.
    OneOfNobodyCanChoose = "one-of-nobody-can-choose";
    /// A paper is asked for although a register holds it (国务院令716号 art. 7).
    PaperAlreadyHeld = "paper-already-held";
    /// The answer to a question changes nothing.
    QuestionChangesNothing = "question-changes-nothing";
    /// Everything is promised sooner than the required items take one after the other.
    PromiseShorterThanChain = "promise-shorter-than-chain";
    /// One step takes longer than the total, and nothing says what the total measures.
    TotalUnexplained = "total-unexplained";
    /// A link leads to a theme that does not exist.
    DeadLink = "dead-link";
    /// A sentence or a name is too long for a phone.
    LongSentence = "long-sentence";
    /// A fact does not say where it comes from.
    Unsourced = "unsourced";
    /// A page asks about one and about many at once.
    MixedTopic = "mixed-topic";
    /// Somebody applies together with others, or once more, and is asked nothing.
    SubjectWithoutFields = "subject-without-fields";
    /// The smallest is larger than the largest.
    Range = "range";
    /// The form asks how results are delivered, although each result that names its ways is asked about by itself.
    DeliveryAskedTwice = "delivery-asked-twice";
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Collects the findings of one file.
#[derive(Debug)]
pub(crate) struct Notes {
    file: String,
    found: Vec<Finding>,
}

impl Notes {
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            found: Vec::new(),
        }
    }

    /// Notes a problem with a value, at the place where it is written.
    pub(crate) fn add<T>(&mut self, value: &Spanned<T>, rule: Rule, message: impl Into<String>) {
        self.add_at(value.defined, rule, message);
    }

    pub(crate) fn add_at(&mut self, place: Location, rule: Rule, message: impl Into<String>) {
        // The start of the file stands for a place that is not known.
        let (line, column) = (place.line().max(1), place.column().max(1));
        let message = message.into().replace(char::is_control, " ");
        self.found.push(Finding {
            file: self.file.clone(),
            line,
            column,
            rule,
            message,
        });
    }

    /// Notes a problem with a text, at the first place of the file where it is written.
    pub(crate) fn add_text(&mut self, source: &str, text: &str, rule: Rule, message: impl Into<String>) {
        let (line, column) = place_of(text, source).unwrap_or((1, 1));
        self.add_at(Location::UNKNOWN, rule, message);
        if let Some(finding) = self.found.last_mut() {
            (finding.line, finding.column) = (line, column);
        }
    }

    /// Every finding once, in the order of the file.
    pub(crate) fn into_findings(mut self) -> Vec<Finding> {
        self.found.sort();
        self.found.dedup();
        self.found
    }

    /// The value, if nothing is wrong with it.
    pub(crate) fn unless_found<T>(self, value: Option<T>) -> Result<T, Vec<Finding>> {
        match value {
            Some(value) if self.found.is_empty() => Ok(value),
            _ => Err(self.into_findings()),
        }
    }
}

/// Line and column of a text in a file: by its start, for the rest may be on further lines or written with escapes.
fn place_of(text: &str, source: &str) -> Option<(u64, u64)> {
    let text = text.trim();
    let start = |count: usize| {
        text.char_indices()
            .nth(count)
            .map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
    };
    let at = [20, 8].into_iter().find_map(|count| source.find(start(count)))?;
    let before = source.get(..at)?;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let line = before.matches('\n').count() + 1;
    Some((u64::try_from(line).ok()?, u64::try_from(column).ok()?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_an_id_of_its_own_in_kebab_case() {
        let ids: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
        assert_eq!(ids.len(), Rule::ALL.len());
        assert!(
            ids.iter()
                .all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
        );
    }

    #[test]
    fn every_rule_says_in_one_line_what_it_finds() {
        assert!(
            Rule::ALL
                .iter()
                .all(|rule| rule.meaning().ends_with('.') && !rule.meaning().contains('\n'))
        );
    }

    #[test]
    fn a_text_is_found_where_it_starts() {
        let source = "summary: 搬家\nexplain: |\n  要办的\n  两件事。\n";
        assert_eq!(place_of("要办的\n两件事。\n", source), None);
        assert_eq!(place_of("两件事。", source), Some((4, 3)));
        assert_eq!(place_of("搬家", source), Some((1, 10)));
    }

    #[test]
    fn a_finding_names_its_place_first_so_that_an_editor_can_jump_there() {
        let mut notes = Notes::new("themes/a/theme.yaml");
        notes.add_at(Location::UNKNOWN, Rule::ItemCycle, "互相等待");
        let findings = notes.into_findings();
        assert_eq!(findings[0].to_string(), "themes/a/theme.yaml:1:1 item-cycle 互相等待");
    }
}
