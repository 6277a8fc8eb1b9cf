//! A form that one's own device fills in: asks the server what to ask, the device asks for a face or a finger, the form takes its
//! answer away like any other.

use leptos::prelude::*;

/// Shows the form `#passkey` where the browser knows passkeys, instead of the sentence `#no-passkey`.
#[island]
pub fn PasskeyForm() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::listen();
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::Cell;

    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::js_sys::{Array, ArrayBuffer, Function, JSON, Object, Promise, Reflect, Uint8Array};
    use web_sys::{Event, HtmlFormElement, HtmlInputElement, RequestInit, Response, Window};

    thread_local! {
        /// The device is being asked.
        static BUSY: Cell<bool> = const { Cell::new(false) };
    }

    pub(super) fn listen() -> Option<()> {
        let window = web_sys::window()?;
        let page = window.document()?;
        let form: HtmlFormElement = page.get_element_by_id("passkey")?.dyn_into().ok()?;
        if get(&window, "PublicKeyCredential").ok()?.is_undefined() {
            return None;
        }
        form.remove_attribute("hidden").ok()?;
        if let Some(instead) = page.get_element_by_id("no-passkey") {
            instead.set_attribute("hidden", "").ok()?;
        }
        let own = form.clone();
        let submit = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            event.prevent_default();
            if !BUSY.replace(true) {
                spawn_local(ask(own.clone()));
            }
        });
        form.add_event_listener_with_callback("submit", submit.as_ref().unchecked_ref())
            .ok()?;
        // The form keeps its listener as long as the page is open.
        submit.forget();
        Some(())
    }

    async fn ask(form: HtmlFormElement) {
        if fill(&form).await.is_err()
            && let Some(page) = form.owner_document()
            && let Some(beneath) = page.get_element_by_id("passkey-problem")
        {
            beneath.set_text_content(form.get_attribute("data-failed").as_deref());
        }
        BUSY.set(false);
    }

    /// Fills the form in and sends it. What the server did not even ask it is sent without an answer: it says why.
    async fn fill(form: &HtmlFormElement) -> Result<(), JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let post = RequestInit::new();
        post.set_method("POST");
        let from = form.get_attribute("data-options").unwrap_or_default();
        let response: Response = JsFuture::from(window.fetch_with_str_and_init(&from, &post))
            .await?
            .dyn_into()?;
        if response.ok() {
            let options = JsFuture::from(response.json()?).await?;
            let answer = JSON::stringify(&device(&window, &options).await?)?;
            let field: HtmlInputElement = get(form, "credential")?.dyn_into()?;
            field.set_value(&String::from(answer));
        }
        form.submit()
    }

    /// Has the device make a key, or sign with one; its answer in plain text.
    async fn device(window: &Window, options: &JsValue) -> Result<JsValue, JsValue> {
        let asked = get(options, "publicKey")?;
        bytes(window, &asked, "challenge")?;
        let user = get(&asked, "user")?;
        let act = if user.is_undefined() {
            "get"
        } else {
            bytes(window, &user, "id")?;
            "create"
        };
        for list in ["allowCredentials", "excludeCredentials"] {
            if let Ok(list) = get(&asked, list)?.dyn_into::<Array>() {
                for one in list {
                    bytes(window, &one, "id")?;
                }
            }
        }
        let keys = get(&get(window, "navigator")?, "credentials")?;
        let act: Function = get(&keys, act)?.dyn_into()?;
        let answer = JsFuture::from(act.call1(&keys, options)?.dyn_into::<Promise>()?).await?;
        let (said, response) = (get(&answer, "response")?, Object::new());
        for part in [
            "clientDataJSON",
            "attestationObject",
            "authenticatorData",
            "signature",
            "userHandle",
        ] {
            if let Ok(bytes) = get(&said, part)?.dyn_into::<ArrayBuffer>() {
                set(&response, part, &text(window, &bytes)?.into())?;
            }
        }
        let (plain, id) = (Object::new(), get(&answer, "id")?);
        set(&plain, "id", &id)?;
        set(&plain, "rawId", &id)?;
        set(&plain, "type", &get(&answer, "type")?)?;
        set(&plain, "response", &response)?;
        Ok(plain.into())
    }

    fn get(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
        Reflect::get(of, &name.into())
    }

    fn set(of: &JsValue, name: &str, value: &JsValue) -> Result<bool, JsValue> {
        Reflect::set(of, &name.into(), value)
    }

    /// Older browsers read no JSON of their own: text (base64url) becomes bytes here.
    fn bytes(window: &Window, of: &JsValue, name: &str) -> Result<(), JsValue> {
        let text = get(of, name)?.as_string().unwrap_or_default();
        let binary = window.atob(&text.replace('-', "+").replace('_', "/"))?;
        // One character a byte, all of them below 256.
        let bytes: Vec<u8> = binary.chars().flat_map(u8::try_from).collect();
        set(of, name, &Uint8Array::from(bytes.as_slice())).map(drop)
    }

    /// Bytes become text (base64url).
    fn text(window: &Window, bytes: &ArrayBuffer) -> Result<String, JsValue> {
        let bytes = Uint8Array::new(bytes).to_vec();
        let binary: String = bytes.into_iter().map(char::from).collect();
        let text = window.btoa(&binary)?;
        Ok(text.replace('+', "-").replace('/', "_").replace('=', ""))
    }
}
