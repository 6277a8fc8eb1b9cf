//! The browser's entry point: wakes the islands, nothing else.

// The islands register themselves by being linked in.
pub use app::islands;

/// Called by the page once the wasm is there.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
