//! `/hand-over/pictures/{grant}`: photos for a paper, chosen in a mini-program, which has no cookie of ours.

use app::text::{draft, hand_over as told, problem};
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;
use testbed::papers::{JPEG, PNG, jpeg_of};

use crate::newborn::{self, MOTHER, STRANGER};
use crate::outside::{alipay, wechat};
use crate::people::filing::{Citizen, draft_of};
use crate::people::form::{BOUNDARY, Paper, multipart};
use crate::people::page::Page;
use crate::site::{Inside, Setup, Site};

/// What the web-views of the mini-programs say of themselves, and what one of WeChat's says that is in none.
const WECHAT: &str = "Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.40 MiniProgramEnv/android miniProgram/wx1";
const ALIPAY: &str = "Mozilla/5.0 (Linux; Android 12) AliApp(AP/10.5) AlipayClient/10.5 MiniProgram";
const NO_SHELL: &str = "Mozilla/5.0 (Linux; Android 12) MicroMessenger/8.0.40";

const MINUTE: i64 = 60_000;

/// A site with a mini-program in Alipay, and one in WeChat.
async fn site() -> Site {
    Site::set_up(Setup {
        wechat: Some(wechat("http://127.0.0.1:9")),
        alipay: Some(alipay::start().await),
        ..Setup::default()
    })
    .await
}

/// A mother in Alipay's mini-program, and the page of one of her papers.
async fn at_a_paper(site: &Site) -> (Citizen<Inside>, String) {
    let mut mother = site.citizen(MOTHER).await;
    mother.browser.agent = ALIPAY;
    let page = newborn::first_page(&mut mother).await;
    let path = format!("/drafts/{}/materials/diagnosis", draft_of(&page.path));
    (mother, path)
}

/// What the page's script is answered when the link is pressed.
async fn press(citizen: &mut Citizen<Inside>, page: &str) -> Page {
    let own = HeaderMap::from_iter([(http::header::ORIGIN, "http://127.0.0.1:3000".parse().unwrap())]);
    let path = format!("{page}/pictures");
    citizen.browser.send(Method::POST, &path, own, "".into()).await.unwrap()
}

/// The grant that the mini-program gets.
async fn granted(citizen: &mut Citizen<Inside>, page: &str) -> String {
    let answer = press(citizen, page).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer}");
    let grant = String::from_utf8(answer.body.to_vec()).unwrap();
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "_-".contains(sign);
    // As the mini-programs take it.
    assert!(
        (16..=128).contains(&grant.len()) && grant.chars().all(is_sign),
        "{grant}"
    );
    grant
}

/// Sends a picture as a mini-program does: without a cookie, and from no page.
async fn send(site: &Site, grant: &str, content: &[u8]) -> (StatusCode, Value) {
    let picture = Paper {
        name: "wx1.o6zAJs_of_this_user.jpg".to_owned(),
        content: content.to_vec(),
    };
    send_as(site, grant, "file", picture).await
}

async fn send_as(site: &Site, grant: &str, field: &str, picture: Paper) -> (StatusCode, Value) {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, kind.parse().unwrap())]);
    let body = multipart(field, &[picture]).into();
    let path = format!("/hand-over/pictures/{grant}");
    let answer = site.browser().send(Method::POST, &path, headers, body).await.unwrap();
    let said = serde_json::from_slice(&answer.body).unwrap_or_default();
    (answer.status, said)
}

fn names(page: &Page) -> Vec<String> {
    page.texts("a.file__name")
}

async fn assert_over(site: &Site, grant: &str, why: &str) {
    let (status, said) = send(site, grant, JPEG).await;
    assert_eq!(status, StatusCode::GONE, "{why}: {said}");
    assert_eq!(said["title"], told::GRANT_OVER, "{why}");
}

#[tokio::test]
async fn photos_chosen_in_the_app_stand_on_the_page_when_somebody_is_back() {
    let site = site().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let grant = granted(&mut mother, &path).await;
    for picture in [JPEG, PNG] {
        let (status, said) = send(&site, &grant, picture).await;
        assert_eq!(status, StatusCode::CREATED, "{said}");
    }
    let back = mother.browser.get(&path).await.unwrap();
    assert_eq!(names(&back), [draft::A_PHOTO; 2], "no name of the app's: {back}");
    let kinds = ["image/jpeg", "image/png"].map(str::to_owned);
    let mut handed_in = Vec::new();
    for link in back.attributes("a.file__name", "href") {
        let file = mother.browser.get(&link).await.unwrap();
        handed_in.push(file.header("content-type").to_owned());
    }
    handed_in.sort();
    assert_eq!(handed_in, kinds);
    assert_over(&site, &grant, "whoever is back has seen all that came").await;
}

#[tokio::test]
async fn a_page_that_a_script_draws_anew_leaves_whoever_chooses_their_grant() {
    let site = site().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let grant = granted(&mut mother, &path).await;
    for (mode, answered) in [
        ("cors", StatusCode::CREATED),
        ("same-origin", StatusCode::CREATED),
        ("navigate", StatusCode::GONE),
    ] {
        let headers = HeaderMap::from_iter([(http::HeaderName::from_static("sec-fetch-mode"), mode.parse().unwrap())]);
        let page = mother
            .browser
            .send(Method::GET, &path, headers, "".into())
            .await
            .unwrap();
        assert_eq!(page.status, StatusCode::OK, "{mode}: {page}");
        assert_eq!(send(&site, &grant, JPEG).await.0, answered, "{mode}");
    }
}

#[tokio::test]
async fn the_link_is_there_only_in_a_mini_program_of_the_city() {
    let site = site().await;
    let (mut mother, path) = at_a_paper(&site).await;
    for (agent, word, script) in [
        (ALIPAY, "用支付宝选照片", "https://appx/web-view.min.js"),
        (WECHAT, "用微信选照片", "https://res.wx.qq.com/open/js/jweixin-1.6.0.js"),
    ] {
        mother.browser.agent = agent;
        let page = mother.browser.get(&format!("{path}?from=check")).await.unwrap();
        assert_eq!(page.texts("a[data-shell]"), [word], "{page}");
        let opens = page.attributes("a[data-shell]", "data-shell").remove(0);
        let back = format!("back={path}%3Ffrom%3Dcheck&count=10");
        assert_eq!(opens, format!("/pages/hand-over/index?for=pictures&{back}"), "{page}");
        assert_eq!(
            page.attributes("a[data-shell]", "data-grants"),
            [format!("{path}/pictures")],
            "{page}"
        );
        // Without the script it leads to the page it is on, which has the picker.
        assert_eq!(
            page.attributes("a[data-shell]", "href"),
            [format!("{path}?from=check")],
            "{page}"
        );
        assert_eq!(page.attributes("#file", "type"), ["file"], "{page}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains(script), "{policy}");
        assert!(
            page.attributes("script[async]", "src")
                .contains(&"/bridge.js".to_owned())
        );
    }
    for agent in [NO_SHELL, ""] {
        mother.browser.agent = agent;
        let page = mother.browser.get(&path).await.unwrap();
        assert_eq!(page.texts("a[data-shell]"), [""; 0], "{agent}: {page}");
        assert!(!page.header("content-security-policy").contains("https:"), "{agent}");
    }
    let without = Site::open().await;
    let (mut mother, path) = at_a_paper(&without).await;
    let page = mother.browser.get(&path).await.unwrap();
    assert_eq!(page.texts("a[data-shell]"), [""; 0], "{page}");
    assert_eq!(press(&mut mother, &path).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_paper_with_all_the_files_it_takes_offers_no_more() {
    let site = site().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let grant = granted(&mut mother, &path).await;
    for bytes in 0..10 {
        assert_eq!(send(&site, &grant, &jpeg_of(bytes)).await.0, StatusCode::CREATED);
    }
    let (again, _) = send(&site, &grant, &jpeg_of(9)).await;
    assert_eq!(again, StatusCode::CREATED, "the answer to it was lost");
    let (status, said) = send(&site, &grant, &jpeg_of(10)).await;
    assert_eq!(
        (status, &said["title"]),
        (StatusCode::CONFLICT, &Value::from(problem::too_many_files(10)))
    );
    let page = mother.browser.get(&path).await.unwrap();
    assert_eq!((names(&page).len(), page.texts("a[data-shell]").len()), (10, 0));
}

#[tokio::test]
async fn a_picture_that_cannot_be_taken_is_refused_in_a_sentence_and_the_next_one_is_taken() {
    let site = site().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let grant = granted(&mut mother, &path).await;
    let mut large = JPEG.to_vec();
    large.resize(30 << 20, 0);
    for (content, status, sentence) in [
        (
            large.as_slice(),
            StatusCode::PAYLOAD_TOO_LARGE,
            problem::file_too_large(20),
        ),
        (
            &b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff"[..],
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            problem::FILE_KIND.to_owned(),
        ),
        (
            &b"<html><script>alert(1)</script>"[..],
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            problem::FILE_KIND.to_owned(),
        ),
        (
            &b""[..],
            StatusCode::UNPROCESSABLE_ENTITY,
            problem::FILE_EMPTY.to_owned(),
        ),
    ] {
        let (answered, said) = send(&site, &grant, content).await;
        assert_eq!((answered, &said["title"]), (status, &Value::from(sentence)), "{said}");
        assert_eq!(said["status"], status.as_u16());
    }
    let other = Paper {
        name: "a.jpg".to_owned(),
        content: JPEG.to_vec(),
    };
    let (status, said) = send_as(&site, &grant, "other", other).await;
    assert_eq!(
        (status, &said["title"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &Value::from(told::BROKEN_OFF))
    );
    assert_eq!(send(&site, &grant, JPEG).await.0, StatusCode::CREATED);
    assert_eq!(names(&mother.browser.get(&path).await.unwrap()).len(), 1);
}

#[tokio::test]
async fn what_breaks_off_or_is_no_form_is_refused_and_leaves_nothing() {
    let site = site().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let grant = granted(&mut mother, &path).await;
    let picture = Paper {
        name: "a.jpg".to_owned(),
        content: JPEG.to_vec(),
    };
    let whole = multipart("file", &[picture]);
    let broken_off = whole[..whole.len() - 40].to_vec();
    let with_boundary = format!("multipart/form-data; boundary={BOUNDARY}");
    for (kind, body) in [
        (with_boundary.as_str(), broken_off),
        (with_boundary.as_str(), b"nonsense".to_vec()),
        (with_boundary.as_str(), Vec::new()),
        ("application/x-www-form-urlencoded", b"file=a".to_vec()),
        ("text/plain", whole),
    ] {
        let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, kind.parse().unwrap())]);
        let address = format!("/hand-over/pictures/{grant}");
        let mut shell = site.browser();
        let answer = shell.send(Method::POST, &address, headers, body.into()).await.unwrap();
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}: {answer}");
        let said: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(said["title"], told::BROKEN_OFF, "{kind}");
    }
    assert_eq!(names(&mother.browser.get(&path).await.unwrap()), [""; 0]);
}

#[tokio::test]
async fn a_grant_that_is_old_forged_or_of_somebody_who_signed_out_takes_nothing() {
    let site = site().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let grant = granted(&mut mother, &path).await;
    let session = mother.browser.cookies["session"].clone();
    for forged in ["0123456789abcdef", &"0".repeat(64), &session] {
        assert_over(&site, forged, "never was one").await;
    }
    let nonsense = "nonsense".into();
    let unread = site
        .browser()
        .send(Method::POST, "/hand-over/pictures/0", HeaderMap::new(), nonsense)
        .await
        .unwrap();
    assert_eq!(
        unread.status,
        StatusCode::GONE,
        "nothing is read without a grant: {unread}"
    );
    let newer = granted(&mut mother, &path).await;
    assert_over(&site, &grant, "there is a newer one").await;
    site.advance(9 * MINUTE);
    assert_eq!(send(&site, &newer, JPEG).await.0, StatusCode::CREATED);
    site.advance(MINUTE);
    assert_over(&site, &newer, "ten minutes are over").await;
    let last = granted(&mut mother, &path).await;
    let me = mother.browser.get("/me").await.unwrap();
    mother.browser.press(&me, &me.form("sign_out"), ("", "")).await.unwrap();
    assert_over(&site, &last, "she signed out").await;
}

#[tokio::test]
async fn after_submitting_no_picture_comes_in() {
    let site = site().await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    let path = format!("/drafts/{draft}/materials/diagnosis");
    let grant = granted(&mut mother, &path).await;
    mother.submit(&draft).await.unwrap();
    assert_over(&site, &grant, "it is submitted").await;
    assert_eq!(press(&mut mother, &path).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn nobody_gets_a_grant_for_the_paper_of_somebody_else_nor_another_site_one_for_its_visitor() {
    let site = site().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let mut stranger = site.citizen(STRANGER).await;
    assert_eq!(press(&mut stranger, &path).await.status, StatusCode::GONE);
    let mut guest = Citizen::new(site.browser().wire, MOTHER, newborn::answers());
    assert_eq!(press(&mut guest, &path).await.status, StatusCode::GONE);
    let address = format!("{path}/pictures");
    let evil = HeaderMap::from_iter([(http::header::ORIGIN, "https://evil.example".parse().unwrap())]);
    let answer = mother
        .browser
        .send(Method::POST, &address, evil, "".into())
        .await
        .unwrap();
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{answer}");
}

#[tokio::test]
async fn nothing_but_a_picture_under_a_grant_is_taken_from_no_page() {
    let site = site().await;
    for path in ["/hand-over/phone/0123456789abcdef", "/hand-over/pictures", "/uploads/1"] {
        let answer = site
            .browser()
            .send(Method::POST, path, HeaderMap::new(), "".into())
            .await
            .unwrap();
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}: {answer}");
    }
}
