//! Waking islands: only a page that holds one loads wasm, and only it may run an inline script, by its nonce.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::policy::allow_scripts;

/// An island with the script that wakes it, and the page's own policy.
pub(crate) fn awake(island: impl IntoView + 'static) -> AnyView {
    let Some((options, nonce)) = use_context::<LeptosOptions>().zip(use_nonce()) else {
        return ().into_any();
    };
    allow_scripts(&format!("'nonce-{nonce}' 'wasm-unsafe-eval'"));
    view! { {island}<HydrationScripts options=options islands=true/> }.into_any()
}
