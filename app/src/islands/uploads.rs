//! Papers that are sent as soon as they are picked: photos shrunk first, each in pieces, with a way to pause and to go on after a
//! cut. Without it the same form sends them whole.

use leptos::prelude::*;

/// Sends what is picked in the form `#upload` to the address in its `data-uploads`, after tus 1.0.0.
#[island]
pub fn UploadForm() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::listen();
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::{Cell, RefCell};
    use std::collections::VecDeque;
    use std::rc::Rc;

    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
    use web_sys::{Blob, Element, Event, File, Headers, HtmlElement, HtmlInputElement, RequestInit, Response, Window};

    use crate::islands::fresh::refresh;

    /// Bytes of one piece: a few seconds on a bad network.
    const PIECE: u32 = 262_144;
    /// What is smaller is not worth shrinking, bytes.
    const SMALL: f64 = 1_000_000.0;
    /// How long after a cut it is tried again, milliseconds.
    const AGAIN: i32 = 3_000;

    thread_local! {
        /// What waits to be sent.
        static WAITING: RefCell<VecDeque<Rc<Sending>>> = const { RefCell::new(VecDeque::new()) };
        /// A file is on its way.
        static BUSY: Cell<bool> = const { Cell::new(false) };
    }

    /// One file with the line that shows how far it is.
    struct Sending {
        form: Element,
        file: File,
        said: Element,
        bar: Element,
        is_paused: Rc<Cell<bool>>,
    }

    /// Why a file was not handed in.
    enum Failed {
        /// The server was not reached.
        Cut,
        /// It says why.
        Refused(String),
    }

    impl From<JsValue> for Failed {
        fn from(_: JsValue) -> Self {
            Self::Cut
        }
    }

    pub(super) fn listen() -> Option<()> {
        let window = web_sys::window()?;
        let page = window.document()?;
        let form = page.get_element_by_id("upload")?;
        let picker: HtmlInputElement = page.get_element_by_id("file")?.dyn_into().ok()?;
        // A page that is not reached safely has no hashes: the form sends files whole.
        window.crypto().ok().filter(|_| window.is_secure_context())?;
        let (own, into) = (picker.clone(), form.clone());
        let pick = move || {
            let files = own.files().map_or(0, |files| files.length());
            for at in 0..files {
                let file = own.files().and_then(|files| files.get(at));
                if let Some(sending) = file.and_then(|file| line(&into, file)) {
                    WAITING.with_borrow_mut(|waiting| waiting.push_back(Rc::new(sending)));
                }
            }
            own.set_value("");
            if files > 0 && !BUSY.replace(true) {
                spawn_local(send_all());
            }
        };
        // What was picked before this woke.
        pick();
        let on_change = Closure::<dyn Fn(Event)>::new(move |_| pick());
        let on_submit = Closure::<dyn Fn(Event)>::new(|event: Event| {
            // The button would leave the page, and what is on its way with it.
            if BUSY.get() {
                event.prevent_default();
            }
        });
        for (to, event, listener) in [(picker.as_ref(), "change", &on_change), (&form, "submit", &on_submit)] {
            let target: &web_sys::EventTarget = to;
            target
                .add_event_listener_with_callback(event, listener.as_ref().unchecked_ref())
                .ok()?;
        }
        // The page keeps its listeners until it is closed.
        on_change.forget();
        on_submit.forget();
        Some(())
    }

    /// The line of a file: its name, a bar, a button to pause.
    fn line(form: &Element, file: File) -> Option<Sending> {
        let page = form.owner_document()?;
        let make = |tag: &str, class: &str| {
            let element = page.create_element(tag).ok()?;
            element.set_class_name(class);
            Some(element)
        };
        let (row, name) = (make("div", "file")?, make("div", "file__name")?);
        let (said, bar) = (make("p", "note")?, make("progress", "")?);
        let button: HtmlElement = make("button", "link-button")?.dyn_into().ok()?;
        button.set_attribute("type", "button").ok()?;
        button.set_text_content(form.get_attribute("data-stop").as_deref());
        name.set_text_content(Some(&file.name()));
        for (into, part) in [(&name, &bar), (&name, &said), (&row, &name), (&row, button.as_ref())] {
            into.append_child(part).ok()?;
        }
        page.get_element_by_id("sending")?.append_child(&row).ok()?;
        let is_paused = Rc::new(Cell::new(false));
        let (form_of, own, flag) = (form.clone(), button.clone(), is_paused.clone());
        let turn = Closure::<dyn Fn()>::new(move || {
            flag.set(!flag.get());
            let word = if flag.get() { "data-go" } else { "data-stop" };
            own.set_text_content(form_of.get_attribute(word).as_deref());
        });
        button.set_onclick(Some(turn.as_ref().unchecked_ref()));
        turn.forget();
        Some(Sending {
            form: form.clone(),
            file,
            said,
            bar,
            is_paused,
        })
    }

    /// One file after the other; then the page shows what is there.
    async fn send_all() {
        while let Some(sending) = WAITING.with_borrow_mut(VecDeque::pop_front) {
            let row = sending.bar.closest(".file").ok().flatten();
            let sent = send(&sending).await;
            // What is handed in now, and the way on. Until the page can show a file, its line does.
            while refresh(&["#files", ".action"]).await.is_err() && sent.is_ok() {
                say_cut(&sending);
                if let Some(window) = web_sys::window() {
                    let _ = sleep(&window, AGAIN).await;
                }
            }
            match sent {
                Ok(()) => {
                    if let Some(row) = row {
                        row.remove();
                    }
                }
                Err(why) => {
                    let over = || sending.form.get_attribute("data-over").unwrap_or_default();
                    let why = match why {
                        Failed::Refused(why) if !why.is_empty() => why,
                        _ => over(),
                    };
                    sending.said.set_text_content(Some(&why));
                    sending.said.set_class_name("field__problem");
                    sending.bar.remove();
                    if let Some(button) = row.and_then(|row| row.query_selector("button").ok().flatten()) {
                        button.remove();
                    }
                }
            }
        }
        BUSY.set(false);
    }

    async fn send(sending: &Sending) -> Result<(), Failed> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let side = sending
            .form
            .get_attribute("data-side")
            .and_then(|side| side.parse().ok());
        let whole = match side {
            Some(side) => shrunk(&window, &sending.file, side).await,
            None => None,
        };
        let whole = whole.unwrap_or_else(|| sending.file.clone().into());
        let bytes: ArrayBuffer = JsFuture::from(whole.array_buffer()).await?.dyn_into()?;
        let hash = hash(&window, &bytes).await?;
        let uploads = sending.form.get_attribute("data-uploads").unwrap_or_default();
        let encode = |text: &str| {
            let binary: String = text.bytes().map(char::from).collect();
            window.btoa(&binary)
        };
        let metadata = format!("filename {},sha256 {}", encode(&sending.file.name())?, encode(&hash)?);
        let total = bytes.byte_length();
        let length = total.to_string();
        let announce = [("Upload-Length", length.as_str()), ("Upload-Metadata", &metadata)];
        let begun = reach(sending, || ask(&window, "POST", &uploads, &announce, None)).await?;
        let place = begun.headers().get("Location")?.unwrap_or_default();
        let mut at = offset(&begun)?;
        loop {
            while sending.is_paused.get() {
                sleep(&window, 300).await?;
            }
            sending.bar.set_attribute("max", &length)?;
            sending.bar.set_attribute("value", &at.to_string())?;
            let piece = whole.slice_with_f64_and_f64(at.into(), (at + PIECE).into())?;
            let from = at.to_string();
            let headers = [
                ("Content-Type", "application/offset+octet-stream"),
                ("Upload-Offset", &from),
            ];
            let sent = ask(&window, "PATCH", &place, &headers, Some(&piece)).await;
            at = match sent {
                Ok(taken) => offset(&taken)?,
                // Where it stands is what the server says.
                Err(Failed::Cut) => {
                    say_cut(sending);
                    sleep(&window, AGAIN).await?;
                    let there = reach(sending, || ask(&window, "HEAD", &place, &[], None)).await;
                    sending.said.set_text_content(None);
                    match there {
                        // The last piece arrived, and only the word of it was lost.
                        Err(Failed::Refused(_)) if at + PIECE >= total => return Ok(()),
                        there => offset(&there?)?,
                    }
                }
                Err(refused) => return Err(refused),
            };
            if at >= total {
                return Ok(());
            }
        }
    }

    /// Asks until the server is reached.
    async fn reach<F: Future<Output = Result<Response, Failed>>>(
        sending: &Sending,
        ask: impl Fn() -> F,
    ) -> Result<Response, Failed> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        loop {
            match ask().await {
                Err(Failed::Cut) => say_cut(sending),
                answer => return answer,
            }
            sleep(&window, AGAIN).await?;
        }
    }

    fn say_cut(sending: &Sending) {
        let cut = sending.form.get_attribute("data-cut");
        sending.said.set_text_content(cut.as_deref());
    }

    async fn ask(
        window: &Window,
        method: &str,
        to: &str,
        headers: &[(&str, &str)],
        body: Option<&Blob>,
    ) -> Result<Response, Failed> {
        let (request, all) = (RequestInit::new(), Headers::new()?);
        all.set("Tus-Resumable", "1.0.0")?;
        for (name, value) in headers {
            all.set(name, value)?;
        }
        request.set_method(method);
        request.set_headers(&all);
        if let Some(body) = body {
            request.set_body(body);
        }
        let sent = JsFuture::from(window.fetch_with_str_and_init(to, &request)).await?;
        let response: Response = sent.unchecked_into();
        match response.status() {
            200..300 => Ok(response),
            409 | 500.. => Err(Failed::Cut),
            422 => {
                let why = JsFuture::from(response.text()?).await?;
                Err(Failed::Refused(why.as_string().unwrap_or_default()))
            }
            _ => Err(Failed::Refused(String::new())),
        }
    }

    fn offset(response: &Response) -> Result<u32, JsValue> {
        let offset = response.headers().get("Upload-Offset")?;
        offset.and_then(|offset| offset.parse().ok()).ok_or(JsValue::NULL)
    }

    async fn hash(window: &Window, bytes: &ArrayBuffer) -> Result<String, JsValue> {
        let subtle = window.crypto()?.subtle();
        let hash = JsFuture::from(subtle.digest_with_str_and_buffer_source("SHA-256", bytes)?).await?;
        let hash = Uint8Array::new(&hash).to_vec();
        let digit = |half: u8| char::from_digit(half.into(), 16);
        Ok(hash
            .iter()
            .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
            .flatten()
            .collect())
    }

    /// The photo with its longer side no longer than that, the right way up; nothing where a browser cannot do that, or where
    /// there is nothing to gain.
    async fn shrunk(window: &Window, file: &File, side: u32) -> Option<Blob> {
        if !file.type_().starts_with("image/") || file.size() < SMALL {
            return None;
        }
        let decode: Function = get(window, "createImageBitmap")?.dyn_into().ok()?;
        let decoding: Promise = decode.call1(window, file).ok()?.dyn_into().ok()?;
        let picture = JsFuture::from(decoding).await.ok()?;
        let (width, height) = (get(&picture, "width")?.as_f64()?, get(&picture, "height")?.as_f64()?);
        let scale = (f64::from(side) / width.max(height)).min(1.0);
        let canvas: JsValue = window.document()?.create_element("canvas").ok()?.into();
        let (width, height) = ((width * scale).round(), (height * scale).round());
        set(&canvas, "width", &width.into())?;
        set(&canvas, "height", &height.into())?;
        let context = call(&canvas, "getContext", &["2d".into()])?;
        let place = [picture, 0.into(), 0.into(), width.into(), height.into()];
        call(&context, "drawImage", &place)?;
        let made = Promise::new(&mut |resolve, _| {
            call(&canvas, "toBlob", &[resolve.into(), "image/jpeg".into(), 0.85.into()]);
        });
        let small: Blob = JsFuture::from(made).await.ok()?.dyn_into().ok()?;
        (small.size() < file.size()).then_some(small)
    }

    fn get(of: &JsValue, name: &str) -> Option<JsValue> {
        Reflect::get(of, &name.into()).ok()
    }

    fn set(of: &JsValue, name: &str, value: &JsValue) -> Option<bool> {
        Reflect::set(of, &name.into(), value).ok()
    }

    fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
        let act: Function = get(of, name)?.dyn_into().ok()?;
        act.apply(of, &arguments.iter().collect::<Array>()).ok()
    }

    async fn sleep(window: &Window, milliseconds: i32) -> Result<JsValue, JsValue> {
        let woken = Promise::new(&mut |resolve, _| {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        });
        JsFuture::from(woken).await
    }
}
