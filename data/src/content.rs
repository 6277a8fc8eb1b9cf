//! The content of files, sealed block by block while it arrives: each file under a key of its own, which is sealed in front of it.
//!
//! Blocks can neither be exchanged nor left out: the STREAM construction (2015/189 in the IACR archive), as `RustCrypto` builds it.

use aead_stream::{DecryptorBE32, EncryptorBE32};
use aes_gcm::{Aes256Gcm, KeyInit};

use crate::error::{Error, Result};
use crate::key::{Keys, new_key};

/// Bytes of a block before it is sealed.
const BLOCK: usize = 64 * 1024;
/// Bytes that sealing adds to a block.
const TAG: usize = 16;
/// Bytes of a sealed file key: number of the data key, nonce, key, tag.
const HEAD: usize = 4 + 12 + 32 + TAG;

/// A file key is used for one file, so the blocks need no chance of their own.
const NONCE: [u8; 7] = [0; 7];

/// Seals one file.
pub struct Sealer {
    stream: EncryptorBE32<Aes256Gcm>,
    /// What does not fill a block yet.
    rest: Vec<u8>,
}

impl Sealer {
    /// Begins a file of this name; the bytes it starts with.
    ///
    /// # Errors
    /// When there is no key to seal with.
    pub fn begin(keys: &Keys, name: &str) -> Result<(Self, Vec<u8>)> {
        let key = new_key();
        let head = keys.seal(&place(name), key.as_slice())?;
        let stream = EncryptorBE32::from_aead(Aes256Gcm::new(&(*key).into()), &NONCE.into());
        let rest = Vec::with_capacity(BLOCK);
        Ok((Self { stream, rest }, head))
    }

    /// Takes what arrived; the blocks that are full now. One full block is held back: it may be the last.
    ///
    /// # Errors
    /// When a file has more blocks than can be counted.
    pub fn take(&mut self, mut bytes: &[u8]) -> Result<Vec<u8>> {
        let mut sealed = Vec::new();
        while self.rest.len() + bytes.len() > BLOCK {
            let (fits, more) = bytes.split_at(BLOCK - self.rest.len());
            self.rest.extend_from_slice(fits);
            sealed.extend(self.stream.encrypt_next(self.rest.as_slice()).map_err(|_| too_long())?);
            self.rest.clear();
            bytes = more;
        }
        self.rest.extend_from_slice(bytes);
        Ok(sealed)
    }

    /// Ends the file; its last bytes.
    ///
    /// # Errors
    /// When a file has more blocks than can be counted.
    pub fn end(self) -> Result<Vec<u8>> {
        self.stream.encrypt_last(self.rest.as_slice()).map_err(|_| too_long())
    }
}

/// The content of a sealed file of this name.
///
/// # Errors
/// When a bit of it was altered, left out or exchanged.
pub fn unseal(keys: &Keys, name: &str, sealed: &[u8]) -> Result<Vec<u8>> {
    open(keys, name, sealed).ok_or_else(|| Error::inconsistent("files", name))
}

fn open(keys: &Keys, name: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    let (head, blocks) = sealed.split_at_checked(HEAD)?;
    let key = <[u8; 32]>::try_from(keys.unseal(&place(name), head)?).ok()?;
    let mut stream = DecryptorBE32::from_aead(Aes256Gcm::new(&key.into()), &NONCE.into());
    let mut content = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.chunks(BLOCK + TAG).peekable();
    while let Some(block) = blocks.next() {
        if blocks.peek().is_none() {
            content.extend(stream.decrypt_last(block).ok()?);
            return Some(content);
        }
        content.extend(stream.decrypt_next(block).ok()?);
    }
    None
}

fn place(name: &str) -> String {
    format!("content:{name}")
}

fn too_long() -> Error {
    Error::inconsistent("files", "too long")
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(…)")
    }
}
