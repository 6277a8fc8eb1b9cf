//! What a page may run. By itself it runs nothing but our own files; whatever it holds that needs more, says so.

use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

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
