//! Texts where the framework escapes nothing: in `<textarea>`, and in `<title>`.

/// A text that stands there exactly as it was typed: a `<` in it ends nothing and begins nothing.
pub(crate) fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_that_is_typed_ends_what_it_stands_in() {
        assert_eq!(plain("1 < 2 &lt; </textarea>"), "1 &lt; 2 &amp;lt; &lt;/textarea>");
    }
}
