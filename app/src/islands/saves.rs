//! A form that keeps what is typed: each field is saved as one types, what an answer calls for on the same page comes to its place,
//! and what cannot be sent now waits on the page.

use leptos::prelude::*;

/// Saves every field of the form `#topic` at the address in its `data-answer`, and says in `#saved` how that goes, in the words
/// of its `data-` attributes. Where the form has `data-asked`, it shows what is asked by now, and says so in `#asked`.
#[island]
pub fn SavedForm() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::listen();
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::{Cell, RefCell};

    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::js_sys::Reflect;
    use web_sys::{
        Document, Element, Event, EventTarget, HtmlInputElement, NodeList, RequestInit, Response, UrlSearchParams,
        Window,
    };

    use crate::islands::fresh::{fresh, is_composing};

    /// How long after the last stroke a field is saved, milliseconds.
    const PAUSE: i32 = 1_000;
    /// How long after a cut it is tried again, milliseconds.
    const AGAIN: i32 = 3_000;
    /// How long nothing is sent while a word is being composed, milliseconds: it ends with an event of its own.
    const COMPOSING: i32 = 60_000;

    /// How many texts of one field a page knows to have been stored.
    const KNOWN: u32 = 8;

    thread_local! {
        /// The fields that are to be saved.
        static CHANGED: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
        /// What is sent next waits for this.
        static TIMER: Cell<i32> = const { Cell::new(0) };
        /// A field is on its way.
        static BUSY: Cell<bool> = const { Cell::new(false) };
        /// The last try did not reach the server.
        static CUT: Cell<bool> = const { Cell::new(false) };
        /// Called when it is time to send.
        static SEND: Closure<dyn Fn()> = Closure::new(send_now);
    }

    /// Why a field was not saved.
    enum Failed {
        /// The server was not reached.
        Cut,
        /// It does not take it: the button says why.
        Refused,
    }

    /// Listens to the whole form, so that one listener serves every field.
    pub(super) fn listen() -> Option<()> {
        let window = web_sys::window()?;
        let form = window.document()?.get_element_by_id("topic")?;
        let on = |event: &str, listen: fn(Event)| {
            let listen = Closure::<dyn Fn(Event)>::new(listen);
            let target = if ["online", "pagehide"].contains(&event) {
                window.as_ref()
            } else {
                form.as_ref()
            };
            let added = EventTarget::add_event_listener_with_callback(target, event, listen.as_ref().unchecked_ref());
            // The page keeps its listeners until it is closed.
            listen.forget();
            added.ok()
        };
        on("input", |event| {
            if is_composing(&event) {
                send_in(COMPOSING);
            } else {
                note(event.target(), PAUSE).unwrap_or_default();
            }
        })?;
        on("compositionend", |event| {
            note(event.target(), PAUSE).unwrap_or_default();
        })?;
        on("change", |event| note(event.target(), 0).unwrap_or_default())?;
        on("online", |_| send_in(0))?;
        // By a link, the way back or a closed tab: no pause ends here any more, and no answer comes before the next field.
        on("pagehide", |_| {
            for field in CHANGED.take() {
                spawn_local(async move {
                    let _ = send(&field).await;
                });
            }
        })?;
        on("submit", |event| {
            // Sent now it would be a page of the browser's own, and what was typed would be gone with this one.
            if CUT.get() {
                event.prevent_default();
                say("saved", "data-cut");
                send_in(0);
            }
        })?;
        // What was typed before the page was awake.
        let typed = form.query_selector_all("input[name^=typed],input[name^=picked]").ok()?;
        for input in each::<HtmlInputElement>(&typed) {
            if input.value() != input.default_value() || input.checked() != input.default_checked() {
                note(Some(input.into()), PAUSE);
            }
        }
        Some(())
    }

    fn note(at: Option<EventTarget>, pause: i32) -> Option<()> {
        let field = at?.dyn_into::<Element>().ok()?.closest("[data-field]").ok()??;
        CHANGED.with_borrow_mut(|changed| {
            if !changed.contains(&field) {
                changed.push(field);
            }
        });
        send_in(pause);
        Some(())
    }

    fn send_in(pause: i32) {
        let Some(window) = web_sys::window() else { return };
        window.clear_timeout_with_handle(TIMER.get());
        let timer = SEND.with(|send| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(send.as_ref().unchecked_ref(), pause)
        });
        TIMER.set(timer.unwrap_or_default());
    }

    fn send_now() {
        if !BUSY.replace(true) {
            spawn_local(send_all());
        }
    }

    /// One field after the other.
    async fn send_all() {
        while let Some(field) = CHANGED.with_borrow_mut(Vec::pop) {
            match send(&field).await {
                Ok(asked) => {
                    CUT.set(false);
                    say("saved", "data-saved");
                    // What cannot be shown now is shown with the next answer, or on the next page.
                    let _ = show(asked.as_deref()).await;
                }
                Err(Failed::Cut) => {
                    CHANGED.with_borrow_mut(|changed| changed.push(field));
                    CUT.set(true);
                    say("saved", "data-cut");
                    send_in(AGAIN);
                    break;
                }
                Err(Failed::Refused) => CUT.set(false),
            }
        }
        BUSY.set(false);
    }

    /// What the page asks by now, once the field is saved.
    async fn send(field: &Element) -> Result<Option<String>, Failed> {
        let (window, page) = page().ok_or(Failed::Refused)?;
        let (address, body) = body(&page, field).map_err(|_| Failed::Refused)?;
        let post = RequestInit::new();
        post.set_method("POST");
        post.set_body(&body);
        // It arrives also when the page is left meanwhile.
        Reflect::set(&post, &"keepalive".into(), &true.into()).map_err(|_| Failed::Refused)?;
        let sent = JsFuture::from(window.fetch_with_str_and_init(&address, &post)).await;
        let response: Response = sent.map_err(|_| Failed::Cut)?.unchecked_into();
        match response.status() {
            200 => {
                let said = JsFuture::from(response.text().map_err(|_| Failed::Cut)?).await;
                let said = said.map_err(|_| Failed::Cut)?.as_string().unwrap_or_default();
                // Another device answered differently meanwhile: what is to be said of it.
                if let (false, Ok(Some(beneath))) = (said.is_empty(), field.query_selector(".field__problem")) {
                    beneath.set_text_content(Some(&said));
                }
                Ok(response.headers().get("x-asked").unwrap_or_default())
            }
            500.. => Err(Failed::Cut),
            _ => Err(Failed::Refused),
        }
    }

    /// Where the field is saved, and what is said of it. From now on the page knows that this text may be stored.
    fn body(page: &Document, field: &Element) -> Result<(String, UrlSearchParams), JsValue> {
        let form = page.get_element_by_id("topic").ok_or(JsValue::NULL)?;
        let body = UrlSearchParams::new()?;
        body.append("field", &field.get_attribute("data-field").unwrap_or_default());
        let knew = field.query_selector_all("[name^=was]")?;
        for was in each::<HtmlInputElement>(&knew) {
            body.append("was", &was.value());
        }
        let mut texts = Vec::new();
        for input in each::<HtmlInputElement>(&field.query_selector_all("[name^=typed],[name^=picked]")?) {
            if !["radio", "checkbox"].contains(&input.type_().as_str()) || input.checked() {
                texts.push(input.value());
            }
        }
        let text = texts.join(",");
        body.append("text", &text);
        let was: HtmlInputElement = page.create_element("input")?.unchecked_into();
        was.set_type("hidden");
        was.set_name(&format!("was[{}][]", body.get("field").unwrap_or_default()));
        was.set_value(&text);
        field.append_child(&was)?;
        // What it showed first and the last few are enough.
        if let Some(old) = each::<HtmlInputElement>(&knew).nth(1).filter(|_| knew.length() > KNOWN) {
            old.remove();
        }
        Ok((form.get_attribute("data-answer").unwrap_or_default(), body))
    }

    /// Where the page asks something else by now, what is new comes to its place, and what is not asked any more goes. Nothing else is
    /// touched, so that neither the focus nor anything typed is lost.
    async fn show(asked: Option<&str>) -> Result<(), JsValue> {
        let (_, page) = page().ok_or(JsValue::NULL)?;
        let form = page.get_element_by_id("topic").ok_or(JsValue::NULL)?;
        let shown = form.get_attribute("data-asked");
        if asked.is_none() || shown.is_none() || asked == shown.as_deref() {
            return Ok(());
        }
        let fresh = fresh(&page).await?;
        // A page that asks one thing alone, or to sign in first, says nothing of it.
        let Some(asks) = fresh.query_selector("[data-asked]")? else {
            return Ok(());
        };
        form.set_attribute("data-asked", &asks.get_attribute("data-asked").unwrap_or_default())?;
        let mut said = "";
        for field in each::<Element>(&form.query_selector_all("[data-field]")?) {
            if same(&fresh, &field).is_some() {
                continue;
            }
            if field.matches(":focus-within")? {
                // Somebody is in it: it goes with the next answer.
                form.set_attribute("data-asked", "")?;
            } else {
                field.remove();
                said = "data-fewer";
            }
        }
        // From the end, so that what stands behind a field is there before it.
        for field in each::<Element>(&asks.query_selector_all("[data-field]")?).rev() {
            let place = field
                .parent_element()
                .and_then(|place| page.get_element_by_id(&place.id()));
            if let (None, Some(place)) = (same(&page, &field), place) {
                let behind = field.next_element_sibling().and_then(|behind| same(&page, &behind));
                place.insert_before(&field.clone_node_with_deep(true)?, behind.as_deref())?;
                said = "data-more";
            }
        }
        say("asked", said);
        Ok(())
    }

    /// The same field in that page.
    fn same(page: &Document, field: &Element) -> Option<Element> {
        let name = field.get_attribute("data-field")?;
        page.query_selector(&format!("[data-field=\"{name}\"]")).ok()?
    }

    /// Each as this kind of element; a select has what is asked of an input here, too.
    fn each<T: JsCast>(nodes: &NodeList) -> impl DoubleEndedIterator<Item = T> {
        (0..nodes.length()).filter_map(|at| Some(nodes.item(at)?.unchecked_into::<T>()))
    }

    fn page() -> Option<(Window, Document)> {
        let window = web_sys::window()?;
        let page = window.document()?;
        Some((window, page))
    }

    fn say(place: &str, what: &str) {
        if let Some(place) = page().and_then(|(_, page)| page.get_element_by_id(place)) {
            place.set_text_content(place.get_attribute(what).as_deref());
        }
    }
}
