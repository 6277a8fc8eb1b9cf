//! What a paper is by its content: judged before anything is decoded, and without what a phone writes into a photo.

use bytes::Bytes;
use domain::draft::MediaType;
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::{ImageEXIF, ImageICC};
use lopdf::content::Content;
use lopdf::{Document, LoadOptions, Object, ObjectId};

use crate::error::Refusal;

/// Most pixels of a picture: what the largest sensors of phones take. A browser that shows it needs four bytes for each.
const MOST_PIXELS: u64 = 120_000_000;

/// Most pixels of one side of a picture.
const LONGEST_SIDE: u32 = 20_000;

/// How a document begins. Some viewers look for it behind other bytes, to others the same file is what those make it: so nothing
/// else may hold it there.
const DOCUMENT: &[u8] = b"%PDF-";

/// How far into a file viewers look for that, bytes (ISO 32000-1, annex H, note 13).
const SEARCHED: usize = 1024;

/// Most pages of a PDF.
pub const MOST_PAGES: u32 = 100;

/// Most bytes that one stream of a PDF's structure may unfold to.
const UNFOLDED: usize = 8 * 1024 * 1024;

/// What a PNG needs to be shown as it was made (PNG, third edition, section 11); everything else is left out.
const SHOWN: [&[u8; 4]; 14] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"pHYs", b"mDCV",
];

/// The operators of a PDF that show something.
const SHOWS: [&str; 17] = [
    "Tj", "TJ", "'", "\"", "Do", "BI", "sh", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "EI",
];

/// A paper that can be handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its kind.
    pub media_type: MediaType,
    /// What is kept of it: every pixel, nothing about the place and the phone.
    pub content: Bytes,
    /// Width and height in pixels as it is shown, of a picture.
    pub pixels: Option<(u32, u32)>,
    /// Pages.
    pub pages: u32,
    /// A document with nothing on any page.
    pub is_blank: bool,
}

/// Reads the first bytes of a file.
///
/// # Errors
/// [`Refusal::FileHeic`] for what phones of one maker write and others cannot show, [`Refusal::FileKind`] for any other kind.
pub(crate) fn kind(head: &[u8]) -> Result<MediaType, Refusal> {
    let kind = infer::get(head).ok_or(Refusal::FileKind)?;
    let known = MediaType::from_mime(kind.mime_type()).ok_or(match kind.mime_type() {
        "image/heif" | "image/heic" => Refusal::FileHeic,
        _ => Refusal::FileKind,
    })?;
    if known == MediaType::Pdf && !head.starts_with(DOCUMENT) {
        return Err(Refusal::FileKind);
    }
    Ok(known)
}

/// Reads a whole file.
///
/// # Errors
/// Refused when it is of another kind, broken, too large to be shown, locked, or does something when it is opened.
pub fn read(content: Bytes) -> Result<Paper, Refusal> {
    let paper = match kind(&content)? {
        MediaType::Jpeg => jpeg(content),
        MediaType::Png => png(content),
        MediaType::Pdf => return pdf(content),
    }?;
    let head = paper.content.get(..SEARCHED).unwrap_or(&paper.content);
    if head.windows(DOCUMENT.len()).any(|part| part == DOCUMENT) {
        return Err(Refusal::FileKind);
    }
    Ok(paper)
}

fn jpeg(content: Bytes) -> Result<Paper, Refusal> {
    let mut picture = Jpeg::from_bytes(content).map_err(|_| Refusal::FileBroken)?;
    let (width, height) = picture.dimensions().ok_or(Refusal::FileBroken)?;
    let turned = picture.exif().and_then(|exif| orientation(&exif));
    let pixels = shown((width.into(), height.into()), turned)?;
    let profile = picture.icc_profile();
    let is_needed = |marker: u8| {
        !(markers::APP1..=markers::APP13).contains(&marker) && !matches!(marker, markers::APP15 | markers::COM)
    };
    picture.segments_mut().retain(|segment| is_needed(segment.marker()));
    picture.set_icc_profile(profile);
    picture.set_exif(turned.map(|turned| Bytes::from(only_orientation(turned))));
    let whole = picture.encoder().bytes();
    let end = end_of_jpeg(&whole).ok_or(Refusal::FileBroken)?;
    Ok(Paper {
        media_type: MediaType::Jpeg,
        // Behind its end phones hide films and second pictures.
        content: whole.slice(..end),
        pixels: Some(pixels),
        pages: 1,
        is_blank: false,
    })
}

fn png(content: Bytes) -> Result<Paper, Refusal> {
    let mut picture = Png::from_bytes(content).map_err(|_| Refusal::FileBroken)?;
    let pixels = shown(picture.dimensions().ok_or(Refusal::FileBroken)?, None)?;
    picture.chunks_mut().retain(|chunk| SHOWN.contains(&&chunk.kind()));
    if picture.chunks().last().is_none_or(|chunk| chunk.kind() != *b"IEND") {
        return Err(Refusal::FileBroken);
    }
    Ok(Paper {
        media_type: MediaType::Png,
        content: picture.encoder().bytes(),
        pixels: Some(pixels),
        pages: 1,
        is_blank: false,
    })
}

/// Width and height as they are shown: a phone that was held upright writes the picture lying, and that it is turned.
fn shown((width, height): (u32, u32), turned: Option<u8>) -> Result<(u32, u32), Refusal> {
    if width == 0 || height == 0 {
        return Err(Refusal::FileBroken);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS || width.max(height) > LONGEST_SIDE {
        return Err(Refusal::FilePixels);
    }
    Ok(if turned.is_some_and(|turned| turned >= 5) {
        (height, width)
    } else {
        (width, height)
    })
}

/// How a picture is turned, from 2 to 8 (Exif 2.32, tag 274).
fn orientation(exif: &Bytes) -> Option<u8> {
    let exif = exif::Reader::new().read_raw(exif.to_vec()).ok()?;
    let turned = exif
        .get_field(exif::Tag::Orientation, exif::In::PRIMARY)?
        .value
        .get_uint(0)?;
    u8::try_from(turned).ok().filter(|turned| (2..=8).contains(turned))
}

/// The data of a phone with one entry: how the picture is turned.
fn only_orientation(turned: u8) -> Vec<u8> {
    let head = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0";
    [&head[..], &[turned, 0, 0, 0, 0, 0, 0, 0]].concat()
}

/// Where the picture ends, behind its last mark; nothing when it was cut off (ITU-T T.81, B.1.1).
fn end_of_jpeg(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        let mark = at + bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        at = mark + 2;
        match *bytes.get(mark + 1)? {
            markers::EOI => return Some(at),
            // Within a scan: a byte that looks like a mark, a restart; or filling before one.
            0x00 | 0x01 | 0xD0..=0xD7 => {}
            0xFF => at = mark + 1,
            _ => at += usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])),
        }
    }
}

fn pdf(content: Bytes) -> Result<Paper, Refusal> {
    let options = LoadOptions {
        max_decompressed_size: Some(UNFOLDED),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(&content, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Refusal::FileLocked,
        _ => Refusal::FileBroken,
    })?;
    if document.objects.values().any(does_something) {
        return Err(Refusal::FileScript);
    }
    let most = MOST_PAGES as usize;
    match document.page_iter().take(most + 1).count() {
        0 => Err(Refusal::FileBroken),
        pages if pages > most => Err(Refusal::FilePages),
        pages => Ok(Paper {
            media_type: MediaType::Pdf,
            content,
            pixels: None,
            pages: u32::try_from(pages).unwrap_or(MOST_PAGES),
            is_blank: document.page_iter().all(|page| is_empty(&document, page)),
        }),
    }
}

/// Whether a page shows nothing: no text, line, area, picture or note (ISO 32000-2, 8.2). What cannot be told is not empty.
fn is_empty(document: &Document, page: ObjectId) -> bool {
    let has_notes = document.get_dictionary(page).is_ok_and(|page| page.has(b"Annots"));
    let content = document.get_page_content_with_limit(page, UNFOLDED);
    let Some(content) = content.ok().and_then(|content| Content::decode(&content).ok()) else {
        return false;
    };
    !has_notes
        && !content
            .operations
            .iter()
            .any(|one| SHOWS.contains(&one.operator.as_str()))
}

/// Whether something in it runs a script or starts a program (ISO 32000-2, 12.6.4).
fn does_something(object: &Object) -> bool {
    let is_act = |key: &[u8], value: &Object| {
        let acts = |name: &[u8]| matches!(name, b"JavaScript" | b"Launch" | b"RichMedia" | b"ImportData");
        let is_kind = matches!(key, b"S" | b"Type" | b"Subtype");
        matches!(key, b"JS" | b"JavaScript") || (is_kind && value.as_name().is_ok_and(acts))
    };
    let mut open = vec![object];
    while let Some(object) = open.pop() {
        let dictionary = match object {
            Object::Array(list) => {
                open.extend(list);
                continue;
            }
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        for (key, value) in dictionary {
            if is_act(key, value) {
                return true;
            }
            open.push(value);
        }
    }
    false
}

#[cfg(test)]
mod tests;
