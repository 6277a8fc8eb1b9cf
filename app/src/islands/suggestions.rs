//! Themes suggested while one types into the search field; the plain form beneath works as it does without.

use leptos::prelude::*;

/// Makes a combobox of the field `#search-words` and the list `#suggestions`.
#[island]
pub fn Suggestions() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::suggest();
}

/// The place in a list of so many after pressing an arrow; beyond either end is the field itself, which is none.
#[cfg(any(feature = "hydrate", test))]
fn step(active: Option<usize>, count: usize, is_down: bool) -> Option<usize> {
    match (active, is_down) {
        (None, true) => (count > 0).then_some(0),
        (None, false) => count.checked_sub(1),
        (Some(at), true) => (at + 1 < count).then_some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::{Cell, RefCell};

    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::js_sys::{Array, Reflect};
    use web_sys::{
        Document, Element, Event, FormData, HtmlInputElement, KeyboardEvent, RequestInit, Response, UrlSearchParams,
        Window,
    };

    use crate::islands::fresh::is_composing;

    /// How long nothing is typed before the server is asked, milliseconds.
    const PAUSE: i32 = 150;

    thread_local! {
        /// Counts what was typed, so that an answer to an earlier text is dropped.
        static TYPED: Cell<u32> = const { Cell::new(0) };
        /// What waits for the end of the pause.
        static TIMER: Cell<i32> = const { Cell::new(0) };
        /// The suggestion the arrows stand on.
        static ACTIVE: Cell<Option<usize>> = const { Cell::new(None) };
        /// Called when nothing was typed for a while.
        static ASK: RefCell<Option<Closure<dyn Fn()>>> = const { RefCell::new(None) };
    }

    fn window() -> Option<Window> {
        web_sys::window()
    }

    fn page() -> Option<Document> {
        window()?.document()
    }

    fn field() -> Option<HtmlInputElement> {
        page()?.get_element_by_id("search-words")?.dyn_into().ok()
    }

    fn list() -> Option<Element> {
        page()?.get_element_by_id("suggestions")
    }

    /// Listens to the field and the list as long as the page is open.
    pub(super) fn suggest() -> Option<()> {
        let (field, list) = (field()?, list()?);
        list.set_attribute("role", "listbox").ok()?;
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-controls", "suggestions"),
            ("aria-expanded", "false"),
        ] {
            field.set_attribute(name, value).ok()?;
        }
        ASK.with_borrow_mut(|ask| *ask = Some(Closure::new(|| spawn_local(ask_server()))));
        listen(&field, "input", |event| (!is_composing(&event)).then(wait).flatten());
        listen(&field, "compositionend", |_| wait());
        listen(&field, "keydown", press);
        listen(&field, "blur", |_| give_up());
        // Before the field loses the focus and the list closes.
        listen(&list, "mousedown", |event| {
            event.prevent_default();
            follow(
                &event
                    .target()?
                    .dyn_into::<Element>()
                    .ok()?
                    .closest("[role=option]")
                    .ok()??,
            )
        });
        Some(())
    }

    fn listen(to: &Element, event: &str, then: fn(Event) -> Option<()>) {
        let listen = Closure::<dyn Fn(Event)>::new(move |event| {
            let _ = then(event);
        });
        let _ = to.add_event_listener_with_callback(event, listen.as_ref().unchecked_ref());
        listen.forget();
    }

    /// Asks once nothing more was typed for a moment.
    fn wait() -> Option<()> {
        TYPED.set(TYPED.get().wrapping_add(1));
        let window = window()?;
        window.clear_timeout_with_handle(TIMER.get());
        let timer = ASK.with_borrow(|ask| {
            let ask = ask.as_ref()?.as_ref().unchecked_ref();
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(ask, PAUSE)
                .ok()
        })?;
        TIMER.set(timer);
        Some(())
    }

    async fn ask_server() {
        // What cannot be suggested is found by the form.
        let _ = fetch().await;
    }

    async fn fetch() -> Result<(), JsValue> {
        let typed = TYPED.get();
        let field = field().ok_or(JsValue::NULL)?;
        if field.value().trim().is_empty() {
            close();
            return Ok(());
        }
        let window = window().ok_or(JsValue::NULL)?;
        // The form as it stands, in the body: an address would be written down on the way.
        let form = FormData::new_with_form(&field.form().ok_or(JsValue::NULL)?)?;
        let asked = RequestInit::new();
        asked.set_method("POST");
        asked.set_body_opt_url_search_params(Some(&UrlSearchParams::new_with_str_sequence_sequence(&form)?));
        let response = JsFuture::from(window.fetch_with_str_and_init("/search/suggest", &asked)).await?;
        let response: Response = response.dyn_into()?;
        if response.ok() {
            let suggested: Array = JsFuture::from(response.json()?).await?.dyn_into()?;
            if typed == TYPED.get() {
                show(&suggested)?;
            }
        }
        Ok(())
    }

    fn show(suggested: &Array) -> Result<(), JsValue> {
        let (Some(page), Some(list)) = (page(), list()) else {
            return Ok(());
        };
        close();
        list.set_inner_html("");
        for (place, one) in suggested.iter().enumerate() {
            let text = |key: &str| Reflect::get(&one, &key.into()).map(|text| text.as_string().unwrap_or_default());
            let option = page.create_element("li")?;
            option.set_id(&format!("suggestion-{place}"));
            option.set_attribute("role", "option")?;
            option.set_attribute("aria-selected", "false")?;
            option.set_attribute("data-href", &text("href")?)?;
            option.set_text_content(Some(&text("name")?));
            list.append_child(&option)?;
        }
        if suggested.length() > 0 {
            list.remove_attribute("hidden")?;
            if let Some(field) = field() {
                field.set_attribute("aria-expanded", "true")?;
            }
        }
        Ok(())
    }

    fn close() -> Option<()> {
        stand_on(None);
        list()?.set_attribute("hidden", "").ok()?;
        field()?.set_attribute("aria-expanded", "false").ok()
    }

    /// Closes the list, and an answer that is under way does not open it again.
    fn give_up() -> Option<()> {
        TYPED.set(TYPED.get().wrapping_add(1));
        close()
    }

    fn is_open() -> bool {
        list().is_some_and(|list| !list.has_attribute("hidden"))
    }

    fn option(place: usize) -> Option<Element> {
        page()?.get_element_by_id(&format!("suggestion-{place}"))
    }

    /// Says which suggestion Enter would follow.
    fn stand_on(place: Option<usize>) -> Option<()> {
        if let Some(before) = ACTIVE.replace(place).and_then(option) {
            before.set_attribute("aria-selected", "false").ok()?;
        }
        let field = field()?;
        match place.and_then(option) {
            Some(option) => {
                option.set_attribute("aria-selected", "true").ok()?;
                field.set_attribute("aria-activedescendant", &option.id()).ok()
            }
            None => field.remove_attribute("aria-activedescendant").ok(),
        }
    }

    fn press(event: Event) -> Option<()> {
        let key: KeyboardEvent = event.dyn_into().ok()?;
        // The arrows and Enter of somebody who is choosing a character belong to the keyboard.
        if key.is_composing() || !is_open() {
            return None;
        }
        let count = list()?.child_element_count() as usize;
        match key.key().as_str() {
            pressed @ ("ArrowDown" | "ArrowUp") => {
                key.prevent_default();
                stand_on(super::step(ACTIVE.get(), count, pressed == "ArrowDown"))
            }
            "Escape" => {
                key.prevent_default();
                give_up()
            }
            "Enter" => {
                let chosen = ACTIVE.get().and_then(option)?;
                key.prevent_default();
                follow(&chosen)
            }
            _ => None,
        }
    }

    fn follow(option: &Element) -> Option<()> {
        window()?.location().set_href(&option.get_attribute("data-href")?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn the_arrows_go_through_the_suggestions_and_back_to_what_was_typed() {
        let down = |active| step(active, 2, true);
        let up = |active| step(active, 2, false);
        assert_eq!([down(None), down(Some(0)), down(Some(1))], [Some(0), Some(1), None]);
        assert_eq!([up(None), up(Some(1)), up(Some(0))], [Some(1), Some(0), None]);
        assert_eq!([step(None, 0, true), step(None, 0, false)], [None, None]);
    }
}
