//! Alipay: the code of a mini program for its user's name there.

use std::sync::Arc;

use anyhow::Context;
use async_trait::async_trait;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::Client;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::value::RawValue;
use spki::SubjectPublicKeyInfoRef;
use spki::der::Decode as _;
use usecases::account::outside::{Exchange, Failure};
use usecases::context::Clock;

use super::body;
use crate::config::outside::{Alipay as Settings, secret};

/// `alipay.system.oauth.token`, signed both ways with RSA and SHA-256 (“RSA2”). The tokens that come with a name are neither
/// kept nor given on.
pub(super) struct Alipay {
    url: String,
    app_id: String,
    /// Ours: requests are signed with it.
    key: RsaKeyPair,
    /// Theirs: answers are signed with its other half.
    public_key: UnparsedPublicKey<Vec<u8>>,
    http: Client,
    clock: Arc<dyn Clock>,
}

/// An answer: what it says exactly as it was signed, and the signature.
#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow, rename = "alipay_system_oauth_token_response")]
    said: Option<&'a RawValue>,
    #[serde(rename = "error_response")]
    refused: Option<Refused>,
    #[serde(default)]
    sign: String,
}

#[derive(Deserialize)]
struct Said {
    open_id: Option<String>,
    user_id: Option<String>,
}

#[derive(Deserialize)]
struct Refused {
    #[serde(default)]
    code: String,
    #[serde(default)]
    sub_code: String,
}

impl Alipay {
    pub(super) fn new(settings: &Settings, http: Client, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let key = secret(
            "ZHANGBAN_ALIPAY_KEY",
            settings.key.as_ref(),
            settings.key_file.as_deref(),
        )?;
        let key = der(key.reveal()).context("ZHANGBAN_ALIPAY_KEY is not base64")?;
        let public_key = der(&settings.public_key).context("ZHANGBAN_ALIPAY_PUBLIC_KEY is not base64")?;
        let public_key = SubjectPublicKeyInfoRef::from_der(&public_key)
            .map_err(|_| anyhow::anyhow!("ZHANGBAN_ALIPAY_PUBLIC_KEY is not a public key (X.509)"))?;
        Ok(Self {
            url: settings.url.clone(),
            app_id: settings.app_id.clone(),
            key: RsaKeyPair::from_pkcs8(&key)
                .map_err(|_| anyhow::anyhow!("ZHANGBAN_ALIPAY_KEY is not an RSA key of 2048 bits or more (PKCS#8)"))?,
            public_key: UnparsedPublicKey::new(
                &RSA_PKCS1_2048_8192_SHA256,
                public_key.subject_public_key.raw_bytes().to_vec(),
            ),
            http,
            clock,
        })
    }

    async fn ask(&self, code: &str) -> std::io::Result<Vec<u8>> {
        let now = self.clock.now().local().format("%Y-%m-%d %H:%M:%S").to_string();
        // In the order that is signed: by name.
        let parts = [
            ("app_id", self.app_id.as_str()),
            ("charset", "utf-8"),
            ("code", code),
            ("format", "JSON"),
            ("grant_type", "authorization_code"),
            ("method", "alipay.system.oauth.token"),
            ("sign_type", "RSA2"),
            ("timestamp", &now),
            ("version", "1.0"),
        ];
        let signature = self.sign(&parts.map(|(name, value)| format!("{name}={value}")).join("&"))?;
        let request = self
            .http
            .post(&self.url)
            .form(&[&parts[..], &[("sign", &signature)]].concat());
        body(request.send().await.map_err(std::io::Error::other)?).await
    }

    fn sign(&self, text: &str) -> std::io::Result<String> {
        let mut signature = vec![0; self.key.public().modulus_len()];
        self.key
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature)
            .map_err(|_| std::io::Error::other("the request cannot be signed"))?;
        Ok(BASE64_STANDARD.encode(signature))
    }

    /// What they said, if it is they who said it.
    fn verified(&self, said: &RawValue, sign: &str) -> Option<Said> {
        let sign = BASE64_STANDARD.decode(sign).ok()?;
        self.public_key.verify(said.get().as_bytes(), &sign).ok()?;
        serde_json::from_str(said.get()).ok()
    }
}

/// The bytes of a key in base64, with the lines around it or without.
fn der(text: &str) -> Result<Vec<u8>, base64::DecodeError> {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with("-----"));
    BASE64_STANDARD.decode(lines.collect::<String>())
}

#[async_trait]
impl Exchange for Alipay {
    async fn subject(&self, code: &str) -> Result<String, Failure> {
        let answer = self.ask(code).await.map_err(|error| {
            tracing::warn!(%error, "Alipay does not answer");
            Failure::Down
        })?;
        let unsound = || {
            tracing::warn!("Alipay said something that is not signed or cannot be read");
            Failure::Unsound
        };
        let answer: Answer<'_> = serde_json::from_slice(&answer).map_err(|_| unsound())?;
        if let Some(Refused { code, sub_code }) = answer.refused {
            tracing::warn!(code, sub_code, "Alipay does not say who it is");
            return Err(match (code.as_str(), sub_code.as_str()) {
                (_, "isv.code-invalid") => Failure::Over,
                // Busy, and asked too often.
                ("20000" | "40005", _) => Failure::Down,
                _ => Failure::Unsound,
            });
        }
        let said = answer
            .said
            .and_then(|said| self.verified(said, &answer.sign))
            .ok_or_else(unsound)?;
        // A name that all apps share is the same person's in each.
        let shared = said.user_id.map(|user_id| format!("user {user_id}"));
        let own = || said.open_id.map(|open_id| format!("{} {open_id}", self.app_id));
        shared.or_else(own).ok_or_else(unsound)
    }
}
