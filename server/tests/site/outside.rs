//! Servers of others, as small as a test needs them: each on a port of its own, ended with the test.

pub(crate) mod alipay;

use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use openidconnect::PrivateSigningKey;
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm};
use serde_json::{Value, json};
use server::config::Secret;
use server::config::outside::{Identity, WeChat};
use tokio::net::TcpListener;

/// Serves this until the test ends; its address.
pub(crate) async fn serve(router: impl FnOnce(&str) -> Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let router = router(&address);
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// How a site is told of WeChat, which is there.
pub(crate) fn wechat(url: &str) -> WeChat {
    WeChat {
        app_id: "wx".to_owned(),
        secret: Some(Secret::new("s".to_owned())),
        secret_file: None,
        url: url.to_owned(),
    }
}

/// Made for this test, and worth nothing anywhere else.
const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIARDvCURLbZUf/Sc/I1/2AUP9NyzIHThgr81PNMlNZ6k\n-----END PRIVATE KEY-----\n";
const STRANGER: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIME0TwounhDST8bKYv/FL6dOTGTvqcdTZhoVK1cbwxis\n-----END PRIVATE KEY-----\n";

/// What the identity provider says next.
#[derive(Debug, Clone, Default)]
pub(crate) struct Says {
    /// The nonce of the ID token.
    pub(crate) nonce: String,
    /// Whom it is for, when not us.
    pub(crate) audience: Option<&'static str>,
    /// Signed by somebody else.
    pub(crate) forged: bool,
    /// When it is over, in seconds since 1970.
    pub(crate) expires: i64,
    /// It broke.
    pub(crate) broken: bool,
    /// Other claims: name, number, how somebody was seen.
    pub(crate) claims: Value,
}

/// An identity provider that says what it is told to.
#[derive(Debug, Clone)]
pub(crate) struct Provider {
    /// Its address.
    pub(crate) issuer: String,
    says: Arc<Mutex<Says>>,
}

fn key(pem: &str) -> CoreEdDsaPrivateSigningKey {
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(pem, None).expect("a key")
}

impl Provider {
    /// One of its own for a test.
    pub(crate) async fn start() -> Self {
        let says = Arc::new(Mutex::new(Says::default()));
        let told = Arc::clone(&says);
        let issuer = serve(|issuer| {
            let description = json!({
                "issuer": issuer,
                "authorization_endpoint": format!("{issuer}/authorize"),
                "token_endpoint": format!("{issuer}/token"),
                "jwks_uri": format!("{issuer}/keys"),
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["EdDSA"],
            });
            let keys = json!({ "keys": [key(KEY).as_verification_key()] });
            let issuer = issuer.to_owned();
            let token = move |State(told): State<Arc<Mutex<Says>>>| async move {
                let says = told.lock().expect("whole").clone();
                if says.broken {
                    return Err(StatusCode::INTERNAL_SERVER_ERROR);
                }
                let token = id_token(&issuer, &says);
                Ok(Json(
                    json!({ "access_token": "a", "token_type": "Bearer", "id_token": token }),
                ))
            };
            Router::new()
                .route(
                    "/.well-known/openid-configuration",
                    get(move || async move { Json(description) }),
                )
                .route("/keys", get(move || async move { Json(keys) }))
                .route("/token", post(token))
                .with_state(told)
        });
        let issuer = issuer.await;
        Self { issuer, says }
    }

    /// What it says from now on.
    pub(crate) fn say(&self, says: Says) {
        *self.says.lock().expect("whole") = says;
    }

    /// How a site is told of it.
    pub(crate) fn settings(&self) -> Identity {
        Identity {
            issuer: self.issuer.clone(),
            client_id: "zhangban".to_owned(),
            secret: Some(Secret::new("s".to_owned())),
            secret_file: None,
            name: "身份认证平台".to_owned(),
            scopes: "openid profile".to_owned(),
            name_claim: "name".to_owned(),
            id_number_claim: "id_number".to_owned(),
            phone_claim: "phone_number".to_owned(),
            live: "face".to_owned(),
        }
    }
}

fn id_token(issuer: &str, says: &Says) -> String {
    let mut claims = json!({
        "iss": issuer,
        "sub": "somebody",
        "aud": says.audience.unwrap_or("zhangban"),
        "iat": says.expires - 300,
        "exp": says.expires,
        "nonce": says.nonce,
    });
    if let (Some(all), Some(more)) = (claims.as_object_mut(), says.claims.as_object()) {
        all.extend(more.clone());
    }
    let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(&json!({ "alg": "EdDSA" })), part(&claims));
    let key = key(if says.forged { STRANGER } else { KEY });
    let signature = key
        .sign(&CoreJwsSigningAlgorithm::EdDsa, message.as_bytes())
        .expect("a signature");
    format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

/// A gateway for messages: what was posted to it, and what it answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gateway {
    /// Headers and body of each request.
    pub(crate) posted: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    /// Its answer; none leaves the request without one.
    pub(crate) answer: Arc<Mutex<Option<StatusCode>>>,
}

impl Gateway {
    /// Serves it; its address.
    pub(crate) async fn start(&self) -> String {
        let own = self.clone();
        serve(|_| Router::new().route("/", post(Self::take)).with_state(own)).await
    }

    async fn take(State(own): State<Self>, headers: HeaderMap, body: String) -> StatusCode {
        own.posted.lock().expect("whole").push((headers, body));
        let answer = *own.answer.lock().expect("whole");
        match answer {
            Some(status) => status,
            None => std::future::pending().await,
        }
    }

    /// What it answers from now on.
    pub(crate) fn say(&self, answer: Option<StatusCode>) {
        *self.answer.lock().expect("whole") = answer;
    }
}
