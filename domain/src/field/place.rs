//! An address in two parts: the division it lies in, by its code, and the rest in words.

use std::borrow::Cow;

use super::Problem;
use super::text::within;

/// An administrative division, with those below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Division code (行政区划代码).
    pub code: String,
    /// Its name, the highest with all above it: 示范市青河区, 青石街道.
    pub name: String,
    /// The divisions below it: streets, townships.
    pub below: Vec<Division>,
}

/// The highest division above this code, and the one of this code below it.
fn find<'a>(code: &str, divisions: &'a [Division]) -> Option<(&'a Division, Option<&'a Division>)> {
    divisions.iter().find_map(|division| {
        let below = division.below.iter().find(|below| below.code == code);
        (division.code == code || below.is_some()).then_some((division, below))
    })
}

/// Code and rest of an answer; a text that was kept before addresses had divisions is all rest.
pub(super) fn parts(text: &str) -> (&str, &str) {
    match text.split_once(',') {
        Some((code, detail)) if code.bytes().all(|byte| byte.is_ascii_digit()) => (code, detail),
        _ => ("", text),
    }
}

/// `000001002,青石路1号`. An address that begins with the names of its division is understood, and one that was kept
/// without any stays what it is.
pub(super) fn read(text: &str, most: u32, divisions: &[Division]) -> Result<String, Problem> {
    let (code, detail) = parts(text);
    let detail = detail.trim();
    let (code, detail) = match (code, named(detail, divisions)) {
        ("", _) if detail.is_empty() => return Err(Problem::Missing),
        ("", Some(found)) => found,
        // Who was asked in which division it lies, has to say so.
        ("", None) if text.starts_with(',') => return Err(Problem::NoDivision),
        ("", None) => return within(text, most),
        (code, _) if find(code, divisions).is_none() => return Err(Problem::NoDivision),
        (code, _) => (code, detail),
    };
    if detail.is_empty() {
        return Err(Problem::NoDetail);
    }
    Ok(format!("{code},{}", within(detail, most)?))
}

/// The division whose names an address begins with, and what follows.
fn named<'a>(text: &'a str, divisions: &'a [Division]) -> Option<(&'a str, &'a str)> {
    let under = |division: &'a Division| Some((division, text.strip_prefix(division.name.as_str())?.trim()));
    let (division, rest) = divisions.iter().find_map(under)?;
    let below = |below: &'a Division| Some((below.code.as_str(), rest.strip_prefix(below.name.as_str())?.trim()));
    let found = division.below.iter().find_map(below);
    Some(found.unwrap_or((division.code.as_str(), rest)))
}

/// The address in words.
pub(super) fn label<'a>(text: &'a str, divisions: &[Division]) -> Cow<'a, str> {
    let (code, detail) = parts(text);
    match find(code, divisions) {
        Some((division, below)) => {
            let below = below.map_or("", |below| below.name.as_str());
            format!("{}{below}{detail}", division.name).into()
        }
        None => detail.into(),
    }
}
