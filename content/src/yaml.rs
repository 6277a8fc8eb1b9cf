//! YAML text to an authoring format, or one finding that says in plain words why not.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_saphyr::{Error, Location, Spanned};

use crate::finding::{Finding, Notes, Rule};

/// A value and the place where it is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct At<T>(Spanned<T>);

impl<T> At<T> {
    /// A value written beside this one.
    pub(crate) fn beside<U>(&self, value: U) -> At<U> {
        At(Spanned::new(value, self.referenced, self.defined))
    }
}

impl<T> Deref for At<T> {
    type Target = Spanned<T>;
    fn deref(&self) -> &Spanned<T> {
        &self.0
    }
}

/// An editor need not know that places are kept.
impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// Reads a file, or tells every mistake in its shape that can be told apart.
///
/// The first mistake ends the reading. So the entry it is in, one of a list or one key of the file, is left out and the
/// rest is read again; text that is no YAML at all ends it for good. The entries count as they are written, by indentation.
pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Vec<Finding>> {
    let first = match serde_saphyr::from_str(text) {
        Ok(read) => return Ok(read),
        Err(error) => error,
    };
    let mut notes = Notes::new(file);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut error = first;
    for _ in 0..MISTAKES {
        let place = error.location().unwrap_or(Location::UNKNOWN);
        let shape = error.without_snippet();
        notes.add_at(place, Rule::Syntax, sentence(shape));
        let line = usize::try_from(place.line()).unwrap_or_default();
        if !is_of_shape(shape) || is_missing_in_file(&error) || !leave_out(line, &mut lines) {
            break;
        }
        match serde_saphyr::from_str::<T>(&lines.join("\n")) {
            // What is missing now may be what was left out.
            Err(next) if !is_missing_in_file(&next) => error = next,
            _ => break,
        }
    }
    Err(notes.into_findings())
}

/// So many mistakes of shape are told of one file.
const MISTAKES: usize = 50;

/// YAML that says something else than it should, with the rest of the file still readable.
fn is_of_shape(error: &Error) -> bool {
    match error {
        Error::SerdeUnknownField { .. }
        | Error::SerdeUnknownVariant { .. }
        | Error::SerdeMissingField { .. }
        | Error::SerdeInvalidType { .. }
        | Error::SerdeInvalidValue { .. }
        | Error::Unexpected { .. }
        | Error::InvalidScalar { .. }
        | Error::NullIntoString { .. }
        | Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | Error::UnexpectedValueForUnitEnumVariant { .. }
        | Error::ExpectedMappingEndAfterEnumVariantValue { .. }
        | Error::DuplicateMappingKey { .. } => true,
        Error::AliasError { error, .. } => is_of_shape(error),
        _ => false,
    }
}

/// A key of the file itself is missing: that is told where the file starts.
fn is_missing_in_file(error: &Error) -> bool {
    matches!(error.without_snippet(), Error::SerdeMissingField { .. })
        && error.location().is_none_or(|place| place.column() <= 1)
}

/// Blanks the entry that the line is in, so that all lines keep their numbers; whether there was one.
fn leave_out(line: usize, lines: &mut [String]) -> bool {
    // An entry may stand as far left as the key it is below.
    let is_key = |text: &str| indent(text) == Some(0) && !text.starts_with('-');
    let Some(key) = start_of(lines, line, is_key) else {
        return false;
    };
    let key_end = end_of(lines, key, is_key);
    // The entries of a list below a key stand as deep as the first of them.
    let first = (key..key_end).find(|at| {
        lines
            .get(at - 1)
            .is_some_and(|text| text.trim_start().starts_with("- "))
    });
    let depth = first.and_then(|at| indent(lines.get(at - 1)?));
    let is_entry = |text: &str| indent(text) == depth && text.trim_start().starts_with("- ");
    let entry = depth
        .and_then(|_| start_of(lines, line, is_entry))
        .filter(|at| *at > key);
    let (from, to) = match entry {
        Some(entry) => (
            entry,
            end_of(lines, entry, |text| indent(text).is_some() && indent(text) <= depth).min(key_end),
        ),
        None if line == key || first.is_none() => (key, key_end),
        None => return false,
    };
    let mut is_empty = entry.is_some();
    for (at, text) in (1..).zip(lines.iter_mut()) {
        if (from..to).contains(&at) {
            text.clear();
        } else if (key + 1..key_end).contains(&at) && is_entry(text) {
            is_empty = false;
        }
    }
    // A list of which nothing is left is still a list.
    let key = lines.get_mut(key - 1).filter(|_| is_empty);
    if let Some(text) = key {
        text.push_str(" []");
    }
    true
}

/// The last line up to this one, from one, that starts something.
fn start_of(lines: &[String], line: usize, is_start: impl Fn(&str) -> bool) -> Option<usize> {
    (1..=line)
        .rev()
        .find(|at| lines.get(at - 1).is_some_and(|text| is_start(text)))
}

/// The first line behind this one that ends it.
fn end_of(lines: &[String], line: usize, ends: impl Fn(&str) -> bool) -> usize {
    let mut behind = line + 1..=lines.len();
    let found = behind.find(|at| lines.get(at - 1).is_some_and(|text| ends(text)));
    found.unwrap_or(lines.len() + 1)
}

/// Spaces before the text of a line; none for a blank line or a remark.
fn indent(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(' ');
    (!rest.is_empty() && !rest.starts_with('#')).then_some(text.len() - rest.len())
}

fn sentence(error: &Error) -> String {
    match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            format!("这里不能写“{field}”，能写的是：{}。", expected.join("、"))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            format!("没有“{variant}”这种写法，能写的是：{}。", expected.join("、"))
        }
        Error::SerdeMissingField { field, .. } => format!("这里少了“{field}”，请补上。"),
        Error::DuplicateMappingKey { key: Some(key), .. } => format!("“{key}”写了两次，请只留一处。"),
        Error::SerdeInvalidType {
            unexpected, expected, ..
        }
        | Error::SerdeInvalidValue {
            unexpected, expected, ..
        } => {
            format!("这里的内容不对，请照格式说明改（需要 {expected}，写的是 {unexpected}）。")
        }
        Error::Unexpected { .. }
        | Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | Error::UnexpectedValueForUnitEnumVariant { .. }
        | Error::ExpectedMappingEndAfterEnumVariantValue { .. } => {
            "这里的写法不对：该写列表、一组键还是一个词，请看格式说明里的例子。".to_owned()
        }
        Error::InvalidScalar { .. } => "这里要写一个数，或者 true、false，请改正。".to_owned(),
        Error::NullIntoString { .. } => "这里什么都没有写，请写上，或者去掉这一行。".to_owned(),
        Error::AliasError { error, .. } => sentence(error),
        other => format!("这里读不懂，请检查缩进、冒号和引号（{other}）。"),
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape matters")]
    struct Paper {
        name: String,
        days: u32,
    }

    fn told(text: &str) -> String {
        read::<Paper>("a.yaml", text).unwrap_err()[0].to_string()
    }

    #[test]
    fn says_which_line_has_a_word_that_does_not_belong_there() {
        assert_eq!(
            told("name: a\nday: 3\n"),
            "a.yaml:2:1 syntax 这里不能写“day”，能写的是：name、days。"
        );
    }

    #[test]
    fn says_what_is_missing_or_written_twice() {
        assert!(told("name: a\n").ends_with("syntax 这里少了“days”，请补上。"));
        assert_eq!(
            told("name: a\ndays: 1\nname: b\n"),
            "a.yaml:3:1 syntax “name”写了两次，请只留一处。"
        );
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape matters")]
    struct Papers {
        office: String,
        papers: Vec<Paper>,
    }

    fn lines(text: &str) -> Vec<u64> {
        let findings = read::<Papers>("a.yaml", text).unwrap_err();
        findings.iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn tells_the_mistakes_of_every_entry_at_once() {
        let text = "office: a\npapers:\n  - name: a\n    day: 1\n  # fine\n  - {name: b, days: 2}\n  - {name: c, days: x}\n  - name: d\n";
        assert_eq!(lines(text), [4, 7, 8]);
        assert_eq!(lines(&text.replace("office", "offices")), [1, 4, 7, 8]);
    }

    #[test]
    fn an_entry_left_out_is_not_told_as_missing() {
        assert_eq!(lines("office: a\npapers:\n- {name: a, day: 1}\n"), [3]);
        assert_eq!(lines("offices: a\npapers: []\n"), [1]);
        assert_eq!(lines("papers:\n  - {name: a, days: 1}\n"), [1]);
    }

    #[test]
    fn says_on_which_line_the_text_is_no_longer_yaml() {
        let text = told("name: \"a\ndays: 1\n");
        assert!(
            text.starts_with("a.yaml:") && text.contains("syntax 这里读不懂"),
            "{text}"
        );
        assert!(told("name: a\ndays: viele\n").starts_with("a.yaml:2:7 syntax"));
        assert!(told("").starts_with("a.yaml:1:1 syntax"));
    }
}
