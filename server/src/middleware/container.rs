//! Which app's web-view asks, by what it says of itself.

use app::visit::Container;
use axum::http::{HeaderMap, header};

/// The app, and whether our mini-program in it holds the page. Letter case says nothing.
pub(crate) fn container(headers: &HeaderMap) -> Option<Container> {
    let said = headers.get(header::USER_AGENT)?.to_str().ok()?.to_ascii_lowercase();
    let shell = said.contains("miniprogram");
    if said.contains("micromessenger") {
        Some(Container::WeChat { shell })
    } else if said.contains("alipayclient") {
        Some(Container::Alipay { shell })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn an_app_is_known_by_its_name_and_a_shell_by_its_word() {
        let of = |said: &'static str| {
            container(&HeaderMap::from_iter([(
                header::USER_AGENT,
                HeaderValue::from_static(said),
            )]))
        };
        for (said, known) in [
            ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36", None),
            (
                "Mozilla/5.0 MicroMessenger/8.0",
                Some(Container::WeChat { shell: false }),
            ),
            (
                "Mozilla/5.0 micromessenger/8.0 MiniProgramEnv/android miniProgram/wx1",
                Some(Container::WeChat { shell: true }),
            ),
            (
                "Mozilla/5.0 AlipayClient/10.5 NebulaSDK/1.8",
                Some(Container::Alipay { shell: false }),
            ),
            (
                "Mozilla/5.0 AlipayClient/10.5 MiniProgram/2.0",
                Some(Container::Alipay { shell: true }),
            ),
            ("miniProgram", None),
        ] {
            assert_eq!(of(said), known, "{said}");
        }
        assert_eq!(container(&HeaderMap::new()), None);
    }
}
