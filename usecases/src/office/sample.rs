//! What people answer, type and hand in.

use data::decision::DecisionDraft;
use domain::field::Kind;

use crate::draft::save::Typed;

/// What a mother answers whose child was born in the city.
pub(crate) const MOTHER: [(&str, &str); 5] = [
    ("application/applicant.role", "mother"),
    ("child/birth.certificate_status", "not_issued"),
    ("application/marriage.status", "married"),
    ("child/household.follows", "mother"),
    ("application/maternity.insurance", "mother"),
];

/// What a father answers in the same case.
pub(crate) const FATHER: [(&str, &str); 5] = [
    ("application/applicant.role", "father"),
    ("child/birth.certificate_status", "not_issued"),
    ("application/marriage.status", "married"),
    ("child/household.follows", "father"),
    ("application/maternity.insurance", "mother"),
];

/// A PDF that opens.
pub(crate) const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n\
trailer<</Root 1 0 R>>\n%%EOF\n";

/// A picture of one pixel.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\
\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

/// A photo of one pixel.
pub(crate) const JPEG: &[u8] = b"\xff\xd8\xff\xdb\x00\x43\x00\x03\x02\x02\x02\x02\x02\x03\x02\x02\x02\x03\x03\x03\x03\
\x04\x06\x04\x04\x04\x04\x04\x08\x06\x06\x05\x06\x09\x08\x0a\x0a\x09\x08\x09\x09\x0a\x0c\x0f\x0c\x0a\x0b\x0e\x0b\x09\
\x09\x0d\x11\x0d\x0e\x0f\x10\x10\x11\x10\x0a\x0c\x12\x13\x12\x10\x13\x0f\x10\x10\x10\xff\xc9\x00\x0b\x08\x00\x01\x00\
\x01\x01\x01\x11\x00\xff\xcc\x00\x06\x00\x10\x10\x05\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\xd2\xcf\x20\xff\xd9";

/// Typed texts by field.
pub(crate) fn typed_texts(typed: &[(&str, &str)]) -> Typed {
    let texts = typed
        .iter()
        .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()));
    Typed {
        texts: texts.collect(),
        ..Typed::default()
    }
}

/// The texts of a decision.
pub(crate) fn texts(text: &str, next_step: &str) -> DecisionDraft {
    DecisionDraft {
        text: text.to_owned(),
        next_step: next_step.to_owned(),
    }
}

/// A text that a field of this kind accepts.
pub(crate) fn acceptable(kind: &Kind) -> String {
    match kind {
        Kind::Text { .. } => "示例",
        Kind::Name => "林知夏",
        Kind::IdNumber => "000000199409020017",
        Kind::Phone => "13900000000",
        Kind::Date(_) => "2026-11-18",
        Kind::DateTime(_) => "2026-11-18 08:00",
        Kind::Address { .. } => "示范市青河区青石路1号",
        Kind::Month(_) => "2026-11",
        Kind::Number { least, .. } => return least.to_string(),
        Kind::BankCard => "4111111111111111",
        Kind::CreditCode => "91000000MA9Y00039T",
        Kind::Choice(choices) | Kind::Choices(choices) => choices[0].id.as_str(),
    }
    .to_owned()
}
