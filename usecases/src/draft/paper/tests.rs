//! Files as phones write them and as nobody should.

use img_parts::jpeg::JpegSegment;
use img_parts::png::PngChunk;
use lopdf::{Dictionary, dictionary};
use proptest::prelude::*;
use testbed::papers::{JPEG, PDF, PNG, jpeg_of};

use super::*;

const PLACE: &[u8] = b"28.2282N 112.9388E";

fn read_one(content: impl Into<Vec<u8>>) -> Result<Paper, Refusal> {
    read(Bytes::from(content.into()))
}

fn holds(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

/// A photo with everything a phone writes into it: turned, with the place, a preview and a film behind its end.
fn from_a_phone(turned: u8) -> Vec<u8> {
    let mut photo = Jpeg::from_bytes(Bytes::from_static(JPEG)).unwrap();
    let mut exif = only_orientation(turned);
    exif.extend_from_slice(PLACE);
    photo.set_exif(Some(exif.into()));
    for (marker, content) in [
        (markers::APP1, b"http://ns.adobe.com/xap/1.0/\0".as_slice()),
        (markers::APP13, b"Photoshop 3.0\0"),
        (markers::COM, b"my garden"),
    ] {
        let content = [content, PLACE].concat();
        let segment = JpegSegment::new_with_contents(marker, content.into());
        photo.segments_mut().insert(0, segment);
    }
    [&photo.encoder().bytes()[..], b"film ", PLACE].concat()
}

#[test]
fn a_photo_keeps_every_pixel_and_how_it_is_turned_but_not_where_it_was_taken() {
    let photo = from_a_phone(6);
    assert!(holds(&photo, PLACE));
    let paper = read_one(photo).unwrap();
    assert!(!holds(&paper.content, PLACE));
    assert!(!holds(&paper.content, b"garden"));
    let kept = Jpeg::from_bytes(paper.content.clone()).unwrap();
    assert_eq!(kept.exif().as_ref().and_then(orientation), Some(6));
    let scan = |picture: &[u8]| picture[picture.windows(2).rposition(|mark| mark == b"\xff\xda").unwrap()..].to_vec();
    assert_eq!(scan(&paper.content), scan(JPEG), "not one byte of the picture changed");
    assert_eq!(read(paper.content.clone()).unwrap(), paper, "once more changes nothing");
}

#[test]
fn a_picture_keeps_every_pixel_but_no_words() {
    let mut picture = Png::from_bytes(Bytes::from_static(PNG)).unwrap();
    for kind in [*b"tEXt", *b"eXIf", *b"zTXt", *b"iTXt", *b"tIME", *b"prVt"] {
        picture
            .chunks_mut()
            .insert(1, PngChunk::new(kind, Bytes::from_static(PLACE)));
    }
    let paper = read_one(picture.encoder().bytes()).unwrap();
    assert_eq!((&paper.content[..], paper.pixels), (PNG, Some((1, 1))));
}

#[test]
fn a_photo_that_was_held_upright_is_as_high_as_it_is_shown() {
    assert_eq!(shown((4000, 3000), None), Ok((4000, 3000)));
    assert_eq!(shown((4000, 3000), Some(3)), Ok((4000, 3000)));
    assert_eq!(shown((4000, 3000), Some(6)), Ok((3000, 4000)));
}

#[test]
fn a_picture_of_more_pixels_than_can_be_shown_is_refused_unseen() {
    let mut bomb = PNG.to_vec();
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    // The sum of the head is wrong then: nobody gets as far as that.
    assert!(matches!(
        read_one(bomb.clone()),
        Err(Refusal::FilePixels | Refusal::FileBroken)
    ));
    let mut picture = Png::from_bytes(Bytes::from_static(PNG)).unwrap();
    let head = [&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30][..], &PNG[24..29]].concat();
    picture.chunks_mut()[0] = PngChunk::new(*b"IHDR", head.into());
    assert_eq!(read_one(picture.encoder().bytes()), Err(Refusal::FilePixels));
}

#[test]
fn what_is_cut_off_or_something_else_than_it_says_is_refused() {
    for (content, refusal) in [
        (&JPEG[..JPEG.len() - 2], Refusal::FileBroken),
        (&JPEG[..40], Refusal::FileBroken),
        (&PNG[..PNG.len() - 12], Refusal::FileBroken),
        (b"PK\x03\x04\x14\0\0\0\x08\0photo.jpg", Refusal::FileKind),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", Refusal::FileKind),
        (b"<html><script>alert(1)</script></html>", Refusal::FileKind),
        (b"GIF89a\x01\0\x01\0\0\0\0;", Refusal::FileKind),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Refusal::FileHeic),
        (b"%PDF-1.7\nnothing behind it", Refusal::FileBroken),
        (b"", Refusal::FileKind),
    ] {
        assert_eq!(
            read_one(content),
            Err(refusal),
            "{:?}",
            String::from_utf8_lossy(content)
        );
    }
    assert!(read_one(jpeg_of(1 << 20)).is_ok());
}

/// A document of so many pages, with this in its catalogue.
fn document(pages: usize, entry: Option<(&str, Dictionary)>) -> Document {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let kids: Vec<Object> = (0..pages)
        .map(|_| {
            document
                .add_object(dictionary! { "Type" => "Page", "Parent" => tree })
                .into()
        })
        .collect();
    let count = i64::try_from(pages).unwrap();
    document.objects.insert(
        tree,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
    );
    let mut catalogue = dictionary! { "Type" => "Catalog", "Pages" => tree };
    if let Some((key, value)) = entry {
        catalogue.set(key, value);
    }
    let root = document.add_object(catalogue);
    document.trailer.set("Root", root);
    document
}

fn written(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_document_is_taken_as_it_is_unless_it_does_something() {
    let paper = read_one(PDF).unwrap();
    assert_eq!((&paper.content[..], paper.pages, paper.pixels), (PDF, 1, None));
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
    let nested = dictionary! { "Names" => vec![Object::from(dictionary! { "A" => script.clone() })] };
    let program = dictionary! { "S" => "Launch", "F" => Object::string_literal("cmd.exe") };
    for (key, act) in [("OpenAction", script), ("Names", nested), ("AA", program)] {
        assert_eq!(
            read_one(written(document(1, Some((key, act))))),
            Err(Refusal::FileScript),
            "{key}"
        );
    }
    let link = dictionary! { "S" => "GoTo" };
    assert!(read_one(written(document(1, Some(("OpenAction", link))))).is_ok());
}

#[test]
fn a_document_that_stands_behind_something_else_is_not_taken() {
    for before in [&b"%PNG\0"[..], b"<script>alert(1)</script>\n", b"\n"] {
        assert_eq!(read_one([before, PDF].concat()), Err(Refusal::FileKind));
    }
    let mut photo = Jpeg::from_bytes(Bytes::from_static(JPEG)).unwrap();
    let within = JpegSegment::new_with_contents(markers::APP0, [b"JFIF\0", PDF].concat().into());
    photo.segments_mut().insert(0, within);
    assert_eq!(read_one(photo.encoder().bytes()), Err(Refusal::FileKind));
}

#[test]
fn a_document_has_pages_but_not_too_many() {
    let most = MOST_PAGES as usize;
    assert_eq!(read_one(written(document(0, None))), Err(Refusal::FileBroken));
    assert_eq!(read_one(written(document(most, None))).unwrap().pages, MOST_PAGES);
    assert_eq!(read_one(written(document(most + 1, None))), Err(Refusal::FilePages));
}

/// A paper as somebody damages it: bytes changed, cut out, put in, and something behind its end.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let paper = prop_oneof![
        Just(JPEG.to_vec()),
        Just(from_a_phone(6)),
        Just(PNG.to_vec()),
        Just(PDF.to_vec()),
        Just(written(document(2, None))),
    ];
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 0..8);
    (paper, changes, proptest::collection::vec(any::<u8>(), 0..9)).prop_map(|(mut paper, changes, behind)| {
        for (place, byte, how) in changes {
            let place = place.index(paper.len().max(1)).min(paper.len().saturating_sub(1));
            match how {
                _ if paper.is_empty() => paper.push(byte),
                0 => paper.insert(place, byte),
                1 => _ = paper.remove(place),
                2 => paper.truncate(place.max(8)),
                _ => paper[place] = byte,
            }
        }
        paper.extend(behind);
        paper
    })
}

/// Bytes that begin as papers begin, and bytes that do not.
fn bytes_of_any_kind() -> impl Strategy<Value = Vec<u8>> {
    let heads = [
        &b"\xff\xd8\xff"[..],
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7\n",
        b"",
        b"PK\x03\x04",
    ];
    let rest = proptest::collection::vec(any::<u8>(), 0..300);
    (prop::sample::select(heads.to_vec()), rest).prop_map(|(head, rest)| [head, &rest].concat())
}

proptest! {
    #[test]
    fn no_bytes_make_it_stumble_and_what_it_takes_is_of_that_kind_and_stays_as_it_is(
        content in prop_oneof![damaged(), bytes_of_any_kind()],
    ) {
        if let Ok(paper) = read(Bytes::from(content)) {
            prop_assert_eq!(kind(&paper.content), Ok(paper.media_type));
            prop_assert!(paper.pages > 0);
            prop_assert_eq!(read(paper.content.clone()), Ok(paper));
        }
    }

    /// Nobody asks what it is called: a name is no more than what the citizen sees.
    #[test]
    fn what_does_not_begin_as_a_paper_begins_is_none(
        content in prop_oneof![damaged(), bytes_of_any_kind(), proptest::collection::vec(any::<u8>(), 0..64)],
    ) {
        let begins = |head: &[u8]| content.starts_with(head);
        if !(begins(b"\xff\xd8\xff") || begins(b"\x89PNG") || begins(b"%PDF-")) {
            prop_assert!(matches!(read_one(content), Err(Refusal::FileKind | Refusal::FileHeic)));
        }
    }
}

#[test]
fn a_document_is_blank_when_nothing_on_any_page_shows_something() {
    let with = |drawn: &str| {
        let length = drawn.len();
        let page = "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj";
        let text = format!(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
             {page}\n4 0 obj<</Length {length}>>stream\n{drawn}\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
        );
        read_one(text).unwrap().is_blank
    };
    assert!(read_one(PDF).unwrap().is_blank);
    assert!(with("q 1 0 0 1 0 0 cm Q"));
    assert!(!with("BT /F1 12 Tf (word) Tj ET"));
    assert!(!with("0 0 m 9 9 l S"));
    assert!(!read_one(JPEG).unwrap().is_blank);
}
