//! The newborn theme, as far as a test needs it before its own question: a mother whose child was born in the city.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use content::Library;
use domain::field::Kind;
use testbed::papers::PDF;

use crate::people::filing::{Citizen, draft_of, missing_papers};
use crate::people::form::Paper;
use crate::people::page::Page;
use crate::people::party::Party;
use crate::site::{Inside, Site};

/// The mother: her child was born in the city, and the registers know both.
pub(crate) const MOTHER: &str = "lin_xiao";
/// Somebody else.
pub(crate) const STRANGER: &str = "zhou_he";

/// Every item of the theme applies to her.
pub(crate) const CASES: usize = 7;

/// The content, read once for all tests.
pub(crate) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::embedded().expect("the content is sound"))
}

/// What she says to every question and every field of every theme.
pub(crate) fn answers() -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    for theme in library().themes.iter().map(|authored| &authored.theme) {
        let questions = theme
            .questions
            .iter()
            .map(|question| (&question.field, &question.element));
        let fields = theme
            .topics
            .iter()
            .flat_map(|topic| &topic.fields)
            .map(|field| (&field.id, &field.element));
        answers.extend(
            questions
                .chain(fields)
                .map(|(id, element)| (id.to_string(), acceptable(&element.kind))),
        );
    }
    let situation = [
        ("application/applicant.role", "mother"),
        ("child/birth.certificate_status", "not_issued"),
        ("application/marriage.status", "married"),
        ("child/household.follows", "mother"),
        ("application/maternity.insurance", "mother"),
    ];
    answers.extend(situation.map(|(field, answer)| (field.to_owned(), answer.to_owned())));
    answers
}

/// A text that a field of this kind accepts.
fn acceptable(kind: &Kind) -> String {
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

/// A file.
pub(crate) fn pdf(name: &str) -> Paper {
    Paper {
        name: name.to_owned(),
        content: PDF.to_vec(),
    }
}

/// The first page of the form, with what the registers say.
pub(crate) async fn first_page(citizen: &mut Citizen<Inside>) -> Page {
    let list = citizen.plan("newborn").await.unwrap();
    citizen.start(list).await.unwrap()
}

/// A draft in which the father has come to apply together: the draft, he himself, and his part of it.
pub(crate) async fn joined(site: &Site, mother: &mut Citizen<Inside>) -> (String, Party<Inside>, Page) {
    let draft = draft(mother).await;
    let asked = mother.ask(&format!("/drafts/{draft}/parties/father")).await.unwrap();
    let (name, link, digits) = asked.unwrap();
    let mut father = site.party(&name).await;
    let part = father.join(&link, &digits).await.unwrap();
    (draft, father, part)
}

/// A draft that lacks nothing.
pub(crate) async fn draft(citizen: &mut Citizen<Inside>) -> String {
    let page = first_page(citizen).await;
    let draft = draft_of(&page.path).to_owned();
    // A draft that was begun before shows its steps first.
    let page = match page.action() {
        Some(next) => citizen.browser.get(&next).await.unwrap(),
        None => page,
    };
    citizen.fill_in(page).await.unwrap();
    let materials = citizen
        .browser
        .get(&format!("/drafts/{draft}/materials"))
        .await
        .unwrap();
    for material in missing_papers(&materials) {
        citizen.hand_in(&material, &pdf("a.pdf")).await.unwrap();
    }
    draft
}

/// An application; its path.
pub(crate) async fn application(citizen: &mut Citizen<Inside>) -> String {
    let draft = draft(citizen).await;
    let progress = citizen.submit(&draft).await.unwrap();
    assert_eq!(progress.texts(".thread > li").len(), CASES, "{progress}");
    progress.path
}

/// The path of a new case on an officer's desk whose name has this in it, as the officers see it.
pub(crate) async fn new_case(site: &Site, who: &str, name: &str) -> String {
    let mut officer = site.officer(who).await;
    for case in officer.cases(crate::people::desk::Pile::New).await.unwrap() {
        if officer.browser.get(&case).await.unwrap().heading().contains(name) {
            return case;
        }
    }
    panic!("{who} has no new case called {name}")
}
