//! The progress of an application while its page is open: when something changes, the page's own part is fetched anew.

use leptos::prelude::*;

/// Listens at the address in `data-events` of the element `#progress` and replaces what is in it, and the one sentence in `#now`
/// which is read out when it changes, with what the page now shows there.
/// While nothing is heard, `#updated` says so in the words of its `data-stale`; it stands beside `#progress`, whose time it names.
#[island]
pub fn LiveProgress() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::listen();
}

/// How long is waited after so many cuts, milliseconds: twice as long each time, a minute at the most, and by chance up to half of
/// it less, so that not everybody comes back at once.
#[cfg(any(feature = "hydrate", test))]
#[expect(clippy::cast_possible_truncation, reason = "a minute at the most")]
fn pause(cuts: u32, chance: f64) -> i32 {
    let longest = f64::from((2_500_u32 << cuts.min(5)).min(60_000));
    (longest * (1.0 - chance / 2.0)) as i32
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::{Cell, RefCell};

    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::spawn_local;
    use web_sys::js_sys::Math;
    use web_sys::{Document, Event, EventSource, EventTarget};

    use super::pause;
    use crate::islands::fresh::refresh;

    /// So many cuts in a row the browser mends itself; then the page asks now and then how it stands.
    const CUTS: u32 = 3;

    thread_local! {
        /// Something changed that was not fetched yet.
        static STALE: Cell<bool> = const { Cell::new(false) };
        /// A fetch is under way.
        static BUSY: Cell<bool> = const { Cell::new(false) };
        /// Where changes are heard.
        static SOURCE: RefCell<Option<EventSource>> = const { RefCell::new(None) };
        /// How often it was cut since it was last open.
        static CUT: Cell<u32> = const { Cell::new(0) };
        /// What hears everything.
        static EAR: Closure<dyn Fn(Event)> = Closure::new(|event: Event| hear(&event.type_()));
        /// Called after a pause.
        static AGAIN: Closure<dyn Fn()> = Closure::new(catch_up);
    }

    /// Listens as long as the page is open and in sight.
    pub(super) fn listen() -> Option<()> {
        hear_from(&page()?.into(), "visibilitychange")?;
        hear_from(&web_sys::window()?.into(), "online")?;
        connect()
    }

    fn hear_from(target: &EventTarget, event: &str) -> Option<()> {
        EAR.with(|ear| target.add_event_listener_with_callback(event, ear.as_ref().unchecked_ref()))
            .ok()
    }

    fn hear(event: &str) {
        match event {
            "open" => {
                CUT.set(0);
                say(None);
            }
            "changed" => show(),
            "error" => cut(),
            // Out of sight, or back in it, or in the net again.
            _ => catch_up(),
        }
    }

    fn connect() -> Option<()> {
        let events = page()?.get_element_by_id("progress")?.get_attribute("data-events");
        let source = EventSource::new(&events.filter(|events| !events.is_empty())?).ok()?;
        for event in ["open", "changed", "error"] {
            hear_from(&source, event)?;
        }
        SOURCE.set(Some(source));
        Some(())
    }

    fn close() {
        if let Some(source) = SOURCE.take() {
            source.close();
        }
    }

    /// The browser connects again by itself, unless it was refused or cut too often.
    fn cut() {
        CUT.set(CUT.get() + 1);
        say(Some("data-stale"));
        let is_over = |source: &EventSource| source.ready_state() == EventSource::CLOSED;
        if CUT.get() >= CUTS || SOURCE.with_borrow(|source| source.as_ref().is_none_or(is_over)) {
            close();
            let pause = pause(CUT.get(), Math::random());
            AGAIN.with(|again| {
                let again = again.as_ref().unchecked_ref();
                web_sys::window()?
                    .set_timeout_with_callback_and_timeout_and_arguments_0(again, pause)
                    .ok()
            });
        }
    }

    /// Shows how it stands and listens again; nothing while nobody looks.
    fn catch_up() {
        close();
        if page().is_some_and(|page| !page.hidden()) {
            show();
            connect();
        }
    }

    fn show() {
        STALE.set(true);
        if !BUSY.replace(true) {
            spawn_local(fetch_until_fresh());
        }
    }

    /// One fetch after the other, so that the newest is the one that stays.
    async fn fetch_until_fresh() {
        while STALE.replace(false) {
            // What cannot be fetched now is fetched with the next change, or after the next pause.
            let _ = replace().await;
        }
        BUSY.set(false);
    }

    /// How it stands, from when that is, and where to listen from there: nowhere once all is decided, or nobody is signed in any
    /// more.
    async fn replace() -> Result<(), JsValue> {
        let fresh = refresh(&["#now", "#progress"]).await?;
        take_over(&fresh, "progress", "data-events");
        // A page that asks to sign in says nothing of the time: what is shown is still from then.
        if fresh.get_element_by_id("progress").is_some() {
            take_over(&fresh, "updated", "data-stale");
            say((CUT.get() > 0).then_some("data-stale"));
        }
        Ok(())
    }

    fn take_over(fresh: &Document, part: &str, attribute: &str) -> Option<()> {
        let new = fresh.get_element_by_id(part);
        let new = new.and_then(|part| part.get_attribute(attribute)).unwrap_or_default();
        page()?.get_element_by_id(part)?.set_attribute(attribute, &new).ok()
    }

    fn say(words: Option<&str>) {
        if let Some(updated) = page().and_then(|page| page.get_element_by_id("updated")) {
            updated.set_text_content(words.and_then(|words| updated.get_attribute(words)).as_deref());
        }
    }

    fn page() -> Option<Document> {
        web_sys::window()?.document()
    }
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn each_cut_is_waited_out_twice_as_long_and_a_minute_at_the_most() {
        for (cuts, longest) in [
            (1, 5_000),
            (2, 10_000),
            (3, 20_000),
            (4, 40_000),
            (5, 60_000),
            (99, 60_000),
        ] {
            assert_eq!(pause(cuts, 0.0), longest);
            assert_eq!(pause(cuts, 1.0), longest / 2);
        }
    }
}
