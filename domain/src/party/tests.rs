use super::*;
use crate::answer::tests::answers;
use crate::calendar::tests::day;
use crate::condition::Condition;
use crate::field::Kind;
use crate::theme::tests::{field, theme as items_only};
use crate::theme::{Applicant, Many, Subject, Topic};

const ANNA: &str = "000000199605180026";
const BERT: &str = "000000199409020017";

/// A founder who may ask owners along when there is a contract, and a guest of whom nothing is asked.
fn together() -> Theme {
    let mut draft = items_only(&[("found", &[])]);
    let subject = |id: &str, many| Subject {
        id: id.parse().unwrap(),
        name: id.into(),
        many,
        child: false,
    };
    let several = Some(Many { least: 1, most: 5 });
    draft.subjects = vec![
        subject("founder", None),
        subject("owner", several),
        subject("guest", None),
    ];
    let party = |subject: &str, when| Party {
        subject: subject.parse().unwrap(),
        when,
        consent: String::new(),
        signs: None,
        sources: vec![],
    };
    let contract = Condition::Is("founder/contract".parse().unwrap(), "yes".into());
    draft.parties = vec![
        party("founder", None),
        party("owner", Some(contract)),
        party("guest", None),
    ];
    draft.applicant = Applicant::Subject("founder".parse().unwrap());
    let fields = vec![field("founder/person.id_number", Kind::IdNumber)];
    let owners = vec![field("owner/person.id_number", Kind::IdNumber)];
    draft.items[0].fields = fields.iter().chain(&owners).map(|field| field.id.clone()).collect();
    let topic = |id: &str, fields| Topic {
        id: id.parse().unwrap(),
        title: String::new(),
        intro: None,
        fields,
    };
    draft.topics = vec![topic("a", fields), topic("b", owners)];
    Theme::try_from(draft).unwrap()
}

fn asked(list: &[(&str, &str)], applicant: Option<&str>) -> Vec<Vec<String>> {
    let (theme, answers, today) = (together(), answers(list), day("2026-11-20"));
    let taken = ["found".parse().unwrap()].into();
    let form = Form::for_items(&theme, &taken, &answers, today);
    let applicant = applicant.map(|number| number.parse().unwrap());
    let signers = signers(&theme, &form, &answers, applicant.as_ref(), today);
    let seats = |signer: &Signer| signer.seats.iter().map(ToString::to_string).collect();
    signers.iter().map(seats).collect()
}

#[test]
fn whoever_the_form_asks_about_agrees_when_the_theme_calls_for_it() {
    assert_eq!(asked(&[], None), [] as [Vec<String>; 0], "not without a contract");
    let two = [
        ("founder/contract", "yes"),
        ("owner/person.id_number", ANNA),
        ("owner/person.id_number~1", BERT),
    ];
    assert_eq!(asked(&two, None), [["owner"], ["owner~1"]]);
}

#[test]
fn the_list_names_those_besides_the_applicant_of_whom_a_taken_item_asks_something_and_nobody_else() {
    let (theme, today) = (together(), day("2026-11-20"));
    let named = |taken: &[&str], list: &[(&str, &str)]| -> Vec<String> {
        let taken: BTreeSet<ItemId> = taken.iter().map(|item| item.parse().unwrap()).collect();
        let parties = expected(&theme, &taken, &answers(list), today);
        parties.iter().map(|party| party.subject.to_string()).collect()
    };
    assert_eq!(named(&["found"], &[]), ["owner"], "nobody said yet that there is none");
    assert_eq!(named(&["found"], &[("founder/contract", "no")]), [] as [String; 0]);
    assert_eq!(named(&[], &[]), [] as [String; 0], "nothing is applied for");
}

#[test]
fn one_person_is_asked_once_and_the_applicant_not_at_all() {
    let same = [
        ("founder/contract", "yes"),
        ("owner/person.id_number", ANNA),
        ("owner/person.id_number~1", BERT),
        ("owner/person.id_number~2", ANNA),
        ("owner/person.id_number~3", ""),
    ];
    assert_eq!(
        asked(&same, None),
        [vec!["owner", "owner~2"], vec!["owner~1"], vec!["owner~3"]]
    );
    assert_eq!(asked(&same, Some(ANNA)), [["owner~1"], ["owner~3"]]);
}

#[test]
fn a_seat_is_named_by_subject_and_index() {
    for text in ["father", "shareholder~1"] {
        assert_eq!(text.parse::<Seat>().unwrap().to_string(), text);
    }
    for text in ["", "a~x", "a b", "a~70000"] {
        assert!(text.parse::<Seat>().is_err(), "{text}");
    }
}

#[test]
fn an_agreement_is_to_what_was_there_and_to_nothing_else() {
    let mut invitation = Invitation {
        id: "i".parse().unwrap(),
        draft: "d".parse().unwrap(),
        seat: "owner".parse().unwrap(),
        name: String::new(),
        phone: String::new(),
        sent_at: Moment(0),
        expires_at: Moment(10),
        citizen: None,
        joined_at: None,
        consent: Consent::NotAsked,
        declined: None,
        agreed: None,
    };
    assert_eq!(invitation.standing(Moment(9), "a"), Standing::Waiting);
    assert_eq!(invitation.standing(Moment(10), "a"), Standing::Expired);
    invitation.citizen = Some("c".parse().unwrap());
    assert_eq!(invitation.standing(Moment(10), "a"), Standing::Joined);
    invitation.agreed = Some((Moment(11), "a".into()));
    assert_eq!(invitation.standing(Moment(12), "a"), Standing::Agreed);
    assert_eq!(invitation.standing(Moment(12), "b"), Standing::Outdated);
    invitation.declined = Some((Moment(13), None));
    assert_eq!(invitation.standing(Moment(13), "a"), Standing::Declined);
}
