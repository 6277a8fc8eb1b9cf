//! `/drafts/{id}/parties`, `/invitation` and `/parties/{id}`: who is asked, how they come in, and what everybody else gets to see.

mod theirs;

use app::text::draft::{self as draft_text, with_mistakes};
use app::text::{account, delivery, party as text, sign};
use domain::party::Standing;
use http::StatusCode;
use usecases::draft::sign::proof::{SignedRecord, verify};

use super::mistakes::is_told;
use crate::newborn::{self, MOTHER, STRANGER};
use crate::people::filing::{draft_of, received};
use crate::people::page::Page;
use crate::people::party::Party;
use crate::site::{Inside, Site};

/// What opens no messages of the phone.
const WECHAT: &str = "Mozilla/5.0 (Linux; Android 12) Chrome/107 Mobile Safari/537.36 MicroMessenger/8.0.40";

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
async fn both_parents_have_what_they_signed_and_nobody_else_has() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let progress = newborn::application(&mut mother).await;
    let record = mother.browser.get(&format!("{progress}/record")).await.unwrap();
    assert_eq!(record.texts("p.notice"), [sign::HOLDS]);
    let signers = record.texts("ul.rows .rows__name");
    for name in ["林晓", "陈远"] {
        let signed = signers.iter().find(|words| words.starts_with(name)).unwrap();
        assert!(signed.ends_with("短信验证码"), "{signed}");
    }
    let mut father = site.party("陈远").await;
    let me = father.browser.get("/me").await.unwrap();
    let path = me.links("/parties/").remove(0);
    let part = father.browser.get(&path).await.unwrap();
    let file = format!("{path}/record.json");
    assert!(part.links(&path).contains(&file), "{part}");
    let his = father.browser.get(&file).await.unwrap();
    let signed: SignedRecord = serde_json::from_slice(&his.body).unwrap();
    assert_eq!(verify(&signed, None).unwrap()[0].name, "陈远");
    for hidden in ["000000199605180026", "13800000001"] {
        assert!(!his.text().contains(hidden), "{hidden}");
    }
    let mut stranger = site.citizen(STRANGER).await;
    let theirs = stranger.browser.get(&file).await.unwrap();
    assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{theirs}");
}

#[tokio::test]
async fn a_wrong_code_is_said_at_its_field_and_what_changed_meanwhile_is_read_again_before_it_is_signed() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (draft, mut father, part) = newborn::joined(&site, &mut mother).await;
    let form = part.form("send_party_code");
    let sent = father.browser.press(&part, &form, ("", "")).await.unwrap();
    let came = received(&mut father.browser, &sent).await.unwrap();
    let mut form = sent.form("agree_by_code");
    form.set("digits", if came == "000000" { "111111" } else { "000000" });
    let wrong = father.browser.press(&sent, &form, ("", "")).await.unwrap();
    is_told(&wrong, "digits", account::problem("wrong-code").unwrap());

    let path = format!("/drafts/{draft}/form/child?edit=child/person.name");
    let child = mother.browser.get(&path).await.unwrap();
    let mut changed = child.form("save_topic");
    changed.set("typed[child/person.name]", "林知秋");
    mother.browser.press(&child, &changed, ("", "")).await.unwrap();
    form.set("digits", &came);
    let again = father.browser.press(&wrong, &form, ("", "")).await.unwrap();
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{again}");
    let changed = text::problem("record-changed").unwrap();
    assert_eq!(again.texts("[role=alert]"), [changed], "{again}");
    assert!(again.texts("dl dd").contains(&"林知秋".to_owned()), "{again}");
    site.advance(61_000);
    let signed = father.agree(&again).await.unwrap();
    assert_eq!(
        signed.texts("[role=status]"),
        [text::yours(Standing::Agreed)],
        "{signed}"
    );
    let progress = mother.submit_alone(&draft).await.unwrap();
    assert!(progress.path.starts_with("/applications/"), "{progress}");
}

#[tokio::test]
async fn who_lets_their_own_registers_be_read_comes_back_to_the_page_that_asked() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (draft, mut father, part) = newborn::joined(&site, &mut mother).await;
    let topic = format!("/drafts/{draft}/form/father");
    let ways = [
        (String::new(), part.path.as_str()),
        (format!("?back={topic}"), topic.as_str()),
        ("?back=//evil.example".to_owned(), "/me"),
    ];
    for (query, leads) in ways {
        let path = format!("{}/consent{query}", part.path);
        let page = father.browser.get(&path).await.unwrap();
        let form = page.form("give_consent_together");
        let back = father.browser.press(&page, &form, ("agreed", "yes")).await.unwrap();
        assert_eq!(back.path, leads, "{query}: {back}");
    }
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
    let link = page.texts("#link").concat();
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
    assert_eq!(seen.texts(".lede"), [text::sign_in_first("示范市")]);
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
async fn what_is_passed_on_says_from_whom_and_where_and_one_goes_on_meanwhile() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/parties/father");
    for (agent, by_phone) in [("", 1), (WECHAT, 0)] {
        mother.browser.agent = agent;
        let page = mother.browser.get(&path).await.unwrap();
        let mut form = page.form("invite_party");
        form.set("phone", "13800000002");
        let made = mother.browser.press(&page, &form, ("", "")).await.unwrap();
        let said = made.texts("#message").concat();
        let link = made.texts("#link").concat();
        assert_eq!(said, format!("{}{link}", text::message("示范市", "林晓", false)));
        let places = ["id=\"message\"", "id=\"told\"", "<details"].map(|part| made.text().find(part).unwrap());
        assert!(places.is_sorted(), "the digits stand right below the message: {made}");
        assert_eq!(made.attributes("button[hidden]", "data-copies"), ["message"], "{made}");
        assert_eq!(made.links("sms:").len(), by_phone, "{made}");
        assert_eq!(made.texts(".action .button"), [draft_text::NEXT], "{made}");
        assert_eq!(made.texts("#invite button"), [text::MAKE_AGAIN], "{made}");
        let meanwhile = mother.browser.get(&format!("/drafts/{draft}/parties")).await.unwrap();
        assert_eq!(made.action(), Some(format!("/drafts/{draft}/materials")), "{made}");
        assert_eq!(made.action(), meanwhile.action(), "{meanwhile}");
    }
}

#[tokio::test]
async fn going_on_leads_through_the_steps_as_they_are_listed_and_nothing_is_chosen_for_anybody() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let page = newborn::first_page(&mut mother).await;
    let base = format!("/drafts/{}", draft_of(&page.path));
    let mut way = vec![mother.fill_in(page).await.unwrap()];
    for _ in 0..2 {
        let next = way.last().and_then(Page::action).unwrap();
        way.push(mother.browser.get(&next).await.unwrap());
    }
    let results = way.last().unwrap();
    let steps = mother.browser.get(&base).await.unwrap();
    assert!(
        steps.texts(".state").contains(&delivery::UNCHOSEN.to_owned()),
        "{steps}"
    );
    let check = mother
        .browser
        .press(results, &results.form("choose_delivery"), ("", ""))
        .await
        .unwrap();
    let gone: Vec<_> = way.iter().chain([&check]).map(|page| page.path.clone()).collect();
    let mut listed = steps.attributes("main .rows a", "href");
    listed.retain(|link| !link.contains("/form/") && !link.ends_with("/consent"));
    assert_eq!(gone, listed);
    let steps = mother.browser.get(&base).await.unwrap();
    assert!(steps.texts(".state").contains(&delivery::CHOSEN.to_owned()), "{steps}");
}

#[tokio::test]
async fn who_had_the_digits_sent_by_message_is_not_told_to_say_them_too() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/parties/father");
    for (by_message, heading, other, task) in [
        (false, text::DIGITS, text::DIGITS_SENT, text::PASS_ON),
        (true, text::DIGITS_SENT, text::DIGITS, text::PASS_ON_ALONE),
    ] {
        let page = mother.browser.get(&path).await.unwrap();
        let mut form = page.form("invite_party");
        form.set("phone", "13800000002");
        if by_message {
            form.set("message", "yes");
        }
        let made = mother.browser.press(&page, &form, ("", "")).await.unwrap();
        let headings = made.texts("h2");
        assert!(headings.contains(&heading.to_owned()), "{made}");
        assert!(headings.contains(&task.to_owned()), "{made}");
        assert!(!headings.contains(&other.to_owned()), "{made}");
        let said = made.texts("#message").concat();
        assert!(said.starts_with(&text::message("示范市", "林晓", by_message)), "{made}");
        site.advance(61_000);
    }
}

#[tokio::test]
async fn what_is_wrong_with_whom_one_asks_is_said_at_each_field_and_nothing_is_lost() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/parties/father");
    let page = mother.browser.get(&path).await.unwrap();
    let mut form = page.form("invite_party");
    form.set("name", " ").set("phone", "1380000").set("message", "yes");
    let again = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{again}");
    let said = ["not-a-party", "not-a-phone"].map(|code| text::problem(code).unwrap());
    assert_eq!(again.texts("[role=alert] li"), said);
    assert_eq!(again.attributes("[role=alert] a", "href"), ["#name", "#phone"]);
    assert_eq!(again.texts(".field__problem"), said);
    assert!(again.texts("title").concat().contains(&with_mistakes("")), "{again}");
    let mut form = again.form("invite_party");
    let kept = form.entries(("", ""));
    for (name, value) in [("phone", "1380000"), ("message", "yes")] {
        assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name}: {kept:?}");
    }
    form.set("name", "王五").set("phone", "13800000002");
    let other = mother.browser.press(&again, &form, ("", "")).await.unwrap();
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{other}");
    assert_eq!(other.attributes("[role=alert] a", "href"), ["#name"]);
    assert_eq!(other.texts("#name-problem"), [text::problem("name-differs").unwrap()]);
}

#[tokio::test]
async fn whom_one_asks_is_not_lost_when_the_session_has_ended_and_not_asked_by_itself() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/parties/father");
    let page = mother.browser.get(&path).await.unwrap();
    let mut form = page.form("invite_party");
    form.set("name", "陈 远").set("phone", "13812345678");
    form.set("message", "yes");
    site.advance(24 * 3_600_000);
    let asked = mother.browser.press(&page, &form, ("", "")).await.unwrap();
    assert_eq!(asked.texts(".notice"), [account::PARKED], "{asked}");
    let back = mother.sign_in_on(&asked).await.unwrap();
    assert_eq!(back.path, path);
    assert!(back.texts("#told").is_empty(), "nobody is asked yet: {back}");
    let form = back.form("invite_party");
    let kept = form.entries(("", ""));
    for (name, value) in [("name", "陈 远"), ("phone", "13812345678"), ("message", "yes")] {
        assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name}: {kept:?}");
    }
    let made = mother.browser.press(&back, &form, ("", "")).await.unwrap();
    assert_eq!(made.texts("#link").len(), 1, "{made}");
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
        "/parties/none/record.json".to_owned(),
    ] {
        let page = mother.browser.get(&path).await.unwrap();
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn why_somebody_declines_is_not_lost_when_the_session_has_ended_and_not_sent_by_itself() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let (_, mut father, part) = newborn::joined(&site, &mut mother).await;
    let path = format!("{}/decline", part.path);
    let page = father.browser.get(&path).await.unwrap();
    let mut form = page.form("decline_together");
    form.set("reason", "名字还没商量好");
    site.advance(24 * 3_600_000);
    let asked = father.browser.press(&page, &form, ("", "")).await.unwrap();
    assert!(asked.path.starts_with("/sign-in"), "{asked}");
    let back = father.sign_in("陈远").await.unwrap();
    assert_eq!(back.path, path);
    let form = back.form("decline_together");
    assert_eq!(form.value("reason"), Some("名字还没商量好"), "{back}");
    let declined = father.browser.press(&back, &form, ("", "")).await.unwrap();
    assert!(declined.text().contains(text::yours(Standing::Declined)), "{declined}");
    assert!(!father.browser.cookies.contains_key("typed"));
}

#[tokio::test]
async fn a_page_that_is_all_the_other_parents_to_fill_in_says_so_to_who_applies() {
    let site = Site::open().await;
    let mut father = site.citizen("chen_yuan").await;
    for field in ["application/applicant.role", "child/household.follows"] {
        father.answers.insert(field.to_owned(), "father".to_owned());
    }
    let first = newborn::first_page(&mut father).await;
    let base = format!("/drafts/{}", draft_of(&first.path));
    let asked = father.ask(&format!("{base}/parties/mother")).await.unwrap();
    let (name, link, digits) = asked.unwrap();
    let mut mother = site.party(&name).await;
    mother.join(&link, &digits).await.unwrap();
    for mode in ["", "elder"] {
        father.browser.cookies.insert("mode".to_owned(), mode.to_owned());
        let page = father.browser.get(&format!("{base}/form/maternity")).await.unwrap();
        assert_eq!(page.status, StatusCode::OK, "{mode}: {page}");
        let (notes, left) = (page.texts(".note"), text::left_to(&name, ""));
        assert!(notes.iter().any(|note| note.ends_with(&left)), "{mode}: {page}");
        let form = page.form("save_topic");
        let next = father.browser.press(&page, &form, ("", "")).await.unwrap();
        assert_eq!(next.path, format!("{base}/materials"), "{mode}: {next}");
        let steps = father.browser.get(&base).await.unwrap();
        assert!(
            steps.texts(".state").contains(&draft_text::LEFT.to_owned()),
            "{mode}: {steps}"
        );
        let check = father.browser.get(&format!("{base}/check")).await.unwrap();
        assert!(!check.texts("h2, summary").contains(&page.heading()), "{mode}: {check}");
    }
}
