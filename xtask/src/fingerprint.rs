//! Telling whether something changed: a hash over all inputs of a step, kept in a stamp file beside what it made.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The inputs of a step, in order.
#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds bytes; their length is part of it, so that two inputs never run into each other.
    pub(crate) fn add(mut self, bytes: &[u8]) -> Self {
        self.0
            .update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds the contents of a file, or its absence.
    pub(crate) fn add_file(self, path: &Path) -> Self {
        let bytes = fs::read(path).unwrap_or_default();
        self.add(&bytes)
    }

    /// Adds the names and contents of all files of a folder.
    pub(crate) fn add_folder(mut self, folder: &Path) -> Result<Self> {
        for file in files_of(folder)? {
            self = self.add(file.as_os_str().as_encoded_bytes()).add_file(&file);
        }
        Ok(self)
    }

    /// The hash as 64 hexadecimal digits.
    pub(crate) fn hex(self) -> String {
        self.0
            .finalize()
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }
}

/// The 16 digits that stand in a file name for its content.
pub(crate) fn content_hash(bytes: &[u8]) -> String {
    Fingerprint::default().add(bytes).hex().chars().take(16).collect()
}

/// Whether the step that left this stamp saw the same inputs.
pub(crate) fn is_fresh(stamp: &Path, key: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|kept| kept == key)
}

/// Remembers the inputs of a step that is done.
pub(crate) fn keep(stamp: &Path, key: &str) -> Result<()> {
    write(stamp, key.as_bytes())
}

/// Writes a file, and the folders it lies in.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// All files below a folder, sorted by name; none when the folder does not exist.
pub(crate) fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_never_run_into_each_other() {
        let one = Fingerprint::default().add(b"ab").add(b"c").hex();
        let other = Fingerprint::default().add(b"a").add(b"bc").hex();
        assert_ne!(one, other);
        assert_eq!(one.len(), 64);
    }
}
