//! What can be set: by the file named in `ZHANGBAN_CONFIG` (or `zhangban.toml` here), overridden by the environment.

mod clock;
pub mod outside;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use usecases::context::{Limits, Mode};

/// Every setting by its name.
const SETTINGS: [&str; 40] = [
    "listen",
    "public_url",
    "database_url",
    "data_dir",
    "master_key",
    "master_key_file",
    "mode",
    "site_dir",
    "verification_dir",
    "connections",
    "overlap_days",
    "days_ahead",
    "proxies",
    "sms.url",
    "sms.key",
    "sms.key_file",
    "registers.url",
    "registers.key",
    "registers.key_file",
    "registers.wait",
    "registers.remember",
    "identity.issuer",
    "identity.client_id",
    "identity.secret",
    "identity.secret_file",
    "identity.name",
    "identity.scopes",
    "identity.name_claim",
    "identity.id_number_claim",
    "identity.phone_claim",
    "identity.live",
    "wechat.app_id",
    "wechat.secret",
    "wechat.secret_file",
    "wechat.url",
    "alipay.app_id",
    "alipay.key",
    "alipay.key_file",
    "alipay.public_key",
    "alipay.url",
];

/// The whole configuration. Each field is also `ZHANGBAN_<FIELD>` in the environment, those of a table `ZHANGBAN_<TABLE>_<FIELD>`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen on.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// The address people use: decides origin checks, links and whether cookies need https.
    pub public_url: Option<String>,
    /// `sqlite://…` or `postgres://…`; a SQLite file in the data folder when not set.
    pub database_url: Option<Secret>,
    /// Where the sandbox keeps its database and files.
    #[serde(default = "default_data_dir")]
    pub data_dir: PathBuf,
    /// The master keys that wrap the keys of the database: 32 bytes in base64 each, the current one first.
    pub master_key: Option<Secret>,
    /// The file they are in, when they are not in `master_key`. A sandbox makes itself one.
    pub master_key_file: Option<PathBuf>,
    /// `sandbox` or `production`.
    #[serde(default)]
    pub mode: ModeName,
    /// The browser's half: stylesheet, wasm, icons.
    #[serde(default = "default_site_dir")]
    pub site_dir: PathBuf,
    /// The folder of files by which others see that the site is ours.
    pub verification_dir: Option<PathBuf>,
    /// Addresses of our own proxies, separated by commas: only they may say from where a request comes.
    #[serde(default, deserialize_with = "addresses")]
    pub proxies: Vec<IpAddr>,
    /// Connections to the database.
    #[serde(default = "default_connections")]
    pub connections: u32,
    /// For how many days open drafts may go on with a version of a theme that another one follows.
    #[serde(default = "default_overlap_days")]
    pub overlap_days: u64,
    /// By how many days the clock of a sandbox is ahead: what a day brings can be seen before it comes.
    #[serde(default)]
    pub days_ahead: u32,
    /// Who carries messages to phones.
    pub sms: Option<outside::Sms>,
    /// Outside sources of facts.
    pub registers: Option<outside::Registers>,
    /// Who vouches for people.
    pub identity: Option<outside::Identity>,
    /// The mini program in WeChat that holds our pages.
    pub wechat: Option<outside::WeChat>,
    /// The one in Alipay.
    pub alipay: Option<outside::Alipay>,
}

/// A value that is never shown.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Keeps a value from being shown.
    #[must_use]
    pub fn new(value: String) -> Self {
        Self(value)
    }

    /// The value itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(set)")
    }
}

/// Sandbox or production, as it is written in the configuration.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ModeName {
    /// A city to try things in.
    Sandbox,
    /// A real city. The default, so that nobody opens a sandbox by forgetting a setting.
    #[default]
    Production,
}

impl From<ModeName> for Mode {
    fn from(mode: ModeName) -> Self {
        match mode {
            ModeName::Sandbox => Self::Sandbox,
            ModeName::Production => Self::Production,
        }
    }
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 3000))
}

fn default_overlap_days() -> u64 {
    Limits::default().overlap_days
}

fn default_data_dir() -> PathBuf {
    "var".into()
}

fn default_site_dir() -> PathBuf {
    "target/site".into()
}

fn default_connections() -> u32 {
    8
}

/// Addresses separated by commas.
fn addresses<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<IpAddr>, D::Error> {
    let text = String::deserialize(from)?;
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_err(D::Error::custom)).collect()
}

impl Config {
    /// A sandbox that keeps everything in this folder.
    #[must_use]
    pub fn sandbox_in(folder: &Path) -> Self {
        Self {
            listen: default_listen(),
            public_url: None,
            database_url: None,
            data_dir: folder.to_owned(),
            master_key: None,
            master_key_file: None,
            mode: ModeName::Sandbox,
            site_dir: folder.to_owned(),
            verification_dir: None,
            connections: 2,
            overlap_days: default_overlap_days(),
            days_ahead: 0,
            proxies: Vec::new(),
            sms: None,
            registers: None,
            identity: None,
            wechat: None,
            alipay: None,
        }
    }

    /// Reads file and environment.
    ///
    /// # Errors
    /// With a sentence that names the setting.
    pub fn load() -> anyhow::Result<Self> {
        let named = std::env::var("ZHANGBAN_CONFIG").ok();
        let file = config::File::with_name(named.as_deref().unwrap_or("zhangban.toml")).required(named.is_some());
        // The tests and the build use the prefix too, so the environment is read setting by setting; in the file a
        // name that is no setting is a mistake.
        let mut source = config::Config::builder().add_source(file);
        for name in SETTINGS {
            let value = std::env::var(format!("ZHANGBAN_{}", name.replace('.', "_").to_uppercase()));
            source = source.set_override_option(name, value.ok().filter(|value| !value.is_empty()))?;
        }
        let loaded: Self = source
            .build()
            .and_then(config::Config::try_deserialize)
            .context("the configuration cannot be read")?;
        loaded.check()
    }

    fn check(self) -> anyhow::Result<Self> {
        if let Some(url) = &self.public_url {
            let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
            let whole = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', '@']));
            ensure!(
                whole,
                "ZHANGBAN_PUBLIC_URL must be like https://example.org, without a path or a slash at the end"
            );
        }
        if matches!(self.mode, ModeName::Production) {
            let secure = self.public_url.as_ref().is_some_and(|url| url.starts_with("https://"));
            ensure!(
                secure,
                "in production ZHANGBAN_PUBLIC_URL must be set, and begin with https://"
            );
            ensure!(
                self.master_key.is_some() || self.master_key_file.is_some(),
                "in production ZHANGBAN_MASTER_KEY_FILE or ZHANGBAN_MASTER_KEY must be set; `zhangban keys new` makes a key"
            );
        }
        let is_production = matches!(self.mode, ModeName::Production);
        for (name, url) in self.outside_addresses() {
            ensure!(
                url.starts_with("https://") || (!is_production && url.starts_with("http://")),
                "{name} must begin with https://"
            );
        }
        ensure!(
            self.days_ahead == 0 || !is_production,
            "ZHANGBAN_DAYS_AHEAD is for a sandbox: in production it is today"
        );
        ensure!(
            self.days_ahead <= clock::MOST_DAYS_AHEAD,
            "ZHANGBAN_DAYS_AHEAD must be at most {}",
            clock::MOST_DAYS_AHEAD
        );
        if let Some(folder) = &self.verification_dir {
            ensure!(
                std::fs::read_dir(folder).is_ok(),
                "ZHANGBAN_VERIFICATION_DIR must be a folder that can be read, and {} is none",
                folder.display()
            );
        }
        ensure!(self.connections > 0, "ZHANGBAN_CONNECTIONS must be at least 1");
        Ok(self)
    }

    /// The address people use.
    #[must_use]
    pub fn public_url(&self) -> String {
        self.public_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// The address of the database.
    #[must_use]
    pub fn database_url(&self) -> String {
        match &self.database_url {
            Some(url) => url.reveal().to_owned(),
            None => format!("sqlite://{}", self.data_dir.join("zhangban.db").display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(settings: &[(&str, &str)]) -> anyhow::Result<Config> {
        let mut source = config::Config::builder();
        for (name, value) in settings {
            source = source.set_override(*name, *value)?;
        }
        source.build()?.try_deserialize::<Config>()?.check()
    }

    #[test]
    fn a_forgotten_mode_is_production_and_production_is_reached_by_https() {
        assert!(config(&[]).is_err());
        assert!(config(&[("public_url", "http://example.org")]).is_err());
        let https = ("public_url", "https://example.org");
        assert!(config(&[https]).is_err(), "without a key nothing could be sealed");
        let production = config(&[https, ("master_key_file", "/run/keys")]).unwrap();
        assert!(matches!(production.mode, ModeName::Production));
    }

    #[test]
    fn neither_the_database_address_nor_a_key_is_ever_shown() {
        let settings = [
            ("mode", "sandbox"),
            ("database_url", "postgres://u:geheim@h/d"),
            ("master_key", "geheim"),
        ];
        let shown = format!("{:?}", config(&settings).unwrap());
        assert!(!shown.contains("geheim"), "{shown}");
    }

    #[test]
    fn a_public_address_is_a_scheme_and_a_host() {
        for url in [
            "example.org",
            "https://example.org/",
            "https://example.org/x",
            "ftp://example.org",
            "https://",
        ] {
            assert!(config(&[("mode", "sandbox"), ("public_url", url)]).is_err(), "{url}");
        }
        assert!(config(&[("mode", "sandbox"), ("public_url", "http://192.0.2.7:3000")]).is_ok());
    }

    #[test]
    fn proxies_are_addresses_with_commas_between() {
        let sandbox = ("mode", "sandbox");
        let proxies = config(&[sandbox, ("proxies", "192.0.2.7, ::1")]).unwrap().proxies;
        assert_eq!(proxies.len(), 2);
        assert!(config(&[sandbox, ("proxies", "proxy.example.org")]).is_err());
    }

    #[test]
    fn others_are_reached_by_https_where_people_are_real() {
        let issuer = [
            ("identity.issuer", "http://id.example"),
            ("identity.client_id", "zhangban"),
        ];
        let sandbox = [&[("mode", "sandbox")], &issuer[..]].concat();
        assert_eq!(config(&sandbox).unwrap().identity.unwrap().name, "身份认证平台");
        let production = [("public_url", "https://example.org"), ("master_key_file", "/run/keys")];
        assert!(config(&[&production, &issuer[..]].concat()).is_err());
    }

    #[test]
    fn only_a_sandbox_is_ahead_of_its_time_and_by_ten_years_at_most() {
        let ahead = ("days_ahead", "1");
        let sandbox = |ahead| config(&[("mode", "sandbox"), ("days_ahead", ahead)]);
        assert_eq!(sandbox("1").unwrap().days_ahead, 1);
        assert!(sandbox("3650").is_ok());
        assert!(sandbox("3651").is_err() && sandbox("4000000000").is_err());
        let production = [("public_url", "https://example.org"), ("master_key_file", "/run/keys")];
        assert!(config(&[&production, &[ahead][..]].concat()).is_err());
    }

    #[test]
    fn a_setting_that_does_not_exist_is_a_mistake() {
        assert!(config(&[("mode", "sandbox"), ("lisen", "127.0.0.1:1")]).is_err());
    }
}
