//! What can be set: by the file named in `ZHANGBAN_CONFIG` (or `zhangban.toml` here), overridden by the environment.

use std::collections::HashMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use serde::Deserialize;
use usecases::context::Mode;

/// The whole configuration. Each field is also `ZHANGBAN_<FIELD>` in the environment.
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
    /// `sandbox` or `production`.
    #[serde(default)]
    pub mode: ModeName,
    /// The browser's half: stylesheet, wasm, icons.
    #[serde(default = "default_site_dir")]
    pub site_dir: PathBuf,
    /// Connections to the database.
    #[serde(default = "default_connections")]
    pub connections: u32,
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

fn default_data_dir() -> PathBuf {
    "var".into()
}

fn default_site_dir() -> PathBuf {
    "target/site".into()
}

fn default_connections() -> u32 {
    8
}

impl Config {
    /// Reads file and environment.
    ///
    /// # Errors
    /// With a sentence that names the setting.
    pub fn load() -> anyhow::Result<Self> {
        let named = std::env::var("ZHANGBAN_CONFIG").ok();
        let file = config::File::with_name(named.as_deref().unwrap_or("zhangban.toml")).required(named.is_some());
        let environment = config::Environment::with_prefix("ZHANGBAN")
            .try_parsing(true)
            .ignore_empty(true);
        let source = config::Config::builder()
            .add_source(file)
            .add_source(environment)
            .build();
        let loaded: Self = source
            .and_then(ignore_foreign)
            .context("the configuration cannot be read")?;
        loaded.check()
    }

    fn check(self) -> anyhow::Result<Self> {
        if let Some(url) = &self.public_url {
            let whole = url.starts_with("http://") || url.starts_with("https://");
            ensure!(
                whole && !url.ends_with('/'),
                "ZHANGBAN_PUBLIC_URL must be like https://example.org, without a slash at the end"
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

/// The settings alone: tests and the build use the prefix of the environment too.
fn ignore_foreign(source: config::Config) -> Result<Config, config::ConfigError> {
    const SETTINGS: [&str; 7] = [
        "listen",
        "public_url",
        "database_url",
        "data_dir",
        "mode",
        "site_dir",
        "connections",
    ];
    let values: HashMap<String, config::Value> = source.try_deserialize()?;
    let mut known = config::Config::builder();
    for (name, value) in values.into_iter().filter(|(name, _)| SETTINGS.contains(&name.as_str())) {
        known = known.set_override(name, value)?;
    }
    known.build()?.try_deserialize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(settings: &[(&str, &str)]) -> anyhow::Result<Config> {
        let mut source = config::Config::builder();
        for (name, value) in settings {
            source = source.set_override(*name, *value)?;
        }
        ignore_foreign(source.build()?)?.check()
    }

    #[test]
    fn a_forgotten_mode_is_production() {
        assert!(matches!(config(&[]).unwrap().mode, ModeName::Production));
    }

    #[test]
    fn the_database_address_is_never_shown() {
        let shown = format!("{:?}", config(&[("database_url", "postgres://u:geheim@h/d")]).unwrap());
        assert!(!shown.contains("geheim"), "{shown}");
    }

    #[test]
    fn a_public_address_must_be_whole() {
        for url in ["example.org", "https://example.org/", "ftp://example.org"] {
            assert!(config(&[("public_url", url)]).is_err(), "{url}");
        }
        assert!(config(&[("public_url", "https://example.org")]).is_ok());
    }
}
