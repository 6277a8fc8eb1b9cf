//! Two pages of one citizen at what is to be mended.

use domain::answer::FieldId;

use super::*;
use crate::account::sign_in::{Luggage, Unparked, as_citizen};
use crate::draft::park::{Posted, park};

const FIELD: &str = "child/person.name";

/// A page that knew one text to be stored, with another one typed on it.
fn page(knew: &str, text: &str) -> Typed {
    let mut typed = typed_texts(&[(FIELD, text)]);
    typed.was.insert(FIELD.to_owned(), vec![knew.to_owned()]);
    typed
}

#[tokio::test]
async fn where_two_pages_mend_differently_both_texts_stay_until_the_citizen_says_which_holds() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await.id;
        asked(&office, &officer, &case, &[NAME]).await;
        let field: FieldId = id(FIELD);
        let (first, second) = (page("林知夏", "林知秋"), page("林知夏", "林知冬"));
        let mut settled = page("林知秋", "林知冬");
        settled.settled.insert(FIELD.to_owned());
        // All three are shown before any of them is sent.
        let mut pages = Vec::new();
        for (typed, said) in [(first, "这是\r\n新的"), (second, ""), (settled, "另一台手机")] {
            pages.push(office.mend_page(&mother, &application, &typed, said).await.unwrap());
        }
        for page in &pages[..2] {
            mend::save(ctx, &mother, &application, page).await.unwrap();
        }
        let open = mending(&office, &mother, &application).await;
        assert_eq!(
            open.asked[0].said.as_deref(),
            Some("这是\n新的"),
            "a page that says nothing leaves what another said"
        );
        assert_eq!(open.mine.answers.text(&field), Some("林知秋"));
        assert_eq!(open.mine.rivals.get(&field).map(String::as_str), Some("林知冬"));
        let early = office.mends(&mother, &application).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::NotMended))));
        mend::save(ctx, &mother, &application, &pages[2]).await.unwrap();
        let open = mending(&office, &mother, &application).await;
        assert_eq!(open.asked[0].said.as_deref(), Some("这是\n新的\n另一台手机"));
        assert_eq!(open.mine.answers.text(&field), Some("林知冬"));
        office.mends(&mother, &application).await.unwrap();
    }
}

#[tokio::test]
async fn the_other_text_that_is_taken_when_the_session_has_ended_is_the_one_that_holds() {
    for office in TestOffice::each().await {
        let ctx = &office.ctx;
        let (mother, officer, application) = filed(&office).await;
        let case = office.case(&application, "birth_certificate").await.id;
        asked(&office, &officer, &case, &[NAME]).await;
        for text in ["林知秋", "林知冬"] {
            let typed = page("林知夏", text);
            office.types_mend(&mother, &application, &typed, "").await.unwrap();
        }
        let taking = Typed {
            settled: [FIELD.to_owned()].into(),
            taken: Some(FIELD.to_owned()),
            ..page("林知秋", "林知秋")
        };
        let page = office.mend_page(&mother, &application, &taking, "医院写错了").await;
        let posted = Posted::Mending(application.clone(), page.unwrap());
        let luggage = Luggage {
            parked: Some(park(ctx, &posted).await.unwrap()),
            ..Luggage::default()
        };
        let back = as_citizen(ctx, &id("lin_xiao"), &luggage).await.unwrap();
        assert_eq!(back.unparked, Some(Unparked::Saved(posted.about())));
        let open = mending(&office, &mother, &application).await;
        assert_eq!(open.mine.answers.text(&id(FIELD)), Some("林知冬"));
        let said = open.asked[0].said.as_deref();
        assert_eq!((open.mine.rivals.len(), said), (0, Some("医院写错了")));
    }
}
