//! The progress of an application while its page is open: when something changes, the page's own part is fetched anew.

use leptos::prelude::*;

/// Listens at the address in `data-events` of the element `#progress` and replaces what is in it with what the page now shows there.
#[island]
pub fn LiveProgress() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::listen();
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;

    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{Document, Element, EventSource};

    use crate::islands::fresh::fresh;

    thread_local! {
        /// Something changed that was not fetched yet.
        static STALE: Cell<bool> = const { Cell::new(false) };
        /// A fetch is under way.
        static BUSY: Cell<bool> = const { Cell::new(false) };
    }

    /// Listens as long as the page is open; the browser itself connects again after a cut.
    pub(super) fn listen() -> Option<()> {
        let page = web_sys::window()?.document()?;
        let events = progress(&page)?.get_attribute("data-events")?;
        let source = EventSource::new(&events).ok()?;
        let on_change = Closure::<dyn Fn()>::new(|| {
            STALE.set(true);
            if !BUSY.replace(true) {
                spawn_local(fetch_until_fresh());
            }
        });
        source
            .add_event_listener_with_callback("changed", on_change.as_ref().unchecked_ref())
            .ok()?;
        // The page keeps its listener until it is closed.
        on_change.forget();
        Some(())
    }

    /// One fetch after the other, so that the newest is the one that stays.
    async fn fetch_until_fresh() {
        while STALE.replace(false) {
            // What cannot be fetched now is fetched with the next change, or by a plain reload.
            let _ = replace().await;
        }
        BUSY.set(false);
    }

    fn progress(page: &Document) -> Option<Element> {
        page.get_element_by_id("progress")
    }

    async fn replace() -> Result<(), JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let page = window.document().ok_or(JsValue::NULL)?;
        let fresh = fresh(&page).await?;
        if let (Some(old), Some(new)) = (progress(&page), progress(&fresh)) {
            old.set_inner_html(&new.inner_html());
        }
        Ok(())
    }
}
