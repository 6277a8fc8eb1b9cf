//! The page that is open, as the server shows it now.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Response, SupportedType};

/// Fetches the page anew; what is wrong or has to be signed in for first is a page, too.
pub(super) async fn fresh(page: &Document) -> Result<Document, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let fetched: Response = JsFuture::from(window.fetch_with_str(&page.url()?))
        .await?
        .unchecked_into();
    let html = JsFuture::from(fetched.text()?).await?.as_string().unwrap_or_default();
    DomParser::new()?.parse_from_string(&html, SupportedType::TextHtml)
}
