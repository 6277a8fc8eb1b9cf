//! Public pages come from memory: asked about rather than sent again, replaced the moment something is published, never
//! mixed up between counties and modes.

use std::io::Read;
use std::time::Duration;

use content::{Authored, Library};
use futures::future::join_all;
use http::header::{ACCEPT_ENCODING, COOKIE, HeaderName, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use usecases::theme::follow::follow;
use usecases::theme::publish::publish;

use crate::people::page::Page;
use crate::site::Site;

const GUIDE: &str = "/themes/newborn";
const KEPT: [&str; 3] = ["/", "/themes", GUIDE];

async fn ask(site: &Site, method: Method, path: &str, headers: &[(HeaderName, &str)]) -> Page {
    let headers = headers
        .iter()
        .map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()));
    let headers: HeaderMap = headers.collect();
    site.browser().send(method, path, headers, "".into()).await.unwrap()
}

async fn get(site: &Site, path: &str, headers: &[(HeaderName, &str)]) -> Page {
    ask(site, Method::GET, path, headers).await
}

/// The newborn theme under another name.
fn renamed(name: &str) -> Authored {
    let library = Library::embedded().unwrap();
    let newborn = library
        .themes
        .into_iter()
        .find(|theme| theme.slug == "newborn")
        .unwrap();
    let source = newborn
        .source
        .replace("\nname: 新生儿出生\n", &format!("\nname: {name}\n"));
    Authored {
        theme: content::theme::read(&source, &newborn.elements).unwrap(),
        hash: content::theme::hash(&source, &newborn.elements),
        source,
        ..newborn
    }
}

#[tokio::test]
async fn a_page_that_the_browser_has_is_not_sent_again() {
    let site = Site::open().await;
    for path in KEPT {
        for encoding in ["br", "gzip", "identity"] {
            let page = get(&site, path, &[(ACCEPT_ENCODING, encoding)]).await;
            assert_eq!(
                page.header("cache-control"),
                "public, max-age=0, must-revalidate",
                "{path}"
            );
            assert_eq!(page.header("vary"), "accept-encoding, cookie", "{path}");
            assert_eq!(page.header("x-trace-id"), "", "{path}");
            let tag = page.header("etag");
            let known = get(&site, path, &[(ACCEPT_ENCODING, encoding), (IF_NONE_MATCH, tag)]).await;
            assert_eq!(
                (known.status, known.body.len()),
                (StatusCode::NOT_MODIFIED, 0),
                "{path} {encoding}"
            );
            assert_eq!(known.header("etag"), tag);
            assert_eq!(known.header("vary"), "accept-encoding, cookie", "{path}");
            let other = get(
                &site,
                path,
                &[(IF_NONE_MATCH, "\"another\""), (ACCEPT_ENCODING, encoding)],
            )
            .await;
            assert_eq!((other.status, &other.body), (StatusCode::OK, &page.body));
        }
    }
}

#[tokio::test]
async fn a_page_is_the_same_however_it_is_sent() {
    let site = Site::open().await;
    let plain = get(&site, GUIDE, &[]).await;
    assert_eq!(plain.header("content-encoding"), "");
    let (mut brotli, mut gzip) = (Vec::new(), Vec::new());
    let small = get(&site, GUIDE, &[(ACCEPT_ENCODING, "gzip, deflate, br")]).await;
    brotli::Decompressor::new(&small.body[..], 4096)
        .read_to_end(&mut brotli)
        .unwrap();
    let older = get(&site, GUIDE, &[(ACCEPT_ENCODING, "gzip")]).await;
    flate2::read::GzDecoder::new(&older.body[..])
        .read_to_end(&mut gzip)
        .unwrap();
    assert!(brotli == plain.body && gzip == plain.body);
    assert_eq!(
        (small.header("content-encoding"), older.header("content-encoding")),
        ("br", "gzip")
    );
    let tags = [&plain, &small, &older].map(|page| page.header("etag"));
    assert!(
        tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2],
        "{tags:?}"
    );
}

#[tokio::test]
async fn a_head_says_what_a_page_would_be() {
    let site = Site::open().await;
    for encoding in ["br", "gzip", "identity"] {
        let head = ask(&site, Method::HEAD, GUIDE, &[(ACCEPT_ENCODING, encoding)]).await;
        let page = get(&site, GUIDE, &[(ACCEPT_ENCODING, encoding)]).await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
        for name in [
            "etag",
            "content-length",
            "content-encoding",
            "content-type",
            "content-security-policy",
        ] {
            assert_eq!(head.header(name), page.header(name), "{name}");
        }
        assert_eq!(head.header("content-length"), page.body.len().to_string());
    }
}

#[tokio::test]
async fn what_is_published_is_on_every_page_at_once() {
    for site in Site::each().await {
        for name in ["喜得贵子", "弄璋弄瓦", "喜得贵子"] {
            site.advance(1);
            for path in KEPT {
                assert!(
                    !get(&site, path, &[]).await.text().contains(name),
                    "{} {path}",
                    site.engine()
                );
            }
            assert!(publish(&site.office, &renamed(name)).await.unwrap());
            for path in KEPT {
                assert!(
                    get(&site, path, &[]).await.text().contains(name),
                    "{} {path}",
                    site.engine()
                );
            }
            publish(&site.office, &renamed("新生儿出生")).await.unwrap();
            site.advance(1);
        }
    }
}

#[tokio::test]
async fn what_another_server_publishes_is_there_after_the_next_look() {
    for site in Site::each().await {
        let other = site.beside().await;
        let before = get(&other, GUIDE, &[]).await;
        site.advance(1);
        assert!(publish(&site.office, &renamed("喜得贵子")).await.unwrap());
        assert_eq!(get(&other, GUIDE, &[]).await.body, before.body, "{}", site.engine());
        follow(&other.office).await.unwrap();
        for path in KEPT {
            assert!(
                get(&other, path, &[]).await.text().contains("喜得贵子"),
                "{} {path}",
                site.engine()
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_runs_looks_by_itself() {
    let site = Site::open().await;
    let other = site.beside().await;
    let _jobs = server::jobs::start(&other.shared);
    get(&other, GUIDE, &[]).await;
    site.advance(1);
    publish(&site.office, &renamed("喜得贵子")).await.unwrap();
    let seen = async { while !get(&other, GUIDE, &[]).await.text().contains("喜得贵子") {} };
    // Far longer than it takes: the machine may be busy.
    tokio::time::timeout(Duration::from_secs(20), seen).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_is_older_than_the_publication_before_it() {
    let site = Site::open().await;
    for round in 0..5 {
        let readers = (0..8).map(async |_| get(&site, GUIDE, &[]).await);
        site.advance(1);
        let name = format!("第{round}胎");
        let theme = renamed(&name);
        let (_, published) = tokio::join!(join_all(readers), publish(&site.office, &theme));
        assert!(published.unwrap());
        assert!(get(&site, GUIDE, &[]).await.text().contains(&name), "{round}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counties_and_modes_never_mix() {
    let site = Site::open().await;
    let counties: Vec<_> = site.office.city.below().to_vec();
    let mut visits = Vec::new();
    for mode in ["", "elder", "elder-2"] {
        visits.push((GUIDE.to_owned(), format!("mode={mode}"), mode, None));
        for county in &counties {
            let (code, name) = (&county.code, Some(county.name.as_str()));
            visits.push((GUIDE.to_owned(), format!("region={code}; mode={mode}"), mode, name));
            visits.push((
                format!("{GUIDE}?region={code}"),
                format!("mode={mode}; region=000001"),
                mode,
                name,
            ));
        }
    }
    let both_ways = visits.iter().chain(visits.iter().rev()).chain(&visits);
    let seen = both_ways.map(async |(path, cookies, mode, county)| {
        let page = get(&site, path, &[(COOKIE, cookies)]).await;
        assert_eq!(page.status, StatusCode::OK);
        let shown = page.attributes("html", "data-mode").concat();
        assert_eq!(shown.starts_with("elder"), !mode.is_empty(), "{path} {cookies} {shown}");
        let place = page.texts(".top-bar__home").concat();
        for one in &counties {
            assert_eq!(
                place.contains(&one.name),
                *county == Some(one.name.as_str()),
                "{path} {cookies}: {place}"
            );
        }
    });
    join_all(seen).await;
}
