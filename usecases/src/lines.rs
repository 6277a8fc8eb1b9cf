//! Lines of what was typed into more than one.

/// A text whose lines end as a phone counts them: a browser posts each end as two characters.
pub(crate) fn with_lf(text: &str) -> String {
    text.replace("\r\n", "\n")
}
