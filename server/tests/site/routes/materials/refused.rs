//! Files that cannot be taken: each is refused in words of its own, on the page it was sent from, and takes nothing with it.

use app::text::problem as text;
use http::StatusCode;
use testbed::papers::{JPEG, PDF, PNG};
use usecases::draft::paper::MOST_PAGES;

use super::{at_a_paper, names, paper, stored};
use crate::people::form::Paper;
use crate::site::Site;

/// A picture of 30,000 by 30,000 pixels, if one believes its head.
fn bomb() -> Vec<u8> {
    let size: [u8; 8] = [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30];
    // Of its head, with that size.
    let sum: [u8; 4] = [0xe9, 0x45, 0x6f, 0xed];
    [&PNG[..16], &size, &PNG[24..29], &sum, &PNG[33..]].concat()
}

/// A document that runs something when it is opened.
fn with_script() -> Vec<u8> {
    let document = String::from_utf8(PDF.to_vec()).unwrap();
    let opened = "/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>";
    document.replace("/Catalog", opened).into_bytes()
}

/// A document of so many empty pages.
fn of_pages(count: u32) -> Vec<u8> {
    let numbers = 3..3 + count;
    let kids: Vec<String> = numbers.clone().map(|number| format!("{number} 0 R ")).collect();
    let page = |number| format!("{number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n");
    let pages: Vec<String> = numbers.map(page).collect();
    let (kids, pages) = (kids.concat(), pages.concat());
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{kids}]/Count {count}>>endobj\n\
         {pages}trailer<</Root 1 0 R>>\n%%EOF\n"
    )
    .into_bytes()
}

/// What is refused, with the status and the sentence.
fn refused() -> Vec<(Paper, StatusCode, String)> {
    let mut photo = JPEG.to_vec();
    photo.resize(40 << 20, 0);
    let (large, kind, wrong) = (
        StatusCode::PAYLOAD_TOO_LARGE,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        StatusCode::UNPROCESSABLE_ENTITY,
    );
    let program = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff";
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    vec![
        (paper("照片.jpg", photo), large, text::file_too_large(20)),
        (paper("程序.pdf", program), kind, text::FILE_KIND.to_owned()),
        (
            paper("程序.jpg", b"\x7fELF\x02\x01\x01\0"),
            kind,
            text::FILE_KIND.to_owned(),
        ),
        (
            paper("页.jpg", b"<html><script>alert(1)</script>"),
            kind,
            text::FILE_KIND.to_owned(),
        ),
        (
            paper("图.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            kind,
            text::FILE_KIND.to_owned(),
        ),
        (paper("照片.heic", heic), kind, text::FILE_HEIC.to_owned()),
        (paper("巨图.png", bomb()), large, text::FILE_PIXELS.to_owned()),
        (paper("弹窗.pdf", with_script()), wrong, text::FILE_SCRIPT.to_owned()),
        (
            paper("一本书.pdf", of_pages(MOST_PAGES + 1)),
            large,
            text::file_pages(MOST_PAGES),
        ),
        (paper("", ""), wrong, text::FILE_EMPTY.to_owned()),
        (paper("空.pdf", ""), wrong, text::FILE_EMPTY.to_owned()),
    ]
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_is_refused_in_words_and_takes_nothing_with_it() {
    let site = Site::open().await;
    let (mut mother, path) = at_a_paper(&site).await;
    mother.hand_in(&path, &paper("先交的.png", PNG)).await.unwrap();
    for (paper, status, sentence) in refused() {
        let page = mother.hand_in(&path, &paper).await.unwrap();
        assert_eq!(page.status, status, "{} {page}", paper.name);
        assert_eq!(page.texts("[role=alert]"), [sentence], "{}", paper.name);
        assert_eq!(names(&page), ["先交的.png"], "{}", paper.name);
    }
    assert_eq!(stored(&site), 1, "something of what was refused is still in the store");
    let whole = mother
        .hand_in(&path, &paper("薄一点.pdf", of_pages(MOST_PAGES)))
        .await
        .unwrap();
    assert_eq!(
        names(&whole),
        ["先交的.png".to_owned(), format!("薄一点.pdf（{MOST_PAGES} 页）")]
    );
}
