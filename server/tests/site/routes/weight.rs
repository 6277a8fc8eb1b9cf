//! What a page weighs as it is sent, with the style sheet, without which it is not shown.

use std::io::Write;
use std::path::Path;

use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use crate::newborn::{self, MOTHER};
use crate::people::browser::Browser;
use crate::people::filing::draft_of;
use crate::people::page::Page;
use crate::site::{Inside, Site};

/// One round trip.
const ROUND_TRIP: usize = 14 * 1024;

#[tokio::test]
async fn home_and_every_guide_fit_into_one_round_trip() {
    let site = Site::open().await;
    let mut guest = site.browser();
    let guides = guest.get("/themes").await.unwrap().links("/themes/");
    for path in guides.into_iter().chain(["/".to_owned(), "/themes".to_owned()]) {
        fits(&mut guest, &path).await;
    }
}

#[tokio::test]
async fn the_list_every_page_of_the_form_and_the_progress_fit_into_one_round_trip() {
    let site = Site::open().await;
    let mut mother = site.citizen(MOTHER).await;
    let application = newborn::application(&mut mother).await;
    let begun = newborn::first_page(&mut mother).await;
    let draft = format!("/drafts/{}", draft_of(&begun.path));
    let topics = ["child", "mother", "father", "household", "insurance", "maternity"];
    let form = topics.map(|topic| format!("{draft}/form/{topic}"));
    let others = [
        "/themes/newborn/plan?question=application/applicant.role".to_owned(),
        "/themes/newborn/plan".to_owned(),
        format!("{draft}/check"),
        application,
    ];
    for path in form.into_iter().chain(others) {
        fits(&mut mother.browser, &path).await;
    }
}

#[tokio::test]
async fn what_stands_around_the_form_fits_into_one_round_trip() {
    let site = Site::open().await;
    fits(&mut site.browser(), "/sign-in").await;
    let mut mother = site.citizen(MOTHER).await;
    let draft = newborn::draft(&mut mother).await;
    mother.gather(&draft).await.unwrap();
    for page in [
        "consent",
        "materials",
        "materials/diagnosis",
        "delivery",
        "parties",
        "parties/father",
        "sign",
    ] {
        fits(&mut mother.browser, &format!("/drafts/{draft}/{page}")).await;
    }
    for path in ["/me", "/me/inbox"] {
        fits(&mut mother.browser, path).await;
    }
}

async fn fits(browser: &mut Browser<Inside>, path: &str) {
    let page = as_sent(browser, path).await;
    assert_eq!(
        (page.status, page.header("content-encoding")),
        (StatusCode::OK, "br"),
        "{path}"
    );
    let sheets = browser
        .get(path)
        .await
        .unwrap()
        .attributes("link[rel=stylesheet]", "href");
    assert_eq!(sheets.len(), 1, "{path}: {sheets:?}");
    let sheet = as_sent(browser, &sheets[0]).await;
    let css = match sheet.status {
        StatusCode::OK => sheet.body.len(),
        // Before any build there is nothing but the sources.
        _ => compressed(&sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../style")))),
    };
    let html = page.body.len();
    println!("{path}: {html} bytes of HTML and {css} of CSS, as they are sent");
    assert!(html + css <= ROUND_TRIP, "{path}: {html} + {css} bytes");
}

/// What comes back to a browser that takes brotli.
async fn as_sent(browser: &mut Browser<Inside>, path: &str) -> Page {
    let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, deflate, br"))]);
    browser.send(Method::GET, path, headers, "".into()).await.unwrap()
}

fn sources(folder: &Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                std::fs::read(path).unwrap()
            }
        })
        .collect()
}

fn compressed(bytes: &[u8]) -> usize {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    writer.write_all(bytes).unwrap();
    writer.into_inner().len()
}
