//! `/applications`, `/applications/{id}`: how far it is, in sentences; withdrawing; being told of changes.

use app::text::{date, guide, progress as text};
use axum::body::Body;
use http::{Request, StatusCode, header};
use tower::ServiceExt;

use crate::newborn::{self, CASES, MOTHER, STRANGER};
use crate::people::page::Page;
use crate::site::Site;

#[tokio::test]
async fn what_waits_starts_by_itself_when_what_it_waits_for_is_granted() {
    for site in Site::each().await {
        let mut mother = site.citizen(MOTHER).await;
        let path = newborn::application(&mut mother).await;
        let waits = |page: &Page| page.texts(".thread > li:not(.is-now):not(.is-done)").len();
        let before = mother.browser.get(&path).await.unwrap();
        assert!(before.texts(".now strong")[0].contains("出生医学证明"), "{before}");
        // Five days for the certificate, ten for the household, thirty for the card; each office has five more to accept, and nobody works
        // on 1 January.
        let unpublished = date::unpublished("2027-02-03".parse().unwrap(), &site.office.calendar).unwrap();
        let (expected, latest) = (text::expected("2027 年 1 月 11 日"), text::done_by("2 月 3 日（周三）"));
        let done_by = format!("{expected}{latest}{unpublished}");
        assert_eq!(before.texts(".now p")[0], done_by, "{before}");
        let said = before.texts("main").concat();
        assert!(said.contains("受理了，最晚 12 月 4 日（周五）给您结果"), "{before}");
        assert!(
            before.text().contains(&guide::waits(&["出生医学证明"], &[])),
            "{before}"
        );
        let waiting = waits(&before);
        let days = before.texts(".thread > li:not(.is-now):not(.is-done) .thread__by");
        assert!(
            days.iter().all(|day| day.starts_with("预计") && day.contains("最晚")),
            "{before}"
        );
        assert!(
            days.contains(&text::expected_and_latest("2027 年 1 月 11 日", "2 月 3 日")),
            "the last of them, and both days as in the list: {before}"
        );
        let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
        let mut officer = site.officer("gao_ying").await;
        let page = officer.accept(&case).await.unwrap();
        officer.grant(&page, "编号 Z000000417").await.unwrap();
        site.run_errands().await;
        let after = mother.browser.get(&path).await.unwrap();
        assert_eq!(after.texts(".thread > li.is-done").len(), 1, "{after}");
        assert!(waits(&after) < waiting, "{after}");
        let messages = after.texts("#progress ul.rows li");
        assert!(
            messages[0].contains("出生医学证明已签发，") && messages[0].contains("户口登记已开始"),
            "{messages:?}"
        );
        let listed = mother.browser.get("/applications").await.unwrap();
        assert!(
            listed.texts("main").concat().contains(&text::so_far(1, CASES)),
            "{listed}"
        );
    }
}

#[tokio::test]
async fn a_refusal_says_what_to_do_and_what_waited_for_it_never_starts() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let case = newborn::new_case(&site, "gao_ying", "出生医学证明").await;
    let mut officer = site.officer("gao_ying").await;
    let page = officer.browser.get(&case).await.unwrap();
    let mut form = page.form("decide_case");
    form.set("text", "出生记录里没有这个孩子")
        .set("next_step", "请到接生的医院补报");
    officer
        .browser
        .press(&page, &form, ("verdict", "refuse"))
        .await
        .unwrap();
    site.run_errands().await;
    let progress = mother.browser.get(&path).await.unwrap();
    assert_eq!(progress.texts(".thread > li.is-stopped").len(), 1, "{progress}");
    assert!(
        progress.text().contains(&text::next_step("请到接生的医院补报")),
        "{progress}"
    );
    let out = progress.texts(".thread > li.is-out");
    assert!(
        !out.is_empty() && out.iter().all(|row| row.contains("没有开始")),
        "{progress}"
    );
    mother.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
    let short = mother.browser.get(&path).await.unwrap();
    assert_eq!(
        short.texts(".on-screen .thread > li"),
        progress.texts(".thread > li.is-stopped"),
        "{short}"
    );
    assert_eq!(
        short.texts(".on-paper .thread > li"),
        progress.texts(".thread > li"),
        "{short}"
    );
}

#[tokio::test]
async fn what_an_open_page_fetches_anew_is_the_same_until_something_changed() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let fetched = |page: &Page| {
        let text = page.text();
        let (_, progress) = text.split_once("id=\"progress\"").expect("progress");
        progress.split_once("id=\"updated\"").expect("beside it").0.to_owned()
    };
    let before = mother.browser.get(&path).await.unwrap();
    site.advance(60_000);
    let after = mother.browser.get(&path).await.unwrap();
    assert_ne!(
        before.attributes("#updated", "data-stale"),
        after.attributes("#updated", "data-stale")
    );
    assert_eq!(after.attributes("#progress #updated", "data-stale"), [""; 0], "{after}");
    assert_eq!(fetched(&before), fetched(&after));
}

#[tokio::test]
async fn an_application_is_withdrawn_once() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let page = mother
        .browser
        .get(&format!("{path}/withdraw?what=whole"))
        .await
        .unwrap();
    let form = page.form("withdraw_application");
    let mut stranger = site.citizen(STRANGER).await;
    assert_eq!(
        stranger.browser.press(&page, &form, ("", "")).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    let progress = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(
        (progress.path.as_str(), progress.texts(".now strong")),
        (path.as_str(), vec![text::WITHDRAWN.to_owned()])
    );
    assert_eq!(
        progress.attributes("#progress", "data-events"),
        [""; 0],
        "nothing changes any more"
    );
    let again = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!((again.status, again.path), (StatusCode::OK, path), "it stays so");
}

/// The values of the choice of what is withdrawn: the whole first, then each open case.
fn choices(page: &Page) -> Vec<String> {
    let form = page.form("withdraw");
    let choices = form.inputs.into_iter().filter(|input| input.name == "what");
    choices.map(|input| input.value).collect()
}

#[tokio::test]
async fn one_way_leads_to_withdrawing_and_what_is_withdrawn_is_chosen_there() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let way = format!("{path}/withdraw");
    let progress = mother.browser.get(&path).await.unwrap();
    assert_eq!(progress.links(&way), [way.as_str()], "{progress}");
    let page = mother.browser.get(&way).await.unwrap();
    assert_eq!(choices(&page).len(), 1 + CASES, "{page}");
    let mut form = page.form("withdraw");
    let unchosen = mother.browser.press(&page, &form, form.button("1")).await.unwrap();
    assert_eq!(unchosen.status, StatusCode::UNPROCESSABLE_ENTITY, "{unchosen}");
    assert_eq!(
        unchosen.texts("[role=alert] a[href='#what']"),
        [text::WITHDRAW_WHAT_FIRST]
    );
    form.set("what", &choices(&page)[0]);
    let asked = mother.browser.press(&page, &form, form.button("1")).await.unwrap();
    assert_eq!(asked.heading(), text::WITHDRAW_TITLE, "{asked}");
    assert!(asked.find_form("withdraw_application").is_some(), "{asked}");
    let progress = mother.browser.get(&path).await.unwrap();
    assert_ne!(
        progress.texts(".now strong"),
        [text::WITHDRAWN],
        "nothing is done before it is confirmed"
    );
    let strange = mother.browser.get(&format!("{way}?what=nowhere")).await.unwrap();
    assert_eq!(strange.status, StatusCode::NOT_FOUND, "{strange}");
}

#[tokio::test]
async fn one_case_is_withdrawn_and_the_page_says_what_ends_with_it() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let choosing = mother.browser.get(&format!("{path}/withdraw")).await.unwrap();
    let cases = choices(&choosing).split_off(1);
    let mut form = choosing.form("withdraw");
    form.set("what", &cases[0]);
    let before = format!("{path}/cases/{}/withdraw", cases[0]);
    let before = mother.browser.get(&before).await.unwrap();
    assert_eq!(before.path, format!("{path}/withdraw?what={}", cases[0]), "{before}");
    let page = mother.browser.press(&choosing, &form, form.button("1")).await.unwrap();
    for said in [text::WITH_IT, text::OTHERS_GO_ON] {
        assert!(page.text().contains(said), "{page}");
    }
    assert!(
        page.texts("main li").iter().any(|row| row.contains("户口登记")),
        "{page}"
    );
    let form = page.form("withdraw_one_case");
    let mut stranger = site.citizen(STRANGER).await;
    let refused = stranger.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    mother.browser.press(&page, &form, ("", "")).await.unwrap();
    site.run_errands().await;
    let after = mother.browser.get(&path).await.unwrap();
    assert!(after.texts(".thread > li")[0].contains(text::CASE_WITHDRAWN), "{after}");
    let going_on = after.texts(".thread > li.is-now");
    assert_eq!(going_on.len(), 1, "the other one goes on: {after}");
    let rows = after.texts(".thread > li");
    let last = rows.iter().position(|row| going_on.contains(row)).unwrap();
    let alone = format!("{path}/withdraw?what={}", cases[last]);
    let alone = mother.browser.get(&alone).await.unwrap();
    assert_eq!(alone.status, StatusCode::OK, "{alone}");
    assert!(!alone.text().contains(text::OTHERS_GO_ON), "nothing else does: {alone}");
    let nothing_to_choose = mother.browser.get(&format!("{path}/withdraw")).await.unwrap();
    assert!(
        nothing_to_choose.find_form("withdraw_application").is_some(),
        "{nothing_to_choose}"
    );
    let again = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!((again.status, again.path), (StatusCode::OK, path), "it stays so");
}

#[tokio::test]
async fn only_its_citizen_is_told_of_changes() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let path = newborn::application(&mut mother).await;
    let progress = mother.browser.get(&path).await.unwrap();
    let events = progress.attributes("#progress", "data-events").remove(0);
    let cookie = format!("session={}", mother.browser.cookies["session"]);
    let request = Request::get(&events)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    // The stream itself never ends; what it says is tested with two servers and a real browser.
    let stream = site.router.clone().oneshot(request).await.unwrap();
    assert_eq!(
        (stream.status(), &stream.headers()["content-type"]),
        (StatusCode::OK, &"text/event-stream".parse().unwrap())
    );
    let mut stranger = site.citizen(STRANGER).await;
    assert_eq!(
        stranger.browser.get(&events).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    let guest = site.browser().get(&events).await.unwrap();
    assert!(
        guest.status == StatusCode::FORBIDDEN || guest.path.starts_with("/sign-in"),
        "{guest}"
    );
}
