//! Registers over HTTP: what they say is filled in; whatever is not exactly as agreed is a register that cannot be reached.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use domain::identity::IdNumber;
use domain::register::Outcome;
use futures::stream;
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use server::config::Secret;
use server::config::outside::Registers;
use sha2::Sha256;
use tower::ServiceExt;
use usecases::context::{Clock, SystemClock};
use usecases::register::Entry;
use usecases::register::breaker::{MOST, PAUSE};
use usecases::register::sandbox::Behaviour;
use usecases::token::hex;

use crate::newborn;
use crate::outside::serve;
use crate::process::running::{Place, Running};
use crate::site::{self, Setup, Site};

const KEY: &str = "geheim";
const LIN_XIAO: &str = "000000199605180026";

fn settings(url: &str) -> Registers {
    Registers {
        key: Some(Secret::new(KEY.to_owned())),
        wait: 1500,
        ..Registers::at(url)
    }
}

fn signed(lines: &[&str], body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    for line in lines {
        mac.update(format!("{line}\n").as_bytes());
    }
    mac.update(body);
    hex(&mac.finalize().into_bytes())
}

/// What becomes of an answer on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trick {
    None,
    Unsigned,
    Forged,
    Garbage,
    Nonsense,
    Oversize,
    Truncated,
    OfAnother,
    Elsewhere,
    Broken,
    Silent,
}

/// The sandbox's registers behind somebody who may do something to their answers.
#[derive(Debug, Clone)]
struct Gateway {
    registers: Arc<OnceLock<Router>>,
    trick: Arc<Mutex<Trick>>,
    asked: Arc<AtomicUsize>,
}

impl Gateway {
    /// A site that asks there.
    async fn with_site() -> (Self, Site) {
        let own = Self {
            registers: Arc::default(),
            trick: Arc::new(Mutex::new(Trick::None)),
            asked: Arc::default(),
        };
        let state = own.clone();
        let url = serve(|_| Router::new().fallback(Self::pass).with_state(state)).await;
        let setup = Setup {
            registers: Some(settings(&url)),
            ..Setup::default()
        };
        let site = Site::set_up(setup).await;
        own.registers.set(registers(&site)).unwrap();
        (own, site)
    }

    fn play(&self, trick: Trick) {
        *self.trick.lock().unwrap() = trick;
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    async fn pass(State(own): State<Self>, request: Request<Body>) -> Response {
        own.asked.fetch_add(1, Ordering::SeqCst);
        let nonce = request.headers()["x-zhangban-nonce"].to_str().unwrap().to_owned();
        let answered = own.registers.get().unwrap().clone().oneshot(request).await.unwrap();
        let (mut head, body) = answered.into_parts();
        let mut body = body.collect().await.unwrap().to_bytes();
        let signature = |body: &[u8]| signed(&["answer", &nonce], body).parse().unwrap();
        let name = "x-zhangban-signature";
        let trick = *own.trick.lock().unwrap();
        match trick {
            Trick::None => {}
            Trick::Unsigned => drop(head.headers.remove(name)),
            Trick::Forged => drop(head.headers.insert(name, "0".repeat(64).parse().unwrap())),
            Trick::OfAnother => {
                let other = signed(&["answer", &"0".repeat(32)], &body).parse().unwrap();
                head.headers.insert(name, other);
            }
            Trick::Garbage => body = Bytes::from_static(b"<html>{]"),
            Trick::Nonsense => body = Bytes::from_static(br#"{"record":{"as_of":"2026-02-30","says":{}}}"#),
            Trick::Oversize => body = format!(r#"{{"record":null{}}}"#, " ".repeat(70_000)).into(),
            Trick::Truncated => {
                let half = body.slice(..body.len() / 2);
                let cut = [Ok(half), Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))];
                head.headers.remove("content-length");
                return Response::from_parts(head, Body::from_stream(stream::iter(cut)));
            }
            Trick::Elsewhere => {
                head.status = StatusCode::FOUND;
                head.headers.insert("location", "/elsewhere".parse().unwrap());
            }
            Trick::Broken => head.status = StatusCode::INTERNAL_SERVER_ERROR,
            Trick::Silent => std::future::pending().await,
        }
        if matches!(trick, Trick::Garbage | Trick::Nonsense | Trick::Oversize) {
            head.headers.insert(name, signature(&body));
            head.headers.remove("content-length");
        }
        Response::from_parts(head, Body::from(body))
    }
}

fn registers(site: &Site) -> Router {
    let (city, db) = (Arc::clone(&site.office.city), site.office.db.clone());
    server::registers::sandbox::router(
        &settings("http://registers.example"),
        city,
        db,
        site.office.clock.clone(),
    )
    .unwrap()
}

fn number() -> IdNumber {
    LIN_XIAO.parse().unwrap()
}

async fn anew(site: &Site, register: &str) -> Result<Option<Entry>, Outcome> {
    let register = register.parse().unwrap();
    site.office.registers.open_anew(&register, &number()).await
}

async fn opened(site: &Site, register: &str) -> Result<Option<Entry>, Outcome> {
    let register = register.parse().unwrap();
    site.office.registers.open(&register, &number()).await
}

#[tokio::test]
async fn an_answer_counts_only_when_it_is_whole_signed_and_makes_sense() {
    let (gateway, site) = Gateway::with_site().await;
    for trick in [
        Trick::Unsigned,
        Trick::Forged,
        Trick::OfAnother,
        Trick::Garbage,
        Trick::Nonsense,
        Trick::Oversize,
        Trick::Truncated,
        Trick::Elsewhere,
        Trick::Broken,
        Trick::Silent,
    ] {
        gateway.play(trick);
        let expected = if trick == Trick::Silent {
            Outcome::Slow
        } else {
            Outcome::Down
        };
        assert_eq!(anew(&site, "household").await.map(|_| ()), Err(expected), "{trick:?}");
        gateway.play(Trick::None);
        let entry = anew(&site, "household").await.unwrap().expect("a record");
        let said = |(_, element, text): &(String, domain::id::ElementId, String)| {
            element.as_str() == "person.name" && text == "林晓"
        };
        assert!(entry.says.iter().any(said), "{entry:?}");
    }
    assert!(anew(&site, "property").await.unwrap().is_none(), "no record");
    assert_eq!(
        anew(&site, "stars").await.map(|_| ()),
        Err(Outcome::Down),
        "no register"
    );
}

#[tokio::test]
async fn a_register_that_fails_again_and_again_is_left_alone_for_a_while_and_the_others_are_not() {
    let (gateway, site) = Gateway::with_site().await;
    gateway.play(Trick::Broken);
    for _ in 0..MOST + 3 {
        assert_eq!(anew(&site, "household").await.map(|_| ()), Err(Outcome::Down));
    }
    assert_eq!(gateway.asked(), usize::try_from(MOST).unwrap());
    gateway.play(Trick::None);
    assert!(anew(&site, "marriage").await.unwrap().is_some());
    assert_eq!(anew(&site, "household").await.map(|_| ()), Err(Outcome::Down));
    site.advance(PAUSE);
    assert!(anew(&site, "household").await.unwrap().is_some());
}

#[tokio::test]
async fn a_record_is_remembered_for_a_while_and_says_when_it_was_asked_for() {
    let (gateway, site) = Gateway::with_site().await;
    assert_eq!(opened(&site, "household").await.unwrap().unwrap().asked_at, None);
    let then = site.office.now();
    site.advance(299_000);
    assert_eq!(opened(&site, "household").await.unwrap().unwrap().asked_at, Some(then));
    assert_eq!(gateway.asked(), 1);
    anew(&site, "household").await.unwrap();
    assert_eq!(gateway.asked(), 2, "before it is submitted nothing is remembered");
    site.advance(300_000);
    gateway.play(Trick::Broken);
    assert_eq!(
        opened(&site, "household").await.map(|_| ()),
        Err(Outcome::Down),
        "too old"
    );
    gateway.play(Trick::None);
    for _ in 0..2 {
        assert!(opened(&site, "property").await.unwrap().is_none());
    }
    assert_eq!(gateway.asked(), 5, "that there is no record is not remembered");
}

#[tokio::test]
async fn a_question_must_be_signed_of_now_and_new() {
    let site = Site::open().await;
    let registers = registers(&site);
    let ask = async |timestamp: i64, nonce: &str, body: &str, forged: bool| {
        let timestamp = timestamp.to_string();
        let signature = signed(&["question", &timestamp, nonce], body.as_bytes());
        let mut headers = HeaderMap::new();
        headers.insert("x-zhangban-timestamp", timestamp.parse().unwrap());
        headers.insert("x-zhangban-nonce", nonce.parse().unwrap());
        let signature = if forged { "0".repeat(64) } else { signature };
        headers.insert("x-zhangban-signature", signature.parse().unwrap());
        let mut request = Request::post("/records").body(Body::from(body.to_owned())).unwrap();
        request.headers_mut().extend(headers);
        registers.clone().oneshot(request).await.unwrap().status()
    };
    let now = SystemClock.now().0 / 1000;
    let body = format!(r#"{{"register":"household","id_number":"{LIN_XIAO}"}}"#);
    assert_eq!(ask(now, "a", &body, true).await, StatusCode::UNAUTHORIZED);
    assert_eq!(ask(now - 120, "a", &body, false).await, StatusCode::UNAUTHORIZED);
    assert_eq!(ask(now + 120, "a", &body, false).await, StatusCode::UNAUTHORIZED);
    assert_eq!(ask(now, "a", &body, false).await, StatusCode::OK);
    assert_eq!(
        ask(now, "a", &body, false).await,
        StatusCode::UNAUTHORIZED,
        "played again"
    );
    let stars = body.replace("household", "stars");
    assert_eq!(ask(now, "b", &stars, false).await, StatusCode::NOT_FOUND);
    assert_eq!(ask(now, "c", "{}", false).await, StatusCode::BAD_REQUEST);
    let unsigned = Request::post("/records").body(Body::from(body)).unwrap();
    let refused = registers.clone().oneshot(unsigned).await.unwrap();
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_newborn_is_filed_with_registers_in_a_process_of_their_own_and_the_switches_work_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut place = Place::new(folder.path(), "info");
    let url = format!("http://{}", place.address);
    let setup = Setup {
        registers: Some(settings(&url)),
        ..Setup::default()
    };
    let site = Site::set_up(setup).await;
    place.folder = site.folder().to_owned();
    let mut command = place.command();
    command
        .args(["sandbox-registers", "--listen", &place.address.to_string()])
        .env("ZHANGBAN_MASTER_KEY", site::KEY)
        .env("ZHANGBAN_REGISTERS_URL", &url)
        .env("ZHANGBAN_REGISTERS_KEY", KEY);
    let mut running = Running::run(&place, command).await;
    let mut mother = site.citizen(newborn::MOTHER).await;
    newborn::application(&mut mother).await;
    for (behaviour, expected) in [
        (Behaviour::Down, Err(Outcome::Down)),
        (Behaviour::Slow, Err(Outcome::Slow)),
        (Behaviour::Empty, Ok(false)),
        (Behaviour::Contradictory, Ok(true)),
        (Behaviour::Normal, Ok(true)),
    ] {
        usecases::sandbox::set_behaviour(&site.office, &"household".parse().unwrap(), behaviour)
            .await
            .unwrap();
        let found = anew(&site, "household").await;
        let says = |name: &str| {
            let mut said = found.iter().flatten().flat_map(|entry| &entry.says);
            said.any(|(_, _, text)| text == name)
        };
        assert_eq!(says("林晓一"), behaviour == Behaviour::Contradictory);
        assert_eq!(found.map(|found| found.is_some()), expected, "{behaviour:?}");
    }
    running.kill();
    assert_eq!(anew(&site, "household").await.map(|_| ()), Err(Outcome::Down));
    let log = place.logged();
    assert!(!log.contains(LIN_XIAO), "{log}");
}
