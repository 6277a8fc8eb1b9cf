//! `/themes/{slug}/plan`: questions one by one, also for somebody who has not signed in, then the list.

mod elder;
mod unsure;

use http::StatusCode;

use super::mistakes::is_told;
use crate::newborn::{MOTHER, answers};
use crate::people::filing::Citizen;
use crate::site::Site;

#[tokio::test]
async fn a_guests_answers_are_theirs_alone_and_come_along_to_the_account() {
    for site in Site::each().await {
        let mut guest = Citizen::new(site.browser().wire, MOTHER, answers());
        let list = guest.plan("newborn").await.unwrap();
        assert_eq!(list.heading(), app::text::plan::TITLE, "{}", site.engine());
        let cookie = guest
            .browser
            .set_cookies
            .iter()
            .find(|line| line.starts_with("guest="))
            .unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
        let other = site.browser().get("/themes/newborn/plan").await.unwrap();
        assert!(other.find_form("answer_question").is_some(), "{other}");
        guest.sign_in().await.unwrap();
        let mine = guest.browser.get("/themes/newborn/plan").await.unwrap();
        assert_eq!(mine.heading(), app::text::plan::TITLE, "{mine}");
        assert_eq!(mine.texts(".thread > li h3"), list.texts(".thread > li h3"));
    }
}

#[tokio::test]
async fn a_question_without_an_answer_is_asked_again() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = guest.get("/themes/newborn/plan").await.unwrap();
    let form = page.form("answer_question");
    for button in [("", ""), ("value", ""), ("value", "grandmother")] {
        let again = guest.press(&page, &form, button).await.unwrap();
        assert_eq!(again.heading(), page.heading(), "{button:?}");
        let sentence = again.texts("#answer-problem").concat();
        assert!(!sentence.is_empty(), "{button:?} {again}");
        is_told(&again, "answer", &sentence);
    }
}

#[tokio::test]
async fn a_question_that_the_theme_does_not_ask_is_not_answered() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = guest.get("/themes/newborn/plan").await.unwrap();
    for (name, value) in [
        ("field", "mother/person.name"),
        ("field", "x"),
        ("field", "a/b/c"),
        ("slug", "nowhere"),
        ("slug", "../x"),
    ] {
        let mut form = page.form("answer_question");
        form.set(name, value);
        let answer = guest.press(&page, &form, ("value", "mother")).await.unwrap();
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}={value}");
    }
}

#[tokio::test]
async fn what_was_picked_brings_along_what_it_needs() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    mother.plan("newborn").await.unwrap();
    let choosing = mother.browser.get("/themes/newborn/plan?choose=1").await.unwrap();
    let mut form = choosing.form("choose_items");
    let items: Vec<String> = form
        .inputs
        .iter()
        .filter(|input| input.is_checked)
        .map(|input| input.value.clone())
        .collect();
    assert_eq!(items.len(), crate::newborn::CASES);
    for item in items.iter().filter(|item| *item != "household_registration") {
        form.untick("items[]", item);
    }
    let list = mother.browser.press(&choosing, &form, ("", "")).await.unwrap();
    assert_eq!(list.texts(".thread > li:not(.is-out)").len(), 2, "{list}");
    assert!(
        list.texts(".thread > li:not(.is-out)")[0].contains(app::text::plan::COMES_ALONG)
            && list
                .texts(".notice")
                .join("")
                .contains("因为选了户口登记，出生医学证明也一起办"),
        "{list}"
    );
    form.set("items[]", "vaccination_booklet");
    form.inputs[0].value = "nowhere".to_owned();
    assert_eq!(
        mother.browser.press(&choosing, &form, ("", "")).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_is_done_first_stands_first_in_the_list_and_in_the_picture_beneath() {
    let site = Site::open().await;
    let mut guest = Citizen::new(site.browser().wire, MOTHER, answers());
    let list = guest.plan("newborn").await.unwrap();
    let names = list.texts(".thread:not(.thread--loose) > li h3");
    let drawn = list.texts(".order text");
    assert_eq!(drawn.get(1..), Some(names.as_slice()), "{list}");
    let place = |name: &str| names.iter().position(|known| known == name);
    assert_eq!(place("预防接种证"), Some(0), "{names:?}");
    assert!(place("生育报销") < place("社会保障卡"), "{names:?}");
}

#[tokio::test]
async fn the_list_says_by_when_all_is_expected_and_done_at_the_latest_and_a_reason_of_several_items_once() {
    let site = Site::open().await;
    let mut guest = Citizen::new(site.browser().wire, MOTHER, answers());
    let list = guest.plan("newborn").await.unwrap();
    let lede = list.texts(".lede").concat();
    assert!(
        lede.ends_with("预计 2027 年 1 月 11 日前后全部办好，最晚 2 月 3 日。"),
        "{list}"
    );
    let starting = |selector: &str, with: &str| {
        let notes = list.texts(selector).into_iter();
        notes.filter(|note| note.starts_with(with)).collect::<Vec<_>>()
    };
    let shared = starting("main .note", "照您的回答：");
    assert!(shared.len() == 1 && shared[0].contains("出生医学证明"), "{list}");
    let own = starting(".thread > li .note", "因为：");
    assert!(own.len() == 1 && own[0].contains("生育保险"), "{list}");
    guest.browser.cookies.insert("mode".to_owned(), "elder".to_owned());
    let alone = "/themes/newborn/plan?part=items&item=household_registration";
    let alone = guest.browser.get(alone).await.unwrap();
    assert!(
        alone.texts(".note").concat().contains("因为："),
        "alone it says all: {alone}"
    );
}

/// The page of the question about the size of a shop, which is typed.
async fn asked_for_the_area(
    guest: &mut crate::people::browser::Browser<crate::site::Inside>,
) -> crate::people::page::Page {
    let page = guest.get("/themes/restaurant/plan").await.unwrap();
    let page = guest
        .press(&page, &page.form("answer_question"), ("value", "got"))
        .await
        .unwrap();
    let mut kinds = page.form("answer_question");
    kinds.set("picked[]", "hot").set("picked[]", "cold");
    guest.press(&page, &kinds, ("", "")).await.unwrap()
}

#[tokio::test]
async fn several_options_are_ticked_and_a_number_is_typed_and_kept_when_it_is_wrong() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = asked_for_the_area(&mut guest).await;
    let mut form = page.form("answer_question");
    assert_eq!(form.value("field"), Some("shop/shop.area"), "{page}");
    form.set("value", "很大");
    let again = guest.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(again.form("answer_question").value("value"), Some("很大"), "{again}");
    let sentence = app::text::field::problem(domain::field::Problem::NotANumber);
    is_told(&again, "answer", &sentence);
    let mut form = again.form("answer_question");
    form.set("value", "48");
    let next = guest.press(&again, &form, ("", "")).await.unwrap();
    assert_ne!(next.heading(), page.heading(), "{next}");
}

#[tokio::test]
async fn what_goes_with_no_other_is_refused_beside_another_and_both_stay_ticked() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = asked_for_the_area(&mut guest).await;
    let mut form = page.form("answer_question");
    form.set("value", "48");
    let page = guest.press(&page, &form, ("", "")).await.unwrap();
    let mut form = page.form("answer_question");
    form.set("picked[]", "sign").set("picked[]", "none");
    let again = guest.press(&page, &form, ("", "")).await.unwrap();
    is_told(&again, "answer", "选了“都不用”，就不能再选别的。请去掉一边。");
    assert_eq!(again.attributes("input[checked]", "value"), ["sign", "none"], "{again}");
    let mut form = again.form("answer_question");
    form.untick("picked[]", "sign");
    let list = guest.press(&again, &form, ("", "")).await.unwrap();
    assert_eq!(list.heading(), app::text::plan::TITLE, "{list}");
}

#[tokio::test]
async fn one_of_a_group_is_chosen_and_the_other_goes() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let page = asked_for_the_area(&mut guest).await;
    let mut form = page.form("answer_question");
    form.set("value", "48");
    let mut page = guest.press(&page, &form, ("", "")).await.unwrap();
    if let Some(mut form) = page.find_form("answer_question") {
        form.set("picked[]", "none");
        page = guest.press(&page, &form, ("", "")).await.unwrap();
    }
    let small = page.texts(".thread > li:not(.is-out) h3");
    assert_eq!(small, ["核对营业执照", "小餐饮的证"], "{page}");
    let choosing = guest.get("/themes/restaurant/plan?choose=1").await.unwrap();
    let mut form = choosing.form("choose_items");
    form.set("one_of[food]", "food_permit");
    let list = guest.press(&choosing, &form, ("", "")).await.unwrap();
    assert_eq!(
        list.texts(".thread > li:not(.is-out) h3"),
        ["核对营业执照", "食品经营许可证"],
        "{list}"
    );
    let why = app::text::progress::undated_procedure("食品经营许可证", &["检验、检测"]);
    assert!(
        list.texts(".lede + .note").concat().starts_with(&why) && !list.texts(".lede").concat().contains("最晚"),
        "nobody knows how long the tests take: {list}"
    );
}

#[tokio::test]
async fn a_citizen_is_offered_to_be_looked_up_and_comes_back_to_fewer_questions() {
    let site = Site::open().await;
    let mut elder = site.citizen("he_guixiang").await;
    let first = elder.browser.get("/themes/elder-welfare/plan").await.unwrap();
    assert!(
        first.find_form("look_up").is_none(),
        "nobody knows yet who asks: {first}"
    );
    let form = first.form("answer_question");
    let page = elder.browser.press(&first, &form, ("value", "self")).await.unwrap();
    let consent = elder
        .browser
        .press(&page, &page.form("look_up"), ("", ""))
        .await
        .unwrap();
    assert!(consent.path.contains("/consent?back="), "{}", consent.path);
    let back = elder
        .browser
        .press(&consent, &consent.form("give_consent"), ("agreed", "yes"))
        .await
        .unwrap();
    assert!(back.path.starts_with("/themes/elder-welfare/plan"), "{}", back.path);
    let mut page = back;
    let mut asked = Vec::new();
    while let Some(form) = page.find_form("answer_question") {
        assert!(page.find_form("look_up").is_none(), "{page}");
        asked.push(form.value("field").unwrap_or_default().to_owned());
        let button = form.buttons[0].clone();
        page = elder.browser.press(&page, &form, (&button.0, &button.1)).await.unwrap();
    }
    assert!(!asked.iter().any(|field| field == "elder/assistance.kind"), "{asked:?}");
    let answers = page.texts(".rows > li").join("");
    assert!(answers.contains("领低保") && answers.contains("登记"), "{page}");
}

#[tokio::test]
async fn with_nothing_picked_the_one_thing_to_do_is_to_pick() {
    let site = Site::open().await;
    for mode in ["", "elder"] {
        let mut guest = Citizen::new(site.browser().wire, MOTHER, answers());
        guest.plan("newborn").await.unwrap();
        guest.browser.cookies.insert("mode".to_owned(), mode.to_owned());
        let choosing = guest.browser.get("/themes/newborn/plan?choose=1").await.unwrap();
        let mut form = choosing.form("choose_items");
        form.inputs.iter_mut().for_each(|input| input.is_checked = false);
        let list = guest.browser.press(&choosing, &form, ("", "")).await.unwrap();
        assert_eq!(list.texts("[href*=choose]"), [app::text::plan::PICK], "{mode}: {list}");
        assert!(list.find_form("start_draft").is_none(), "{mode}: {list}");
    }
}

#[tokio::test]
async fn who_can_do_none_of_it_yet_is_told_so_and_not_shown_an_empty_list() {
    let site = Site::open().await;
    for mode in ["", "elder"] {
        let mut guest = site.browser();
        guest.cookies.insert("mode".to_owned(), mode.to_owned());
        let page = guest.get("/themes/restaurant/plan").await.unwrap();
        let form = page.form("answer_question");
        let list = guest.press(&page, &form, ("value", "not_yet")).await.unwrap();
        assert_eq!(list.texts(".lede"), [app::text::plan::NOTHING_APPLIES], "{list}");
        let told = list.texts(".notice").join("");
        assert!(
            told.contains("营业执照") && told.contains("市场监督管理局登记大厅"),
            "{list}"
        );
        assert_eq!(list.texts(".notice strong"), [""; 0], "{mode}: said once: {list}");
        assert_eq!(
            list.texts(".notice a[href^='tel:']"),
            ["0000-1001100"],
            "{mode}: {list}"
        );
        assert!(!list.texts("summary, h2").join("").contains("不用办"), "{mode}: {list}");
        assert!(
            list.texts(".thread:not(.thread--loose), #papers, .dates, [href*=choose], [disabled]")
                .is_empty(),
            "{mode}: {list}"
        );
        assert_eq!(
            list.texts(".action a.button"),
            [app::text::plan::ANSWER_ANEW],
            "{mode}: {list}"
        );
        assert_eq!(list.links("/themes/restaurant/plan?part=papers"), [""; 0], "{list}");
    }
}

#[tokio::test]
async fn consent_never_leads_to_another_site() {
    let site = Site::open().await;
    let mut elder = site.citizen("he_guixiang").await;
    let first = elder.browser.get("/themes/elder-welfare/plan").await.unwrap();
    let page = elder
        .browser
        .press(&first, &first.form("answer_question"), ("value", "self"))
        .await
        .unwrap();
    let consent = elder
        .browser
        .press(&page, &page.form("look_up"), ("", ""))
        .await
        .unwrap();
    let mut form = consent.form("give_consent");
    form.set("back", "https://evil.example/");
    let after = elder.browser.press(&consent, &form, ("agreed", "")).await.unwrap();
    assert_eq!(after.path, "/me");
}

#[tokio::test]
async fn other_systems_are_told_what_is_open_why_and_what_excludes_what() {
    let site = Site::open().await;
    let headers = http::HeaderMap::from_iter([(http::header::CONTENT_TYPE, "application/json".parse().unwrap())]);
    let body = r#"{"answers": {"shop/company.licence": "got", "shop/food.kinds": "hot"}}"#;
    let path = "/api/v1/themes/restaurant/plan";
    let page = site
        .browser()
        .send(http::Method::POST, path, headers, body.into())
        .await
        .unwrap();
    let plan: serde_json::Value = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(plan["open_questions"][0], plan["next_question"], "{plan}");
    let items = plan["items"].as_array().unwrap();
    let small = items.iter().find(|item| item["id"] == "small_food_permit").unwrap();
    assert_eq!(
        (&small["applies"], &small["group"]),
        (&"unknown".into(), &"food".into())
    );
    let ground = serde_json::json!({"predicate": "at_most", "fields": ["shop/shop.area"], "holds": "unknown"});
    assert_eq!(small["grounds"], serde_json::json!([ground]));
}
