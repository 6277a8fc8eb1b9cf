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

/// What one of several shareholders answers who closes a company that owes nothing.
pub(crate) const CLOSING: [(&str, &str); 4] = [
    ("company/company.kind", "company"),
    ("company/company.debts", "settled"),
    ("company/company.barriers", "none"),
    ("company/company.route", "simple"),
];

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
        Kind::Listed { names, .. } => names[0].as_str(),
        Kind::Name => "林知夏",
        Kind::IdNumber => "000000199409020017",
        Kind::Phone => "13900000000",
        Kind::Date(_) => "2026-11-18",
        Kind::DateTime(_) => "2026-11-18 08:00",
        Kind::Address { .. } => "示范市青河区青石路1号",
        Kind::Place { divisions, .. } => return format!("{},青石路1号", divisions[0].code),
        Kind::Month(_) => "2026-11",
        Kind::Period(_) => "2026-01-01,2026-11-18",
        Kind::Money { .. } => "1200.00",
        Kind::Number { least, .. } => return least.to_string(),
        Kind::BankCard => "4111111111111111",
        Kind::CreditCode => "91000000MA9Y00039T",
        Kind::Choice(choices) | Kind::Choices(choices) => choices[0].id.as_str(),
    }
    .to_owned()
}
