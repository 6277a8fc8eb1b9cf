//! WeChat: the code of a mini program for its user's name there.

use async_trait::async_trait;
use reqwest::Client;
use serde::Deserialize;
use usecases::account::outside::{Exchange, Failure};

use super::body;
use crate::config::Secret;
use crate::config::outside::{WeChat as Settings, secret};

/// `jscode2session`. The session key that comes with a name is neither kept nor given on.
pub(super) struct WeChat {
    url: String,
    app_id: String,
    secret: Secret,
    http: Client,
}

#[derive(Deserialize)]
struct Said {
    openid: Option<String>,
    unionid: Option<String>,
    #[serde(default)]
    errcode: i64,
}

impl WeChat {
    pub(super) fn new(settings: &Settings, http: Client) -> anyhow::Result<Self> {
        let file = settings.secret_file.as_deref();
        Ok(Self {
            url: settings.url.clone(),
            app_id: settings.app_id.clone(),
            secret: secret("ZHANGBAN_WECHAT_SECRET", settings.secret.as_ref(), file)?,
            http,
        })
    }

    async fn ask(&self, code: &str) -> std::io::Result<Vec<u8>> {
        let parts = [
            ("appid", self.app_id.as_str()),
            ("secret", self.secret.reveal()),
            ("js_code", code),
            ("grant_type", "authorization_code"),
        ];
        let answer = self.http.get(&self.url).query(&parts).send().await;
        // The address holds the secret and the code.
        body(answer.map_err(|error| std::io::Error::other(error.without_url()))?).await
    }
}

#[async_trait]
impl Exchange for WeChat {
    async fn subject(&self, code: &str) -> Result<String, Failure> {
        let answer = self.ask(code).await.map_err(|error| {
            tracing::warn!(%error, "WeChat does not answer");
            Failure::Down
        })?;
        let said: Said = serde_json::from_slice(&answer).map_err(|_| {
            tracing::warn!("WeChat said something that cannot be read");
            Failure::Unsound
        })?;
        if said.errcode != 0 {
            tracing::warn!(code = said.errcode, "WeChat does not say who it is");
        }
        match (said.errcode, said.openid) {
            // A name that all apps of one owner share is the same person's in each.
            (0, Some(openid)) => Ok(said.unionid.map_or_else(
                || format!("{} {openid}", self.app_id),
                |unionid| format!("union {unionid}"),
            )),
            // Busy, and asked too often.
            (-1 | 45_011, _) => Err(Failure::Down),
            (40_029 | 40_163, _) => Err(Failure::Over),
            (40_226, _) => Err(Failure::Risky),
            _ => Err(Failure::Unsound),
        }
    }
}
