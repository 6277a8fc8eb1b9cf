//! One page that is kept: its text as rendered and, once somebody asked for it, compressed, each with its tag.

use std::io::Write;
use std::sync::OnceLock;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, SET_COOKIE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::ahead;
use crate::middleware::{hydration, keep, trace};

/// Kept by browsers, and asked about each time: a change is seen at once, and no change costs no page.
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("public, max-age=0, must-revalidate");
/// What the answer depends on.
const DEPENDS_ON: HeaderValue = HeaderValue::from_static("accept-encoding, cookie");
/// A millisecond for a page of 36 KB. The best quality takes thirty times as long and saves a twelfth.
const BROTLI_QUALITY: i32 = 7;
/// What a page weighs beside its text: names, headers, the cache's own.
const BESIDE: usize = 2 * 1024;

/// A page for everyone.
#[derive(Debug)]
pub(super) struct Page {
    plain: Encoded,
    brotli: OnceLock<Encoded>,
    gzip: OnceLock<Encoded>,
}

/// The page as it is sent.
#[derive(Debug)]
struct Encoded {
    headers: HeaderMap,
    tag: HeaderValue,
    body: Bytes,
}

/// How a text may be written on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

impl Page {
    /// The page of this answer, or the answer back when it is not one for everyone: a problem, or one with something in it
    /// that is valid once.
    pub(super) async fn of(response: Response) -> Result<Self, Response> {
        let (mut head, body) = response.into_parts();
        let holds = |name, part: &str| {
            let text = head
                .headers
                .get(name)
                .and_then(|value: &HeaderValue| value.to_str().ok());
            text.is_some_and(|text| text.contains(part))
        };
        let is_for_everyone = head.status == StatusCode::OK
            && holds(CONTENT_TYPE, "text/html")
            && !holds(CONTENT_SECURITY_POLICY, "'nonce-")
            && !head.headers.contains_key(SET_COOKIE)
            && !head.headers.contains_key(CONTENT_ENCODING);
        if !is_for_everyone {
            return Err(Response::from_parts(head, body));
        }
        let Ok(body) = to_bytes(body, hydration::LARGEST).await else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        head.headers.remove(trace::HEADER);
        head.headers.insert(CACHE_CONTROL, ASK_EACH_TIME);
        head.headers.insert(VARY, DEPENDS_ON);
        head.headers.insert(keep::KEEP, keep::YES);
        for (name, value) in ahead::OFFER {
            head.headers.insert(name, value);
        }
        Ok(Self {
            plain: Encoded::new(head.headers, body),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        })
    }

    /// What it takes of the room, with both compressed ones: they come later, and are together smaller than the text.
    pub(super) fn weight(&self, name: usize) -> u32 {
        u32::try_from(2 * self.plain.body.len() + name + BESIDE).unwrap_or(u32::MAX)
    }

    /// The answer to a request for it.
    pub(super) fn answer(&self, request: &Request) -> Response {
        let encoded = self.encoded(wanted(request.headers()));
        let known = request.headers().get_all(IF_NONE_MATCH).iter();
        if known.into_iter().any(|known| encoded.is_known(known)) {
            let headers = [
                (ETAG, encoded.tag.clone()),
                (CACHE_CONTROL, ASK_EACH_TIME),
                (VARY, DEPENDS_ON),
            ];
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        let body = match *request.method() {
            Method::HEAD => Body::empty(),
            _ => Body::from(encoded.body.clone()),
        };
        let mut response = Response::new(body);
        *response.headers_mut() = encoded.headers.clone();
        response
    }

    fn encoded(&self, wanted: Encoding) -> &Encoded {
        let compressed = |kind, body: Vec<u8>| {
            let mut headers = self.plain.headers.clone();
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(kind));
            Encoded::new(headers, body.into())
        };
        let text = &self.plain.body;
        match wanted {
            Encoding::Brotli => self.brotli.get_or_init(|| compressed("br", brotli(text))),
            Encoding::Gzip => self.gzip.get_or_init(|| compressed("gzip", gzip(text))),
            Encoding::Plain => &self.plain,
        }
    }
}

impl Encoded {
    fn new(mut headers: HeaderMap, body: Bytes) -> Self {
        let hash = Sha256::digest(&body)
            .first_chunk()
            .copied()
            .map_or(0, u128::from_be_bytes);
        let tag = HeaderValue::from_str(&format!("\"{hash:032x}\"")).unwrap_or(HeaderValue::from_static("\"\""));
        headers.insert(ETAG, tag.clone());
        headers.insert(CONTENT_LENGTH, body.len().into());
        Self { headers, tag, body }
    }

    /// Whether a browser that names these tags has it. A proxy that compressed anew has marked ours as weak.
    fn is_known(&self, known: &HeaderValue) -> bool {
        let mut tags = known.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
        tags.any(|tag| tag == b"*" || tag.strip_prefix(b"W/").unwrap_or(tag) == self.tag.as_bytes())
    }
}

/// The smallest encoding that the browser takes.
fn wanted(headers: &HeaderMap) -> Encoding {
    let lines = headers.get_all(ACCEPT_ENCODING).iter();
    let taken = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','));
    let mut wanted = Encoding::Plain;
    for one in taken {
        let (name, quality) = one.split_once(';').unwrap_or((one, ""));
        let refused = quality
            .trim()
            .strip_prefix("q=")
            .is_some_and(|value| value.trim().parse() == Ok(0.0));
        match name.trim() {
            "br" if !refused => return Encoding::Brotli,
            "gzip" if !refused => wanted = Encoding::Gzip,
            _ => {}
        }
    }
    wanted
}

fn brotli(text: &[u8]) -> Vec<u8> {
    let mut small = Vec::with_capacity(text.len() / 2);
    let settings = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        size_hint: text.len(),
        ..BrotliEncoderParams::default()
    };
    // Writing to memory cannot fail.
    let _ = brotli::BrotliCompress(&mut &*text, &mut small, &settings);
    small
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(text.len() / 2), Compression::default());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(text);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(accepted: &'static str) -> Encoding {
        wanted(&HeaderMap::from_iter([(
            ACCEPT_ENCODING,
            HeaderValue::from_static(accepted),
        )]))
    }

    #[test]
    fn a_browser_gets_the_smallest_encoding_it_takes() {
        assert_eq!(wants("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(wants("gzip, deflate"), Encoding::Gzip);
        assert_eq!(wants("br;q=0, gzip;q=0.5"), Encoding::Gzip);
        assert_eq!(wants("br; q=0.0"), Encoding::Plain);
        assert_eq!(wants("identity"), Encoding::Plain);
        assert_eq!(wanted(&HeaderMap::new()), Encoding::Plain);
    }

    #[test]
    fn a_tag_is_known_alone_in_a_list_and_marked_as_weak() {
        let encoded = Encoded::new(HeaderMap::new(), Bytes::from_static(b"page"));
        let tag = encoded.tag.to_str().unwrap().to_owned();
        for known in [tag.clone(), format!("\"x\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
            assert!(encoded.is_known(&known.parse().unwrap()), "{known}");
        }
        assert!(!encoded.is_known(&HeaderValue::from_static("\"x\"")));
    }
}
