//! The progress of an application while its page is open: when something changes, the page's own part is fetched anew.

use leptos::prelude::*;

/// Listens for changes and replaces the element of this id with what the same page now shows there.
#[island]
pub fn LiveProgress(
    /// The address that tells changes (server-sent events).
    events: String,
    /// The element that is replaced.
    part: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::listen(&events, part);
    #[cfg(not(feature = "hydrate"))]
    let _ = (events, part);
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::task::spawn_local;
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{DomParser, EventSource, Response, SupportedType};

    /// Listens as long as the page is open; the browser itself connects again after a cut.
    pub(super) fn listen(events: &str, part: String) {
        let Ok(source) = EventSource::new(events) else { return };
        let on_change = Closure::<dyn Fn()>::new(move || {
            let part = part.clone();
            spawn_local(async move {
                // What cannot be fetched now is fetched with the next change, or by a plain reload.
                let _ = replace(&part).await;
            });
        });
        let _ = source.add_event_listener_with_callback("changed", on_change.as_ref().unchecked_ref());
        // The page keeps its listener until it is closed.
        on_change.forget();
    }

    async fn replace(part: &str) -> Result<(), JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let here = window.document().ok_or(JsValue::NULL)?;
        let response: Response = JsFuture::from(window.fetch_with_str(&here.url()?)).await?.dyn_into()?;
        if !response.ok() {
            return Ok(());
        }
        let html = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        let fresh = DomParser::new()?.parse_from_string(&html, SupportedType::TextHtml)?;
        let (old, new) = (here.get_element_by_id(part), fresh.get_element_by_id(part));
        if let (Some(old), Some(new)) = (old, new) {
            old.set_inner_html(&new.inner_html());
        }
        Ok(())
    }
}
