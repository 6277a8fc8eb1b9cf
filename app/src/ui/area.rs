//! Texts of several lines: what was typed stands in a `<textarea>` exactly so.

/// What stands in a `<textarea>`. The framework writes it there as it is, so that a typed `<` would end the field.
pub(crate) fn in_area(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::in_area;

    #[test]
    fn nothing_that_is_typed_ends_the_field_it_stands_in() {
        assert_eq!(in_area("1 < 2 &lt; </textarea>"), "1 &lt; 2 &amp;lt; &lt;/textarea>");
    }
}
