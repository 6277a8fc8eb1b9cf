//! What a page may run. By itself it runs nothing but our own files; whatever it holds that needs more, says so.

use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::browser::first;

/// The policy of a page that says nothing.
pub const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// Where in it scripts are allowed.
const SCRIPTS: &str = "script-src 'self'";

/// Lets this page run what else it holds, beside what it may run already.
pub(crate) fn allow_scripts(sources: &str) {
    let Some(options) = use_context::<ResponseOptions>() else {
        return;
    };
    let before = options.0.read().ok().and_then(|parts| {
        let policy = parts.headers.get(CONTENT_SECURITY_POLICY)?;
        policy.to_str().ok().map(str::to_owned)
    });
    let policy = with(before.as_deref().unwrap_or(POLICY), sources);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        options.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

/// Engines, by what they call themselves, with the first version that knows a leave for wasm alone; the first that fits is meant.
const KNOW_WASM: [(&str, u32); 4] = [("chrome/", 97), ("iphone os ", 16), ("cpu os ", 16), ("version/", 16)];

/// What lets wasm run in the engine that says this of itself. An older one knows only the leave for whatever a script makes of a text;
/// whoever claims to be one weakens nothing but their own page.
pub(crate) fn lets_wasm_run(said: &str) -> &'static str {
    match first(said, &KNOW_WASM) {
        Some((since, version)) if version.major < *since => "'unsafe-eval'",
        _ => "'wasm-unsafe-eval'",
    }
}

fn with(policy: &str, sources: &str) -> String {
    if policy.contains(sources) {
        return policy.to_owned();
    }
    policy.replacen(SCRIPTS, &format!("{SCRIPTS} {sources}"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_that_knows_no_leave_for_wasm_alone_has_the_wider_one_and_no_other() {
        let old = [
            "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Version/4.0 Chrome/86.0.4240.99 MicroMessenger/8.0.2",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 AlipayClient/10.5.20",
            "Mozilla/5.0 (iPad; CPU OS 14_0 like Mac OS X) AppleWebKit/605.1.15 Version/14.0 Safari/604.1",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/14.1 Safari/605.1.15",
        ];
        let new = [
            "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Version/4.0 Chrome/97.0 Mobile Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 16_3 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.40",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "",
        ];
        for said in old {
            assert_eq!(lets_wasm_run(said), "'unsafe-eval'", "{said}");
        }
        for said in new {
            assert_eq!(lets_wasm_run(said), "'wasm-unsafe-eval'", "{said}");
        }
    }

    #[test]
    fn whatever_a_page_holds_adds_to_what_it_may_run_and_takes_nothing_away() {
        let one = with(POLICY, "'nonce-1'");
        let both = with(&with(&one, "https://bridge.example/a.js"), "'nonce-1'");
        assert!(
            one.contains("; script-src 'self' 'nonce-1'; style-src 'self';"),
            "{one}"
        );
        assert!(
            both.contains("; script-src 'self' https://bridge.example/a.js 'nonce-1'; style-src"),
            "{both}"
        );
        assert_eq!(
            both.len(),
            POLICY.len() + " 'nonce-1' https://bridge.example/a.js".len()
        );
    }
}
