//! Staff: two factors, what a post opens, accounts and the log.

use app::text::staff as text;
use http::StatusCode;

use super::mistakes::is_told;
use crate::newborn;
use crate::people::desk::{Officer, Pile};
use crate::people::page::Page;
use crate::site::{Inside, Site};

async fn half_signed_in(site: &Site, who: &str) -> (Officer<Inside>, Page) {
    site.advance(30_000);
    let mut officer = Officer::new(site.browser().wire, who);
    let page = officer.begin().await.unwrap();
    (officer, page)
}

async fn entered(officer: &mut Officer<Inside>, page: &Page, digits: &str) -> Page {
    let mut form = page.form("enter_second_factor");
    form.set("digits", digits);
    officer.browser.press(page, &form, ("", "")).await.unwrap()
}

/// Presses a switch of the account of somebody.
async fn switched(security: &mut Officer<Inside>, who: &str, change: &str) -> Page {
    let page = security.browser.get(&format!("/staff/accounts/{who}")).await.unwrap();
    let form = page.form("change_account");
    security.browser.press(&page, &form, ("change", change)).await.unwrap()
}

#[tokio::test]
async fn one_factor_opens_no_page_but_the_one_that_asks_for_the_second() {
    for site in Site::each().await {
        let (mut officer, page) = half_signed_in(&site, "gao_ying").await;
        assert_eq!(page.path, "/staff/second-factor", "{page}");
        let half = officer.browser.cookies["session"].clone();
        for path in [
            "/desk",
            "/staff",
            "/audit",
            "/me",
            "/desk/cases/x",
            "/desk/cases/x/files/y",
            "/applications",
        ] {
            let sent = officer.browser.look(path).await.unwrap();
            assert_eq!(sent.location(), "/staff/second-factor", "{path}: {sent}");
        }
        let wrong = entered(&mut officer, &page, "12").await;
        is_told(&wrong, "digits", text::problem("wrong-digits").unwrap());
        let digits = officer.digits().await.unwrap();
        let desk = entered(&mut officer, &wrong, &digits).await;
        assert_eq!(desk.path, "/desk", "{desk}");
        assert_ne!(officer.browser.cookies["session"], half);
        let mut thief = site.browser();
        thief.cookies.insert("session".to_owned(), half);
        assert!(thief.get("/desk").await.unwrap().path.starts_with("/sign-in"));
        let (mut again, page) = half_signed_in(&site, "gao_ying").await;
        let replayed = entered(&mut again, &page, &digits).await;
        assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY, "{replayed}");
    }
}

#[tokio::test]
async fn staff_sign_in_by_their_phone_and_nobody_else_does_there() {
    let site = Site::open().await;
    let mut browser = site.browser();
    for (phone, leads_to) in [
        ("13900000101", "/staff/second-factor"),
        ("13800000001", "/staff/sign-in?problem=not-staff"),
    ] {
        // The message that came last is the one on top.
        site.advance(1);
        let page = browser.get("/staff/sign-in").await.unwrap();
        let mut form = page.form("send_staff_code");
        form.set("phone", phone);
        let page = browser.press(&page, &form, ("", "")).await.unwrap();
        let messages = browser.get("/sandbox/messages").await.unwrap();
        let digits: String = messages.texts(".rows__name")[0]
            .chars()
            .filter(char::is_ascii_digit)
            .take(6)
            .collect();
        let mut form = page.form("enter_staff_code");
        form.set("digits", &digits);
        let next = browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(next.path, leads_to, "{next}");
    }
    let page = browser.get("/staff/sign-in").await.unwrap();
    let mut form = page.form("send_staff_code");
    form.set("phone", "12345");
    let wrong = browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(wrong.form("send_staff_code").value("phone"), Some("12345"), "{wrong}");
}

#[tokio::test]
async fn an_officer_sees_no_button_for_what_is_not_theirs() {
    let site = Site::open().await;
    let mut mother = site.citizen(newborn::MOTHER).await;
    newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let mut clerk = site.officer("wei_min").await;
    let page = clerk.browser.get(&case).await.unwrap();
    assert!(
        page.find_form("accept_case").is_some() && page.find_form("decide_case").is_none(),
        "{page}"
    );
    let page = clerk.accept(&case).await.unwrap();
    assert!(
        page.find_form("decide_case").is_none() && page.texts(".note").contains(&text::NOT_YOURS.to_owned()),
        "{page}"
    );
    let mut health = site.officer("gao_ying").await;
    let mut form = health.browser.get(&case).await.unwrap().form("decide_case");
    form.set("text", "已签发");
    let forced = clerk.browser.press(&page, &form, ("verdict", "grant")).await.unwrap();
    assert_eq!(forced.status, StatusCode::FORBIDDEN, "{forced}");
    let mut county = site.officer("dong_yu").await;
    assert!(county.cases(Pile::New).await.unwrap().is_empty());
    assert_eq!(county.browser.get(&case).await.unwrap().status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_security_administrator_changes_posts_and_locks_and_the_auditor_reads_it() {
    for site in Site::each().await {
        let mut security = site.officer("an_ning").await;
        let mut clerk = site.officer("wei_min").await;
        let page = security.browser.get("/staff/accounts/wei_min").await.unwrap();
        assert_eq!(page.heading(), "魏敏");
        let mut form = page.form("add_post");
        form.set("department", "police")
            .set("region", "000001")
            .set("level", "accept");
        let page = security.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(page.texts(".rows__name")[1], "示范市公安局 · 青河区 · 查看、受理");
        assert!(
            clerk.browser.get("/desk").await.unwrap().path.starts_with("/sign-in"),
            "the session ended"
        );
        let page = security
            .browser
            .press(&page, &page.form("drop_post"), ("", ""))
            .await
            .unwrap();
        assert_eq!(page.texts(".rows__name").len(), 1, "{page}");
        switched(&mut security, "wei_min", "lock").await;
        let refused = clerk.begin().await.unwrap();
        assert_eq!(
            (refused.status, refused.path.as_str()),
            (StatusCode::FORBIDDEN, "/problem/account-locked")
        );
        switched(&mut security, "wei_min", "unlock").await;
        switched(&mut security, "wei_min", "reset").await;
        let (mut clerk, page) = half_signed_in(&site, "wei_min").await;
        assert_eq!(
            page.links_with("svg.code__drawn").len() + page.attributes("svg.code__drawn", "role").len(),
            1
        );
        let digits = clerk.digits().await.unwrap();
        assert_eq!(entered(&mut clerk, &page, &digits).await.path, "/desk");
        let mut auditor = site.officer("shen_ji").await;
        let log = auditor.browser.get("/audit?officer=an_ning").await.unwrap();
        let acts: Vec<_> = log
            .texts("tbody td:nth-child(4)")
            .into_iter()
            .filter(|act| !act.starts_with('看'))
            .take(4)
            .collect();
        assert_eq!(acts, ["重设动态码", "打开账户", "锁账户", "改岗位"], "{log}");
        for path in ["/staff", "/staff/accounts/wei_min", "/desk"] {
            assert_eq!(
                auditor.browser.get(path).await.unwrap().status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
        assert_eq!(
            security.browser.get("/audit").await.unwrap().status,
            StatusCode::FORBIDDEN
        );
    }
}

#[tokio::test]
async fn a_new_account_may_do_nothing_and_what_was_typed_wrong_stays() {
    let site = Site::open().await;
    let mut system = site.officer("jiang_he").await;
    let page = system.browser.get("/staff").await.unwrap();
    let mut form = page.form("make_account");
    form.set("name", "新人").set("phone", "13900000101");
    let refused = system.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut form = refused.form("make_account");
    assert_eq!(
        (form.value("name"), form.value("phone")),
        (Some("新人"), Some("13900000101"))
    );
    form.set("phone", "13900000999");
    let made = system.browser.press(&refused, &form, ("", "")).await.unwrap();
    assert_eq!(made.heading(), "新人", "{made}");
    assert!(
        made.text().contains(text::NO_POST) && made.find_form("add_post").is_none(),
        "{made}"
    );
    assert!(!made.path.contains("13900000999"), "{}", made.path);
}
