//! Alipay's gateway, as small as a test needs it: it checks what is signed, and says what the code asks for.

use std::collections::BTreeMap;

use axum::routing::post;
use axum::{Form, Router};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use server::config::Secret;
use server::config::outside::Alipay;

use super::serve;

/// Made for this test, and worth nothing anywhere else.
const OURS: &str = include_str!("keys/ours.pem");
const THEIRS: &str = include_str!("keys/theirs.pem");
const THEIR_PUBLIC: &str = include_str!("keys/theirs.pub.pem");

fn key(pem: &str) -> RsaKeyPair {
    let lines = pem.lines().filter(|line| !line.starts_with("-----"));
    let der = BASE64_STANDARD.decode(lines.collect::<String>()).expect("base64");
    RsaKeyPair::from_pkcs8(&der).expect("a key")
}

fn sign(pem: &str, text: &str) -> String {
    let key = key(pem);
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
        .expect("a signature");
    BASE64_STANDARD.encode(signature)
}

/// Starts it; how a site is told of it.
pub(crate) async fn start() -> Alipay {
    let url = serve(|_| Router::new().route("/gateway.do", post(answer))).await;
    Alipay {
        app_id: "2021000000000000".to_owned(),
        key: Some(Secret::new(OURS.to_owned())),
        key_file: None,
        public_key: THEIR_PUBLIC.to_owned(),
        url: format!("{url}/gateway.do"),
    }
}

/// What is refused stands beside a code of the gateway and one of the operation.
fn refused(code: &str, sub_code: &str) -> String {
    let said = format!(r#"{{"code":"{code}","msg":"m","sub_code":"{sub_code}","sub_msg":"m"}}"#);
    format!(r#"{{"error_response":{said},"sign":"{}"}}"#, sign(THEIRS, &said))
}

fn says(said: &str, sign: &str) -> String {
    // Spaces are part of what is signed, those around it are not.
    format!(r#"{{ "alipay_system_oauth_token_response" : {said} , "sign":"{sign}" }}"#)
}

async fn answer(Form(mut parts): Form<BTreeMap<String, String>>) -> String {
    let signature = parts.remove("sign").expect("signed");
    let signature = BASE64_STANDARD.decode(signature).expect("base64");
    let text: Vec<_> = parts.iter().map(|(name, value)| format!("{name}={value}")).collect();
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key(OURS).public_key())
        .verify(text.join("&").as_bytes(), &signature)
        .expect("signed by the mini program's key");
    assert_eq!(parts["method"], "alipay.system.oauth.token");
    assert_eq!(parts["grant_type"], "authorization_code");
    // Friday, ten o'clock, at +08:00.
    assert!(parts["timestamp"].ends_with(" 10:00:00"), "{}", parts["timestamp"]);
    let said = r#"{"user_id": "2088000000000000", "access_token":"a\/b", "expires_in":1296000}"#;
    match parts["code"].as_str() {
        "good" => says(said, &sign(THEIRS, said)),
        "altered" => says(&said.replace("2088", "2089"), &sign(THEIRS, said)),
        "forged" => says(said, &sign(OURS, said)),
        "unsigned" => format!(r#"{{"alipay_system_oauth_token_response":{said}}}"#),
        "busy" => refused("20000", "aop.unknow-error"),
        "rate" => refused("40005", "isv.app-call-limited"),
        "old" => refused("40002", "isv.code-invalid"),
        _ => refused("40002", "isv.invalid-app-id"),
    }
}
