//! Messages by an HTTP gateway: the parts of an approved text, signed.

use std::sync::Arc;

use async_trait::async_trait;
use domain::notice::NoticeKind;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Client, header};
use serde_json::json;
use sha2::Sha256;
use usecases::context::Clock;
use usecases::message::{Messenger, NotSent};
use usecases::token::hex;

use crate::config::outside::{Sms, secret};

/// When the request was made, in seconds since 1970.
const TIMESTAMP: &str = "x-zhangban-timestamp";
/// HMAC-SHA256 over the timestamp, a line end and the body, in hexadecimal.
const SIGNATURE: &str = "x-zhangban-signature";

/// Posts each message once; who gives numbers and digits to a log gives them away, so it logs neither.
pub(super) struct HttpMessenger {
    url: String,
    key: Hmac<Sha256>,
    http: Client,
    clock: Arc<dyn Clock>,
}

impl HttpMessenger {
    pub(super) fn new(sms: &Sms, http: Client, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let key = secret("ZHANGBAN_SMS_KEY", sms.key.as_ref(), sms.key_file.as_deref())?;
        Ok(Self {
            url: sms.url.clone(),
            key: Hmac::new_from_slice(key.reveal().as_bytes())?,
            http,
            clock,
        })
    }

    fn sign(&self, timestamp: &str, body: &str) -> String {
        let mut mac = self.key.clone();
        mac.update(format!("{timestamp}\n{body}").as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    async fn post(&self, message: &serde_json::Value) -> Result<(), NotSent> {
        let body = message.to_string();
        let timestamp = (self.clock.now().0 / 1000).to_string();
        let request = self
            .http
            .post(&self.url)
            .header(header::CONTENT_TYPE, "application/json")
            .header(SIGNATURE, self.sign(&timestamp, &body))
            .header(TIMESTAMP, timestamp)
            .body(body);
        match request.send().await {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => {
                tracing::warn!(status = answer.status().as_u16(), "the gateway did not take a message");
                Err(NotSent)
            }
            Err(error) => {
                tracing::warn!(error = %error.without_url(), "the gateway for messages does not answer");
                Err(NotSent)
            }
        }
    }
}

#[async_trait]
impl Messenger for HttpMessenger {
    async fn send_code(&self, phone: &str, digits: &str, signs: Option<&str>) -> Result<(), NotSent> {
        let message = match signs {
            Some(theme) => json!({ "purpose": "sign", "phone": phone, "digits": digits, "theme": theme }),
            None => json!({ "purpose": "code", "phone": phone, "digits": digits }),
        };
        self.post(&message).await
    }

    async fn send_invitation(&self, phone: &str, digits: &str) -> Result<(), NotSent> {
        self.post(&json!({ "purpose": "party_code", "phone": phone, "digits": digits }))
            .await
    }

    async fn send_notice(&self, phone: &str, kind: NoticeKind) -> Result<(), NotSent> {
        self.post(&json!({ "purpose": kind.as_str(), "phone": phone })).await
    }
}
