//! Who asks: the session behind the cookie, looked up once per request; never for pages that are the same for everyone.

use std::net::{IpAddr, SocketAddr};

use app::visit::{Visit, token_cookie};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use usecases::Asker;
use usecases::account::recognise::recognise;
use usecases::inbox::count_new;
use usecases::token::Token;

use super::container::{container, is_ahead};
use super::keep;
use super::trace::{TraceId, problem_page};
use crate::router::{Shared, is_public};

/// The cookie of the mode.
pub(crate) const MODE: &str = "mode";
/// The cookie of the county.
pub(crate) const REGION: &str = "region";
/// How long it is kept: a year, in seconds.
const COUNTY_AGE: u32 = 365 * 24 * 60 * 60;

/// Every mode but the ordinary one; a public page is kept once for each.
const MODES: [&str; 3] = ["elder", "elder-2", "elder-3"];

/// The mode under this name.
pub(crate) fn known_mode(name: &str) -> Option<&'static str> {
    MODES.into_iter().find(|mode| *mode == name)
}

/// The visit of somebody whose session nobody looks up: mode, region, app and trace.
pub(crate) fn stranger(shared: &Shared, uri: &Uri, headers: &HeaderMap, extensions: &Extensions) -> Visit {
    let cookies = cookies(headers);
    let mode = cookies.get(MODE).and_then(|mode| known_mode(mode.value()));
    Visit {
        elder: mode.is_some(),
        larger: match mode {
            Some("elder-2") => 1,
            Some("elder-3") => 2,
            _ => 0,
        },
        region: region(shared, uri, &cookies),
        trace: extensions
            .get::<TraceId>()
            .map_or_else(String::new, |trace| trace.0.clone()),
        container: container(headers),
        secure: shared.origin.is_secure,
        ..Visit::default()
    }
}

/// The county of the link, else the one that was chosen; none that the city does not have.
fn region(shared: &Shared, uri: &Uri, cookies: &CookieJar) -> Option<String> {
    let chosen = || cookies.get(REGION).map(Cookie::value);
    let code = region_of_link(uri).or_else(chosen)?;
    shared.office.city.region_below(code).map(|region| region.code.clone())
}

/// The county that a link names, whether the city has it or not.
pub(crate) fn region_of_link(uri: &Uri) -> Option<&str> {
    uri.query()?.split('&').find_map(|part| part.strip_prefix("region="))
}

/// One cookie as it was sent, without reading the others.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter();
    let cookies = lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    let value = |cookie: &'a [u8]| cookie.trim_ascii().strip_prefix(name.as_bytes())?.strip_prefix(b"=");
    str::from_utf8(cookies.filter_map(value).next_back()?).ok()
}

/// Puts the visit into the request.
pub(crate) async fn look_up(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let stranger = stranger(&shared, request.uri(), request.headers(), request.extensions());
    let cookies = cookies(request.headers());
    let token = |name: &str| {
        cookies
            .get(&token_cookie(name, shared.origin.is_secure))
            .map(Cookie::value)
            .filter(|value| !value.is_empty())
            .map(Token::from_browser)
    };
    let (session, guest) = (token("session"), token("guest"));
    let ahead = is_ahead(request.method(), request.headers());
    let public = is_public(request.uri().path());
    let has_own = session.is_some() || guest.is_some();
    if ahead && has_own && !public && request.method() == Method::GET {
        // It would lie in the browser beyond signing out, and count as a use of the session.
        return StatusCode::FORBIDDEN.into_response();
    }
    let asker = if public {
        Asker::Guest(None)
    } else {
        match recognise(&shared.office, session.as_ref(), guest.clone()).await {
            Ok(asker) => asker,
            Err(error) => {
                tracing::error!(%error, "who asks cannot be looked up");
                return problem_page(&shared, "internal", stranger).await;
            }
        }
    };
    // What is not counted is not told: the page is shown all the same.
    let news = if is_own_page(&request) && matches!(asker, Asker::Citizen(_)) {
        count_new(&shared.office, &asker, session.as_ref()).await.unwrap_or(0)
    } else {
        0
    };
    let whose = (!public).then(|| keep::whose(&asker, session.as_ref()));
    let may_be_kept = request.method() == Method::GET && keep::is_to_be_read(request.uri());
    let visit = Visit {
        news,
        asker,
        session,
        guest,
        parked: token("parked"),
        code: token("code"),
        away: token("away"),
        identified: token("identified"),
        handed: token("handed"),
        invited: token("invited"),
        typed: token("typed"),
        served: token("served"),
        browser: token("browser"),
        device: device(request.headers()),
        address: address(&shared, request.headers(), request.extensions()),
        is_ahead: ahead,
        ..stranger
    };
    let kept = county_to_keep(&shared, request.uri());
    let shown = HeaderValue::from_str(visit.region.as_deref().unwrap_or_else(|| shared.office.city.region()));
    request.extensions_mut().insert(visit);
    let mut response = next.run(request).await;
    if let Some(cookie) = kept {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    if let Ok(county) = shown {
        response.headers_mut().insert(keep::REGION, county);
    }
    if let Some(whose) = whose {
        if may_be_kept && whose != keep::NOBODY && response.status() == StatusCode::OK {
            response.headers_mut().insert(keep::KEEP, keep::YES);
        }
        response.headers_mut().insert(keep::WHOSE, whose);
    }
    response
}

/// Whether a page is asked for that says how much its reader has not read: one's own things and how far they are.
fn is_own_page(request: &Request) -> bool {
    let path = request.uri().path();
    let is_page = path == "/me" || path.starts_with("/me/") || path.starts_with("/applications");
    request.method() == Method::GET && is_page && !path.ends_with("/events")
}

/// The longest that is kept of what a browser says of itself, characters.
const LONGEST: usize = 300;

/// What the browser says it is.
fn device(headers: &HeaderMap) -> Option<String> {
    let said = headers.get(header::USER_AGENT)?.to_str().ok()?;
    Some(said.chars().take(LONGEST).collect())
}

/// The address the request comes from. What a header says of it counts only when one of our own proxies sent it.
pub(crate) fn address(shared: &Shared, headers: &HeaderMap, extensions: &Extensions) -> Option<String> {
    let ConnectInfo(peer) = extensions.get::<ConnectInfo<SocketAddr>>()?;
    let lines = headers.get_all("x-forwarded-for").iter();
    let forwarded = lines.map(|line| line.to_str().unwrap_or_default());
    Some(network(client(
        peer.ip(),
        &shared.proxies,
        &forwarded.collect::<Vec<_>>(),
    )))
}

/// Who asked: each proxy adds whom it heard from at the end, so the last that is none of ours. What cannot be read, and everything
/// in front of it, anybody may have written.
fn client(peer: IpAddr, proxies: &[IpAddr], forwarded: &[&str]) -> IpAddr {
    let heard = forwarded.iter().rev().flat_map(|line| line.rsplit(','));
    let mut last = peer.to_canonical();
    for one in heard {
        if !proxies.contains(&last) {
            break;
        }
        match one.trim().parse::<IpAddr>() {
            Ok(address) => last = address.to_canonical(),
            Err(_) => break,
        }
    }
    last
}

/// What one subscriber has: an IPv4 address, or the 64 bits in front of an IPv6 one.
fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Who follows a link of a county's to a page of their own stays in it; public pages set no cookie.
fn county_to_keep(shared: &Shared, uri: &Uri) -> Option<HeaderValue> {
    let code = region_of_link(uri).filter(|_| !is_public(uri.path()))?;
    let city = &shared.office.city;
    let age = if code == city.region() { 0 } else { COUNTY_AGE };
    let known = age == 0 || city.region_below(code).is_some();
    let secure = if shared.origin.is_secure { "; Secure" } else { "" };
    let cookie = format!("{REGION}={code}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).ok().filter(|_| known)
}

/// What the browser sent. A cookie that another site of the same domain set, in whatever letters, spoils none of ours.
fn cookies(headers: &HeaderMap) -> CookieJar {
    let lines = headers.get_all(header::COOKIE).iter();
    let lines = lines.map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned());
    let cookies = lines.flat_map(|line| Cookie::split_parse(line).filter_map(Result::ok).collect::<Vec<_>>());
    cookies.fold(CookieJar::new(), CookieJar::add)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(peer: &str, forwarded: &[&str]) -> String {
        let proxies = ["10.0.0.1", "10.0.0.2"].map(|proxy| proxy.parse().unwrap());
        client(peer.parse().unwrap(), &proxies, forwarded).to_string()
    }

    #[test]
    fn only_our_own_proxies_say_whom_they_heard_from() {
        assert_eq!(asked("1.2.3.4", &["9.9.9.9"]), "1.2.3.4");
        assert_eq!(asked("10.0.0.1", &["9.9.9.9, 1.2.3.4"]), "1.2.3.4");
        assert_eq!(asked("10.0.0.1", &["9.9.9.9", "1.2.3.4, 10.0.0.2"]), "1.2.3.4");
        assert_eq!(asked("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(asked("::ffff:10.0.0.1", &["::ffff:1.2.3.4"]), "1.2.3.4");
    }

    #[test]
    fn what_cannot_be_read_makes_nothing_in_front_of_it_true() {
        assert_eq!(asked("10.0.0.1", &["9.9.9.9, 1.2.3.4:5"]), "10.0.0.1");
        assert_eq!(asked("10.0.0.1", &["9.9.9.9, unknown"]), "10.0.0.1");
    }

    #[test]
    fn one_subscriber_is_one_network() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("1.2.3.4"), "1.2.3.4");
    }
}
