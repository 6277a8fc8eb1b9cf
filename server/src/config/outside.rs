//! Whom we ask outside: the carrier of messages, the registers, the identity provider, the mini program.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;

use super::{Config, Secret};

/// Who carries messages to phones.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sms {
    /// Where a message is posted to.
    pub url: String,
    /// The key that requests are signed with.
    pub key: Option<Secret>,
    /// The file it is in, when it is not in `key`.
    pub key_file: Option<PathBuf>,
}

/// Outside sources of facts, behind one address.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registers {
    /// Where they are asked.
    pub url: String,
    /// The key that questions and answers are signed with.
    pub key: Option<Secret>,
    /// The file it is in, when it is not in `key`.
    pub key_file: Option<PathBuf>,
    /// How long one is waited for, milliseconds: less than people are made to wait.
    #[serde(default = "default_wait")]
    pub wait: u64,
    /// For how long an answer may be used again, seconds; 0 asks each time.
    #[serde(default = "default_remember")]
    pub remember: u64,
}

impl Registers {
    /// Those at this address, without a key.
    #[must_use]
    pub fn at(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            key: None,
            key_file: None,
            wait: default_wait(),
            remember: default_remember(),
        }
    }
}

/// Who vouches for people: an `OpenID` Connect provider.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Its address, under which `/.well-known/openid-configuration` is found.
    pub issuer: String,
    /// What it calls us.
    pub client_id: String,
    /// The secret we prove that with.
    pub secret: Option<Secret>,
    /// The file it is in, when it is not in `secret`.
    pub secret_file: Option<PathBuf>,
    /// What people call it.
    #[serde(default = "default_name")]
    pub name: String,
    /// What is asked for, with spaces between.
    #[serde(default = "default_scopes")]
    pub scopes: String,
    /// The claim that holds the name.
    #[serde(default = "default_name_claim")]
    pub name_claim: String,
    /// The claim that holds the ID number.
    #[serde(default = "default_id_number_claim")]
    pub id_number_claim: String,
    /// The claim that holds the mobile number.
    #[serde(default = "default_phone_claim")]
    pub phone_claim: String,
    /// The values of `acr` or `amr` that say a living person was seen, with spaces between.
    #[serde(default)]
    pub live: String,
}

/// The mini program in WeChat that holds our pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeChat {
    /// What WeChat calls it.
    pub app_id: String,
    /// Its secret.
    pub secret: Option<Secret>,
    /// The file it is in, when it is not in `secret`.
    pub secret_file: Option<PathBuf>,
    /// Where codes are exchanged.
    #[serde(default = "default_wechat")]
    pub url: String,
}

/// The mini program in Alipay that holds our pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alipay {
    /// What Alipay calls it.
    pub app_id: String,
    /// Our private key: PKCS#8 in base64.
    pub key: Option<Secret>,
    /// The file it is in, when it is not in `key`.
    pub key_file: Option<PathBuf>,
    /// Alipay's public key, as its console shows it: X.509 in base64.
    pub public_key: String,
    /// Where codes are exchanged.
    #[serde(default = "default_alipay")]
    pub url: String,
}

fn default_wait() -> u64 {
    2500
}

fn default_remember() -> u64 {
    300
}

fn default_name() -> String {
    "身份认证平台".into()
}

fn default_scopes() -> String {
    "openid profile".into()
}

fn default_name_claim() -> String {
    "name".into()
}

fn default_id_number_claim() -> String {
    "id_number".into()
}

fn default_phone_claim() -> String {
    "phone_number".into()
}

fn default_wechat() -> String {
    "https://api.weixin.qq.com/sns/jscode2session".into()
}

fn default_alipay() -> String {
    "https://openapi.alipay.com/gateway.do".into()
}

impl Config {
    /// Every address of others, with its setting's name.
    pub(super) fn outside_addresses(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let sms = self.sms.as_ref().map(|sms| ("ZHANGBAN_SMS_URL", &*sms.url));
        let registers = self.registers.as_ref();
        let registers = registers.map(|registers| ("ZHANGBAN_REGISTERS_URL", &*registers.url));
        let identity = self.identity.as_ref();
        let identity = identity.map(|identity| ("ZHANGBAN_IDENTITY_ISSUER", &*identity.issuer));
        let wechat = self.wechat.as_ref().map(|wechat| ("ZHANGBAN_WECHAT_URL", &*wechat.url));
        let alipay = self.alipay.as_ref().map(|alipay| ("ZHANGBAN_ALIPAY_URL", &*alipay.url));
        [sms, registers, identity, wechat, alipay].into_iter().flatten()
    }
}

/// The secret of this setting, or what its file holds.
pub(crate) fn secret(name: &str, value: Option<&Secret>, file: Option<&Path>) -> anyhow::Result<Secret> {
    if let Some(value) = value {
        return Ok(value.clone());
    }
    let file = file.with_context(|| format!("{name}_FILE or {name} must be set"))?;
    let text = std::fs::read_to_string(file).with_context(|| format!("{name}_FILE cannot be read"))?;
    let text = text.trim();
    anyhow::ensure!(!text.is_empty(), "{name}_FILE is empty");
    Ok(Secret::new(text.to_owned()))
}
