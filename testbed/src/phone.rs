//! Somebody's own device, as far as passkeys need it: it makes real keys and real signatures (WebAuthn, ES256).

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Somebody is there, and proved to be the owner.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
/// A new key comes along.
const NEW_KEY: u8 = 0x40;

/// A phone with one key.
#[derive(Debug, Clone)]
pub struct Phone {
    /// Its private half never leaves it.
    pub key: SigningKey,
    /// The name of its key.
    pub id: [u8; 16],
    /// Whose it is, as the office calls them.
    pub owner: Value,
    /// How often the key was used.
    pub counter: u32,
    /// Whether its owner looks into it or lays a finger on it.
    pub verifies: bool,
    /// Which site it believes to be at.
    pub origin: String,
    /// The name that its key belongs to.
    pub host: String,
}

fn host_of(origin: &str) -> String {
    let behind = origin.split_once("//").map_or(origin, |(_, behind)| behind);
    behind.split(':').next().unwrap_or_default().to_owned()
}

impl Phone {
    /// A phone at this site; phones of different numbers have different keys.
    ///
    /// # Panics
    /// With the number zero, which is no key.
    #[must_use]
    pub fn new(origin: &str, number: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
            id: [number; 16],
            owner: Value::Null,
            counter: 0,
            verifies: true,
            origin: origin.to_owned(),
            host: host_of(origin),
        }
    }

    /// Makes the key that is asked for.
    ///
    /// # Panics
    /// When it is asked for something that no device does.
    pub fn make(&mut self, options: &Value) -> String {
        let asked = &options["publicKey"];
        assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
        self.owner = asked["user"]["id"].clone();
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        // COSE: an elliptic curve key (2) for ES256 (-7) on P-256 (1).
        let cose = [
            &[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32][..],
            x,
            &[0x22, 0x58, 32],
            y,
        ]
        .concat();
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        let known = [&[0; 16][..], &length, &self.id, &cose].concat();
        let data = [self.data(NEW_KEY), known].concat();
        let length = u16::try_from(data.len()).unwrap().to_be_bytes();
        // CBOR: {fmt: "none", attStmt: {}, authData: bytes}.
        let head = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59";
        let attestation = [&head[..], &length, &data].concat();
        self.answer(&json!({
            "clientDataJSON": BASE64.encode(self.client("webauthn.create", asked)),
            "attestationObject": BASE64.encode(attestation),
        }))
    }

    /// Signs what is asked.
    ///
    /// # Panics
    /// When it is asked for something that no device does.
    pub fn sign(&mut self, options: &Value) -> String {
        let asked = &options["publicKey"];
        assert_eq!(options.get("mediation"), None, "the device asks at once");
        self.counter += 1;
        let (client, data) = (self.client("webauthn.get", asked), self.data(0));
        let signature: Signature = self.key.sign(&[&data[..], &Sha256::digest(&client)].concat());
        self.answer(&json!({
            "clientDataJSON": BASE64.encode(client),
            "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature.to_der()),
            "userHandle": self.owner,
        }))
    }

    fn client(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let client = json!({ "type": kind, "challenge": asked["challenge"], "origin": self.origin });
        client.to_string().into_bytes()
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let head = Sha256::digest(&self.host);
        [&head[..], &[PRESENT | verified | more], &self.counter.to_be_bytes()].concat()
    }

    fn answer(&self, response: &Value) -> String {
        let id = BASE64.encode(self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }
}
