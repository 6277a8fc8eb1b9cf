//! Waking islands: only a page that holds one loads wasm, and only it may run an inline script, by its nonce.

use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// An island with the script that wakes it, and the page's own policy.
pub(crate) fn awake(island: impl IntoView + 'static) -> AnyView {
    let Some((options, nonce)) = use_context::<LeptosOptions>().zip(use_nonce()) else {
        return ().into_any();
    };
    let policy = format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        expect_context::<ResponseOptions>().insert_header(CONTENT_SECURITY_POLICY, policy);
    }
    view! { {island}<HydrationScripts options=options islands=true/> }.into_any()
}
