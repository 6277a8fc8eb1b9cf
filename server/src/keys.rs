//! The master keys: from the configuration; a sandbox makes itself one.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, ensure};
use data::key::MasterKeys;

use crate::config::{Config, ModeName};

/// The master keys in force.
///
/// # Errors
/// With a sentence that names the setting; never with a key.
pub fn master_keys(config: &Config) -> anyhow::Result<MasterKeys> {
    let (text, setting) = match (&config.master_key, &config.master_key_file) {
        (Some(key), _) => (key.reveal().to_owned(), "ZHANGBAN_MASTER_KEY"),
        (None, Some(file)) => (read(file)?, "the file of ZHANGBAN_MASTER_KEY_FILE"),
        (None, None) => {
            ensure!(
                matches!(config.mode, ModeName::Sandbox),
                "ZHANGBAN_MASTER_KEY_FILE or ZHANGBAN_MASTER_KEY must be set"
            );
            (own_key(&config.data_dir)?, "the sandbox's key file")
        }
    };
    MasterKeys::parse(&text)
        .with_context(|| format!("{setting} must hold keys of 32 bytes in base64, as `zhangban keys new` makes them"))
}

/// The key of a sandbox, made at its first start; of two processes that start at once, the first makes it.
fn own_key(data_dir: &Path) -> anyhow::Result<String> {
    let file = data_dir.join("master.key");
    if !file.exists() {
        std::fs::create_dir_all(data_dir)
            .with_context(|| format!("the folder {} cannot be made", data_dir.display()))?;
        // Readable by its owner alone, and there whole or not at all.
        let mut new = tempfile::NamedTempFile::new_in(data_dir).context("the sandbox's key cannot be written")?;
        writeln!(new, "{}", MasterKeys::generate())?;
        new.as_file().sync_all()?;
        match new.persist_noclobber(&file) {
            Err(lost) if !file.exists() => return Err(lost.error).context("the sandbox's key cannot be written"),
            _ => {}
        }
    }
    read(&file)
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("the key file {} cannot be read", file.display()))
}
