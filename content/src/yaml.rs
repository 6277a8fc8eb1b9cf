//! YAML text to an authoring format, or one finding that says in plain words why not.

use serde::de::DeserializeOwned;
use serde_saphyr::{Error, Location};

use crate::finding::{Finding, Notes, Rule};

/// Reads a file. Only the first mistake in its shape can be told; everything else is for lint.
pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Vec<Finding>> {
    serde_saphyr::from_str(text).map_err(|error| {
        let mut notes = Notes::new(file);
        notes.add_at(
            error.location().unwrap_or(Location::UNKNOWN),
            Rule::Syntax,
            sentence(error.without_snippet()),
        );
        notes.into_findings()
    })
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

    #[test]
    fn says_on_which_line_the_text_is_no_longer_yaml() {
        let text = told("name: a\ndays: [1\n");
        assert!(
            text.starts_with("a.yaml:") && text.contains("syntax 这里读不懂"),
            "{text}"
        );
        assert!(told("name: a\ndays: viele\n").starts_with("a.yaml:2:7 syntax"));
        assert!(told("").starts_with("a.yaml:1:1 syntax"));
    }
}
