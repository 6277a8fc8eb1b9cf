//! `/drafts/{id}/parties`, `/invitation` and `/parties/{id}`: who is asked, how they come in, and what everybody else gets to see.

use http::StatusCode;

use crate::newborn::{self, MOTHER, STRANGER};
use crate::people::party::Party;
use crate::site::{Inside, Site};

#[tokio::test]
async fn nothing_is_submitted_without_the_other_parent_who_agrees_from_an_account_of_their_own() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let refused = mother.submit_alone(&draft).await.unwrap();
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused}");
    let seat = format!("/drafts/{draft}/parties/father");
    assert!(refused.links("/drafts/").contains(&seat), "{refused}");
    let progress = mother.submit(&draft).await.unwrap();
    assert!(progress.path.starts_with("/applications/"), "{progress}");
}

#[tokio::test]
async fn a_link_stands_in_no_address_for_long_and_tells_nobody_anything() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let page = mother
        .browser
        .get(&format!("/drafts/{draft}/parties/father"))
        .await
        .unwrap();
    let mut form = page.form("invite_party");
    form.set("phone", "13800000002");
    let page = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    let link = page.attributes("#link", "value").concat();
    let (_, token) = link.split_once("/invitation?link=").unwrap();
    let digits = page.texts("#told").concat();

    let mut crawler = site.browser();
    let answer = crawler.look(&format!("/invitation?link={token}")).await.unwrap();
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/invitation")
    );
    let seen = crawler.get("/invitation").await.unwrap();
    assert_eq!(seen.status, StatusCode::OK);
    for hidden in ["陈远", "林", "出生", "13800000002"] {
        assert!(!seen.text().contains(hidden), "{hidden}: {seen}");
    }
    let mut stranger = site.citizen(STRANGER).await;
    let mut somebody = Party::<Inside> {
        browser: stranger.browser.clone(),
    };
    let wrong = somebody.join(token, &digits).await.unwrap();
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    assert!(!wrong.text().contains("陈远"), "{wrong}");
    for odd in ["", "x;%20Path=/evil", &"9".repeat(4000), "%00"] {
        let over = stranger.browser.get(&format!("/invitation?link={odd}")).await.unwrap();
        assert_eq!(over.status, StatusCode::NOT_FOUND, "{odd}");
        assert!(stranger.browser.set_cookies.iter().all(|line| !line.contains("evil")));
    }
}

#[tokio::test]
async fn seats_and_invitations_that_are_none_are_not_found() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    for path in [
        format!("/drafts/{draft}/parties/mother"),
        format!("/drafts/{draft}/parties/x~y"),
        format!("/drafts/{draft}/parties/father~70000"),
        "/parties/none".to_owned(),
        "/parties/none/consent".to_owned(),
        "/parties/none/decline".to_owned(),
    ] {
        let page = mother.browser.get(&path).await.unwrap();
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
}
