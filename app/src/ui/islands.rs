//! Waking islands: only a page that holds one loads wasm, and only it may run an inline script, by its nonce.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::policy::{allow_scripts, lets_wasm_run};
use crate::visit::visit;

/// An island with the script that wakes it, and the page's own policy.
pub(crate) fn awake(island: impl IntoView + 'static) -> AnyView {
    let Some((options, nonce)) = use_context::<LeptosOptions>().zip(use_nonce()) else {
        return ().into_any();
    };
    let wasm = lets_wasm_run(visit().device.as_deref().unwrap_or_default());
    allow_scripts(&format!("'nonce-{nonce}' {wasm}"));
    view! { {island}<HydrationScripts options=options islands=true/> }.into_any()
}
