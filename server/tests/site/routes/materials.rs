//! `/drafts/{id}/materials/{material}`, `/files/{id}`: judged by content, streamed, whole or not at all.

mod refused;

use app::text::{draft, problem as text};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, Method, StatusCode};
use sha2::{Digest, Sha256};
use testbed::papers::{JPEG, PDF, PNG};

use crate::newborn::{self, MOTHER, STRANGER, pdf};
use crate::people::filing::{Citizen, draft_of};
use crate::people::form::{BOUNDARY, Paper, multipart};
use crate::people::page::Page;
use crate::site::{Inside, Site};

fn paper(name: &str, content: impl Into<Vec<u8>>) -> Paper {
    Paper {
        name: name.to_owned(),
        content: content.into(),
    }
}

/// A mother with a draft, and the page of one of its papers.
async fn at_a_paper(site: &Site) -> (Citizen<Inside>, String) {
    let mut mother = site.citizen(MOTHER).await;
    let page = newborn::first_page(&mut mother).await;
    let path = format!("/drafts/{}/materials/diagnosis", draft_of(&page.path));
    (mother, path)
}

/// The clock stands still here, so that all were handed in at the same moment.
fn sorted_names(page: &Page) -> Vec<String> {
    let mut names = names(page);
    names.sort();
    names
}

fn names(page: &Page) -> Vec<String> {
    page.texts("a.file__name")
}

#[tokio::test]
async fn what_is_handed_in_comes_back_byte_by_byte_as_what_it_is_and_runs_nothing() {
    for site in Site::each().await {
        let (mut mother, path) = at_a_paper(&site).await;
        for (name, content, kind) in [
            ("a.jpg", JPEG, "image/jpeg"),
            ("b.png", PNG, "image/png"),
            ("c.pdf", PDF, "application/pdf"),
        ] {
            let page = mother.hand_in(&path, &paper(name, content)).await.unwrap();
            let place = names(&page).iter().position(|known| known == name).unwrap();
            let link = page.attributes("a.file__name", "href").remove(place);
            let file = mother.browser.get(&link).await.unwrap();
            assert_eq!(
                (file.body.as_ref(), file.header("content-type")),
                (content, kind),
                "{}",
                site.engine()
            );
            assert_eq!(file.header("x-content-type-options"), "nosniff");
            assert_eq!(file.header("cache-control"), "no-store");
            assert!(file.header("content-security-policy").contains("sandbox"), "{name}");
        }
        assert_eq!(
            sorted_names(&mother.browser.get(&path).await.unwrap()),
            ["a.jpg", "b.png", "c.pdf"]
        );
    }
}

#[tokio::test]
async fn several_photos_of_one_paper_are_handed_in_at_once() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let page = mother.browser.get(&path).await.unwrap();
    mother
        .browser
        .hand_in(&page, &[paper("1.jpg", JPEG), paper("2.png", PNG)])
        .await
        .unwrap();
    assert_eq!(
        sorted_names(&mother.browser.get(&path).await.unwrap()),
        ["1.jpg", "2.png"]
    );
}

/// How many files the store holds.
fn stored(site: &Site) -> usize {
    std::fs::read_dir(site.folder().join("files/files")).map_or(0, Iterator::count)
}

#[tokio::test]
async fn the_eleventh_file_of_a_paper_is_refused() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    for number in 1..=10 {
        assert_eq!(
            mother
                .hand_in(&path, &pdf(&format!("{number}.pdf")))
                .await
                .unwrap()
                .status,
            StatusCode::OK
        );
    }
    let page = mother.hand_in(&path, &pdf("11.pdf")).await.unwrap();
    assert_eq!((page.status, names(&page).len()), (StatusCode::CONFLICT, 10));
}

#[tokio::test]
async fn a_file_is_taken_away_again() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let page = mother.hand_in(&path, &pdf("a.pdf")).await.unwrap();
    let link = page.attributes("a.file__name", "href").remove(0);
    let page = mother
        .browser
        .press(&page, &page.form("remove_file"), ("", ""))
        .await
        .unwrap();
    assert_eq!(
        (page.path.as_str(), names(&page).len(), stored(&site)),
        (path.as_str(), 0, 0)
    );
    assert_eq!(mother.browser.get(&link).await.unwrap().status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_are_put_in_order_and_pictures_turned_by_forms_alone() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    mother.hand_in(&path, &paper("照片.png", PNG)).await.unwrap();
    let page = mother.hand_in(&path, &pdf("a.pdf")).await.unwrap();
    assert_eq!(names(&page), ["照片.png", "a.pdf"]);
    let buttons = |page: &Page, word: &str| {
        let mut labels = page.attributes(".file button", "aria-label");
        labels.retain(|label| label.starts_with(word));
        labels
    };
    assert_eq!(buttons(&page, draft::MOVE_UP), [format!("{} a.pdf", draft::MOVE_UP)]);
    assert_eq!(buttons(&page, draft::TURN), [format!("{} 照片.png", draft::TURN)]);
    let moved = mother
        .browser
        .press(&page, &page.form("move_file"), ("", ""))
        .await
        .unwrap();
    assert_eq!(
        (moved.path.as_str(), names(&moved)),
        (path.as_str(), vec!["a.pdf".to_owned(), "照片.png".to_owned()])
    );
    let turn = moved.form("turn_file");
    let turned = mother.browser.press(&moved, &turn, ("", "")).await.unwrap();
    assert_eq!(turned.attributes(".file img", "class"), ["turned-1"]);
    let twice = mother.browser.press(&turned, &turn, ("", "")).await.unwrap();
    assert_eq!(
        (twice.path.as_str(), twice.attributes(".file img", "class")),
        (path.as_str(), vec!["turned-2".to_owned()])
    );
}

#[tokio::test]
async fn the_papers_of_somebody_else_do_not_exist() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let page = mother.hand_in(&path, &pdf("a.pdf")).await.unwrap();
    let link = page.attributes("a.file__name", "href").remove(0);
    let mut stranger = site.citizen(STRANGER).await;
    assert_eq!(stranger.browser.get(&link).await.unwrap().status, StatusCode::NOT_FOUND);
    let removed = stranger
        .browser
        .press(&page, &page.form("remove_file"), ("", ""))
        .await
        .unwrap();
    assert_eq!(removed.status, StatusCode::NOT_FOUND);
    let answer = stranger.browser.hand_in(&page, &[pdf("b.pdf")]).await.unwrap();
    assert_eq!(
        stranger.browser.follow(answer).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        (names(&mother.browser.get(&path).await.unwrap()), stored(&site)),
        (vec!["a.pdf".to_owned()], 1)
    );
    let guest = site.browser().look(&link).await.unwrap();
    assert!(guest.location().starts_with("/sign-in"), "{guest}");
}

#[tokio::test]
async fn a_paper_that_the_theme_does_not_know_does_not_exist() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let page = mother.browser.get(&path).await.unwrap();
    let elsewhere = Page {
        path: path.replace("diagnosis", "nowhere"),
        ..page
    };
    let answer = mother.browser.hand_in(&elsewhere, &[pdf("a.pdf")]).await.unwrap();
    assert_eq!(
        mother.browser.follow(answer).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(stored(&site), 0);
}

#[tokio::test]
async fn a_paper_that_is_sent_after_the_session_ended_asks_to_sign_in() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let page = mother.browser.get(&path).await.unwrap();
    site.advance(24 * 3_600_000);
    let answer = mother.browser.hand_in(&page, &[pdf("a.pdf")]).await.unwrap();
    let asked = mother.browser.follow(answer).await.unwrap();
    assert!(asked.path.starts_with("/sign-in?next=/drafts/"), "{asked}");
    assert_eq!(mother.sign_in_on(&asked).await.unwrap().path, path);
}

#[tokio::test]
async fn an_upload_that_is_no_upload_has_a_page_that_says_so() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let whole = multipart("file", &[pdf("a.pdf")]);
    let cut_off = whole[..whole.len() - 40].to_vec();
    let with_boundary = format!("multipart/form-data; boundary={BOUNDARY}");
    let bodies = [
        ("application/x-www-form-urlencoded", b"file=a".to_vec()),
        ("multipart/form-data", whole.clone()),
        (with_boundary.as_str(), cut_off),
        (with_boundary.as_str(), b"nonsense".to_vec()),
        (with_boundary.as_str(), Vec::new()),
        ("text/plain", whole),
        ("", b"file".to_vec()),
    ];
    for (kind, body) in bodies {
        let headers = [("content-type", kind), ("sec-fetch-site", "same-origin")];
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        let answer = mother
            .browser
            .send(Method::POST, &path, headers, body.into())
            .await
            .unwrap();
        let page = mother.browser.follow(answer).await.unwrap();
        assert!(page.status.is_client_error(), "{kind}: {page}");
        assert!(!page.heading().is_empty(), "{kind}: {page}");
    }
    assert_eq!(stored(&site), 0);
}

#[tokio::test]
async fn until_a_paper_is_handed_in_the_one_button_uploads_what_was_picked() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    let page = mother.browser.get(&path).await.unwrap();
    assert_eq!(
        page.texts(".action button.button[form=upload]"),
        [draft::UPLOAD],
        "{page}"
    );
    assert_eq!(page.action(), None, "{page}");
    let after = mother.hand_in(&path, &pdf("a.pdf")).await.unwrap();
    assert_eq!(after.texts(".action .button"), [draft::NEXT], "{after}");
    assert_eq!(after.texts("#upload .button"), [draft::UPLOAD_MORE], "{after}");
}

#[test]
fn who_writes_a_paper_themselves_is_not_said_to_issue_it() {
    assert_eq!(draft::issued_by("自己准备"), "自己准备");
    assert_eq!(draft::issued_by("接生的医院"), "由接生的医院开具");
}

#[tokio::test]
async fn a_file_arrives_in_pieces_and_a_refusal_is_said_in_words() {
    for site in Site::each().await {
        let (mut mother, path) = at_a_paper(&site).await;
        let mut send = async |method: Method, path: &str, more: &[(&'static str, String)], body: &[u8]| {
            let mut headers = HeaderMap::new();
            headers.insert("origin", "http://127.0.0.1:3000".parse().unwrap());
            for (name, value) in more {
                headers.insert(*name, value.parse().unwrap());
            }
            let body = body.to_vec().into();
            mother.browser.send(method, path, headers, body).await.unwrap()
        };
        let announce = |content: &[u8]| {
            let hash = usecases::token::hex(&Sha256::digest(content));
            let metadata = format!(
                "filename {},sha256 {}",
                STANDARD.encode("诊断.jpg"),
                STANDARD.encode(hash)
            );
            [
                ("upload-length", content.len().to_string()),
                ("upload-metadata", metadata),
            ]
        };
        let uploads = format!("{path}/uploads");
        let begun = send(Method::POST, &uploads, &announce(JPEG), b"").await;
        assert_eq!(
            (begun.status, begun.header("upload-offset")),
            (StatusCode::CREATED, "0"),
            "{}",
            site.engine()
        );
        let place = begun.location().to_owned();
        let from = |at: usize| [("upload-offset", at.to_string())];
        let half = send(Method::PATCH, &place, &from(0), &JPEG[..50]).await;
        assert_eq!(
            (half.status, half.header("upload-offset")),
            (StatusCode::NO_CONTENT, "50")
        );
        let misplaced = send(Method::PATCH, &place, &from(0), &JPEG[..50]).await;
        assert_eq!(misplaced.status, StatusCode::CONFLICT);
        let there = send(Method::HEAD, &place, &[], b"").await;
        assert_eq!(there.header("upload-offset"), "50");
        let whole = send(Method::PATCH, &place, &from(50), &JPEG[50..]).await;
        assert_eq!(whole.status, StatusCode::NO_CONTENT);
        assert_eq!(send(Method::HEAD, &place, &[], b"").await.status, StatusCode::NOT_FOUND);
        let page = send(Method::GET, &path, &[], b"").await;
        assert_eq!(names(&page), ["诊断.jpg"]);
        let zip = b"PK\x03\x04\x14\0\0\0\x08\0photo.jpg";
        let place = send(Method::POST, &uploads, &announce(zip), b"")
            .await
            .location()
            .to_owned();
        let refused = send(Method::PATCH, &place, &from(0), zip).await;
        assert_eq!(
            (refused.status, refused.text().as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, text::FILE_KIND)
        );
    }
}
