//! In which app a page is shown, and whether anybody is there, from what the browser says. Anybody can say anything: it decides how a
//! page looks and whether a hand-over may be opened, and lets nobody in.

use app::visit::Container;
use axum::http::{HeaderMap, Method, header};

/// What those say of themselves who look at links for others.
const CRAWLERS: [&str; 2] = ["crawler", "spider"];

/// The app that shows the page.
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

/// Whether nobody is there yet: the page is fetched ahead, or for the preview of a link.
pub(crate) fn is_ahead(method: &Method, headers: &HeaderMap) -> bool {
    let says = |name: &str, words: &[&str]| {
        let lines = headers.get_all(name).iter();
        let mut said = lines.map(|line| String::from_utf8_lossy(line.as_bytes()).to_ascii_lowercase());
        said.any(|said| words.iter().any(|word| said.contains(word)))
    };
    let ahead = ["prefetch", "prerender", "preview"];
    *method == Method::HEAD
        || ["sec-purpose", "purpose", "x-purpose", "x-moz"]
            .into_iter()
            .any(|name| says(name, &ahead))
        || says("user-agent", &CRAWLERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(of: &[(&'static str, &str)]) -> HeaderMap {
        let pairs = of.iter();
        pairs
            .map(|(name, value)| (header::HeaderName::from_static(name), value.parse().unwrap()))
            .collect()
    }

    fn shown_in(user_agent: &str) -> Option<Container> {
        container(&headers(&[("user-agent", user_agent)]))
    }

    #[test]
    fn an_app_and_the_mini_program_in_it_are_known_by_what_their_browsers_say() {
        let wechat = "Mozilla/5.0 (Linux; Android 10) Chrome/86 MMWEBID/1 MicroMessenger/8.0.49";
        assert_eq!(shown_in(wechat), Some(Container::WeChat { shell: false }));
        let inside = format!("{wechat} miniProgram/wx1");
        assert_eq!(shown_in(&inside), Some(Container::WeChat { shell: true }));
        let alipay = "Mozilla/5.0 (iPhone) AppleWebKit/605 AliApp(AP/10.5) AlipayClient/10.5";
        assert_eq!(shown_in(alipay), Some(Container::Alipay { shell: false }));
        let inside = format!("{alipay} MiniProgram");
        assert_eq!(shown_in(&inside), Some(Container::Alipay { shell: true }));
        assert_eq!(shown_in("Mozilla/5.0 (iPhone) Safari/604 miniProgram"), None);
        assert_eq!(container(&HeaderMap::new()), None);
    }

    #[test]
    fn who_looks_ahead_or_for_others_is_not_there() {
        let says = |of: &[(&'static str, &str)]| is_ahead(&Method::GET, &headers(of));
        assert!(!says(&[
            ("user-agent", "MicroMessenger miniProgram"),
            ("sec-fetch-mode", "navigate")
        ]));
        for (name, value) in [
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "preview"),
            ("purpose", "Prefetch"),
            ("x-moz", "prefetch"),
            ("user-agent", "MicroMessenger miniProgram mpcrawler"),
        ] {
            assert!(says(&[(name, value)]), "{name}: {value}");
        }
        assert!(is_ahead(&Method::HEAD, &HeaderMap::new()));
    }
}
