//! `/drafts/{id}/check`: submitting twice is submitting once, and afterwards nothing can be changed.

use app::text::draft as text;
use http::StatusCode;
use usecases::register::sandbox::Behaviour;

use crate::newborn::{self, MOTHER, pdf};
use crate::people::page::Page;
use crate::site::Site;

#[tokio::test]
async fn a_draft_that_is_submitted_twice_is_one_application() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        let draft = newborn::draft(&mut mother).await;
        let first = mother.submit(&draft).await.unwrap();
        let again = mother.submit(&draft).await.unwrap();
        assert_eq!(
            (again.status, &again.path),
            (StatusCode::OK, &first.path),
            "{}",
            site.engine()
        );
        let mine = mother.browser.get("/applications").await.unwrap();
        assert_eq!(mine.links("/applications/"), [first.path]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_draft_that_is_submitted_from_many_devices_at_once_is_one_application() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        let draft = newborn::draft(&mut mother).await;
        mother.gather(&draft).await.unwrap();
        let check = mother.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
        let form = check.form("send_sign_code");
        let page = mother.browser.press(&check, &form, ("", "")).await.unwrap();
        let mut form = page.form("sign_by_code");
        form.set("digits", &mother.received(&page).await.unwrap());
        let mut devices = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let (mut device, page, form) = (mother.clone(), page.clone(), form.clone());
            devices.spawn(async move { device.browser.press(&page, &form, ("", "")).await.unwrap() });
        }
        let pages: Vec<Page> = devices.join_all().await;
        let mine = mother
            .browser
            .get("/applications")
            .await
            .unwrap()
            .links("/applications/");
        assert_eq!(mine.len(), 1, "{}", site.engine());
        for page in pages {
            assert_eq!((page.status, &page.path), (StatusCode::OK, &mine[0]), "{page}");
        }
    }
}

#[tokio::test]
async fn what_was_submitted_is_not_changed_any_more() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let page = newborn::first_page(&mut mother).await;
    let draft = newborn::draft(&mut mother).await;
    let material = format!("/drafts/{draft}/materials/diagnosis");
    let delete = mother.browser.get(&format!("/drafts/{draft}/delete")).await.unwrap();
    let files = mother.hand_in(&material, &pdf("b.pdf")).await.unwrap();
    let check = mother.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    let progress = mother.submit(&draft).await.unwrap();

    let form = mother.filled_in(page.form("save_topic"));
    for (page, form) in [
        (&page, form),
        (&delete, delete.form("delete_draft")),
        (&files, files.form("remove_file")),
    ] {
        let answer = mother.browser.press(page, &form, ("", "")).await.unwrap();
        assert_eq!(answer.status, StatusCode::CONFLICT, "{answer}");
        assert_eq!(answer.heading(), app::text::problem::ALREADY_SUBMITTED.title);
        assert_eq!(answer.links("/applications"), ["/applications"], "{answer}");
    }
    let answer = mother.browser.hand_in(&files, &[pdf("c.pdf")]).await.unwrap();
    assert_eq!(
        mother.browser.follow(answer).await.unwrap().status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        mother
            .browser
            .press(&check, &check.form("send_sign_code"), ("", ""))
            .await
            .unwrap()
            .path,
        progress.path
    );
}

#[tokio::test]
async fn every_page_of_a_draft_that_was_submitted_leads_to_its_application() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let progress = mother.submit(&draft).await.unwrap().path;
    for page in [
        "",
        "/consent",
        "/form/child",
        "/form/child?edit=child/person.name",
        "/materials",
        "/materials/diagnosis",
        "/help?about=child",
        "/promises/item.parenting_guidance",
        "/delivery",
        "/parties",
        "/parties/father",
        "/check",
        "/sign?sent=1",
        "/carry-over",
        "/delete",
    ] {
        let shown = mother.browser.get(&format!("/drafts/{draft}{page}")).await.unwrap();
        assert_eq!((shown.status, &shown.path), (StatusCode::OK, &progress), "{page}");
    }
    let mut father = site.party("陈远").await;
    let me = father.browser.get("/me").await.unwrap();
    let part = me.links("/parties/").remove(0);
    for page in [
        format!("/drafts/{draft}/form/father"),
        format!("{part}/consent"),
        format!("{part}/decline"),
    ] {
        assert_eq!(father.browser.get(&page).await.unwrap().path, part, "{page}");
    }
}

#[tokio::test]
async fn everything_that_will_be_sent_has_a_link_to_change_it() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let check = mother.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    for link in check.links(&format!("/drafts/{draft}/form/")) {
        let page = mother.browser.get(&link).await.unwrap();
        let (_, anchor) = link.split_once('#').unwrap();
        assert_eq!(page.status, StatusCode::OK, "{page}");
        assert_eq!(
            page.texts(&format!("[id=\"{anchor}\"]")).len(),
            1,
            "{link} leads to no field"
        );
    }
    assert!(
        check.texts("dl dd").iter().any(|said| said.starts_with("林知夏")),
        "{check}"
    );
}

#[tokio::test]
async fn a_draft_that_is_deleted_is_gone() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let page = mother.browser.get(&format!("/drafts/{draft}/delete")).await.unwrap();
    let me = mother
        .browser
        .press(&page, &page.form("delete_draft"), ("", ""))
        .await
        .unwrap();
    assert_eq!((me.path.as_str(), me.links("/drafts/").len()), ("/me", 0));
    assert_eq!(
        mother.browser.get(&format!("/drafts/{draft}")).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    let again = mother
        .browser
        .press(&page, &page.form("delete_draft"), ("", ""))
        .await
        .unwrap();
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_changed_from_the_check_leads_back_to_it() {
    for mode in ["", "elder"] {
        let site = Site::open().await;
        let mut mother = site.citizen(MOTHER).await;
        mother.browser.cookies.insert("mode".to_owned(), mode.to_owned());
        let draft = newborn::draft(&mut mother).await;
        let path = format!("/drafts/{draft}/check");
        let check = mother.browser.get(&path).await.unwrap();
        assert!(
            check.texts(".stated dd").contains(&"林知夏".to_owned()),
            "{mode}: {check}"
        );
        let change = check.links(&format!("/drafts/{draft}/form/child?edit=child/person.name"));
        let page = mother.browser.get(&change[0]).await.unwrap();
        let form = page.form("save_topic");
        let back = mother.browser.press(&page, &form, ("go", "back")).await.unwrap();
        assert_eq!(back.path, path, "{mode}");
        let mut form = page.form("save_topic");
        form.set("typed[child/person.name]", "R2D2");
        let wrong = mother.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{mode}: {wrong}");
        let mut form = wrong.form("save_topic");
        form.set("typed[child/person.name]", "林知秋");
        let after = mother.browser.press(&wrong, &form, ("", "")).await.unwrap();
        assert_eq!(after.path, path, "{mode}: {after}");
        assert!(
            after.texts(".stated dd").contains(&"林知秋".to_owned()),
            "{mode}: {after}"
        );

        let choosing = mother
            .browser
            .get(&check.links("/themes/newborn/plan?choose=1")[0])
            .await
            .unwrap();
        assert!(choosing.links(&path).len() == 1, "{mode}: {choosing}");
        let form = choosing.form("choose_items");
        let after = mother.browser.press(&choosing, &form, ("", "")).await.unwrap();
        assert_eq!(after.path, path, "{mode}: {after}");
    }
}

#[tokio::test]
async fn an_answer_that_calls_for_more_is_completed_before_the_check_comes_back() {
    for mode in ["", "elder"] {
        let site = Site::open().await;
        let mut mother = site.citizen(MOTHER).await;
        mother.browser.cookies.insert("mode".to_owned(), mode.to_owned());
        let draft = newborn::draft(&mut mother).await;
        let path = format!("/drafts/{draft}/check");
        let check = mother.browser.get(&path).await.unwrap();
        let change = check.links(&format!("/drafts/{draft}/form/insurance?edit=child/insurance.at"));
        let page = mother.browser.get(&change[0]).await.unwrap();
        let mut form = page.form("save_topic");
        form.set("typed[child/insurance.at]", "other");
        let more = mother.browser.press(&page, &form, ("", "")).await.unwrap();
        assert!(more.path.contains("/form/insurance"), "{mode}: {more}");
        // One field alone is asked for by itself.
        let is_told = mode.is_empty();
        assert_eq!(more.text().contains(text::MORE), is_told, "{mode}: {more}");
        let form = mother.filled_in(more.form("save_topic"));
        let after = mother.browser.press(&more, &form, ("", "")).await.unwrap();
        assert_eq!(after.path, path, "{mode}: {after}");
    }
}

#[tokio::test]
async fn a_known_value_says_where_it_is_from_and_what_changed_since_is_looked_at_again() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let check = mother.browser.get(&format!("/drafts/{draft}/check")).await.unwrap();
    let sources = check.texts(".stated .note");
    assert!(
        sources.contains(&"民政婚姻登记 · 2024 年 10 月 31 日登记".to_owned()),
        "{sources:?}"
    );
    let marriage = "marriage".parse().unwrap();
    usecases::sandbox::set_behaviour(&site.office, &marriage, Behaviour::Contradictory)
        .await
        .unwrap();
    let told = mother.submit(&draft).await.unwrap();
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
    assert_eq!(told.texts("[role=alert] h2")[0], text::REGISTERS_CHANGED, "{told}");
    assert!(told.texts(".stated dd").contains(&"陈远一".to_owned()), "{told}");
    // What the father signed reads otherwise now. The next codes come later than those before.
    site.advance(61_000);
    let mut father = site.party("陈远").await;
    let me = father.browser.get("/me").await.unwrap();
    let part = father.browser.get(&me.links("/parties/")[0]).await.unwrap();
    father.agree(&part).await.unwrap();
    let progress = mother.submit(&draft).await.unwrap();
    assert!(progress.path.starts_with("/applications/"), "{progress}");
}
