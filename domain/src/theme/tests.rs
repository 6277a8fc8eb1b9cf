use super::item::tests::item;
use super::*;
use crate::answer::tests::answers;
use crate::field::Kind;

/// A theme of nothing but items, each with the items it waits for.
pub(crate) fn theme(items: &[(&str, &[&str])]) -> ThemeDraft {
    ThemeDraft {
        slug: "newborn".parse().unwrap(),
        name: "新生儿出生".into(),
        title: Some("{child/person.name}的出生".into()),
        summary: String::new(),
        explain: vec![],
        aliases: vec![],
        region: Region {
            code: "000000".into(),
            name: "示范市".into(),
            modelled_on: None,
        },
        lead: "health".parse().unwrap(),
        halls: vec![],
        promise: None,
        partial: None,
        sources: vec![],
        changes: None,
        eligibility: vec![],
        subjects: vec![],
        parties: vec![],
        again: None,
        applicant: Applicant::Subject("self".parse().unwrap()),
        questions: vec![],
        reads: vec![],
        topics: vec![],
        items: items.iter().map(|(id, after)| item(id, after)).collect(),
        one_of: vec![],
        materials: vec![],
        faq: vec![],
    }
}

/// A field of a form that is always asked.
pub(crate) fn field(id: &str, kind: Kind) -> Field {
    let id: FieldId = id.parse().unwrap();
    let element = Element {
        id: id.element.clone(),
        label: String::new(),
        kind,
        hint: None,
        autocomplete: None,
        sensitive: None,
    };
    Field {
        id,
        element: Arc::new(element),
        label: None,
        hint: None,
        optional: false,
        when: None,
        was: None,
    }
}

#[test]
fn calls_an_application_what_the_family_calls_it() {
    let theme = Theme::try_from(theme(&[])).unwrap();
    assert_eq!(
        theme.title_of(&answers(&[("child/person.name", "林知夏")])),
        "林知夏的出生"
    );
    assert_eq!(theme.title_of(&answers(&[])), "新生儿出生");
}
