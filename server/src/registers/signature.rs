//! What is signed: a question with its time and nonce, an answer with the nonce of its question.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use usecases::token::hex;

use crate::config::outside::{Registers, secret};

/// The key that both sides have.
#[derive(Clone)]
pub(crate) struct Key(Hmac<Sha256>);

impl Key {
    /// The key that is set.
    pub(crate) fn of(registers: &Registers) -> anyhow::Result<Self> {
        let key = secret(
            "ZHANGBAN_REGISTERS_KEY",
            registers.key.as_ref(),
            registers.key_file.as_deref(),
        )?;
        Ok(Self(Hmac::new_from_slice(key.reveal().as_bytes())?))
    }

    /// The signature of a question.
    pub(super) fn question(&self, timestamp: &str, nonce: &str, body: &[u8]) -> String {
        self.sign(&["question", timestamp, nonce], body)
    }

    /// The signature of an answer.
    pub(super) fn answer(&self, nonce: &str, body: &[u8]) -> String {
        self.sign(&["answer", nonce], body)
    }

    fn sign(&self, before: &[&str], body: &[u8]) -> String {
        let mut mac = self.0.clone();
        for line in before {
            mac.update(line.as_bytes());
            mac.update(b"\n");
        }
        mac.update(body);
        hex(&mac.finalize().into_bytes())
    }

    /// Whether two signatures are the same, in a time that tells nothing about them.
    pub(super) fn same(&self, left: &str, right: &str) -> bool {
        let sealed = |text: &str| {
            let mut mac = self.0.clone();
            mac.update(text.as_bytes());
            mac.finalize()
        };
        sealed(left) == sealed(right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    #[test]
    fn a_signature_is_of_one_time_one_nonce_and_one_body() {
        let key = |text: &str| {
            Key::of(&Registers {
                key: Some(Secret::new(text.to_owned())),
                ..Registers::at("http://registers.example")
            })
            .unwrap()
        };
        let signed = key("k").question("1", "n", b"b");
        assert_eq!(signed, key("k").question("1", "n", b"b"));
        for other in [
            key("l").question("1", "n", b"b"),
            key("k").question("2", "n", b"b"),
            key("k").question("1", "m", b"b"),
            key("k").question("1", "n", b"c"),
            key("k").answer("n", b"b"),
        ] {
            assert!(!key("k").same(&signed, &other));
        }
        // The example in docs/registers.md.
        assert!(
            include_str!("../../../docs/registers.md").contains(&key("示例").question(
                "1795745400",
                "000102030405060708090a0b0c0d0e0f",
                br#"{"register":"household","id_number":"000000199605180026"}"#
            ))
        );
    }
}
