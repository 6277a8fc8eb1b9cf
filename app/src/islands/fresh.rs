//! The page that is open, as the server shows it now; and whether a word is still being composed.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Event, InputEvent, Response, SupportedType};

/// Fetches the page anew; what is wrong or has to be signed in for first is a page, too.
pub(super) async fn fresh(page: &Document) -> Result<Document, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let fetched: Response = JsFuture::from(window.fetch_with_str(&page.url()?))
        .await?
        .unchecked_into();
    let html = JsFuture::from(fetched.text()?).await?.as_string().unwrap_or_default();
    DomParser::new()?.parse_from_string(&html, SupportedType::TextHtml)
}

/// Shows these parts of the page as the server shows them now. What did not change stays as it is: nothing is read out again.
pub(super) async fn refresh(parts: &[&str]) -> Result<Document, JsValue> {
    let page = web_sys::window().and_then(|window| window.document());
    let page = page.ok_or(JsValue::NULL)?;
    let fresh = fresh(&page).await?;
    for part in parts {
        if let (Some(old), Some(new)) = (page.query_selector(part)?, fresh.query_selector(part)?)
            && !old.is_equal_node(Some(&new))
        {
            old.set_inner_html(&new.inner_html());
        }
    }
    Ok(fresh)
}

/// Whether the keyboard still composes the word that this event comes from: letters stand where characters will be. The end of
/// it is an event of its own, `compositionend`.
pub(super) fn is_composing(event: &Event) -> bool {
    event.unchecked_ref::<InputEvent>().is_composing()
}
