//! Files by which others see that this site is ours (业务域名校验): served at the root, each under exactly its name, from memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};

use crate::middleware::trace;
use crate::router::Shared;

/// Largest file, bytes.
const LARGEST: u64 = 64 * 1024;
/// Longest name, bytes.
const LONGEST: usize = 100;

/// The files by their names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proofs(Arc<BTreeMap<String, Bytes>>);

impl Proofs {
    /// Those of this folder; what is none is left out, and the log says which.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut proofs = BTreeMap::new();
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            // What a link leads to counts: a cluster lays its settings out as links.
            let is_small = || fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST);
            let is_proof = kind(&name).is_some() && is_small();
            if let Some(Ok(content)) = is_proof.then(|| fs::read(&path)) {
                proofs.insert(name, content.into());
            } else {
                tracing::warn!(
                    name,
                    "no verification file: not .txt or .html, too large, or it cannot be read"
                );
            }
        }
        Self(Arc::new(proofs))
    }

    fn find(&self, path: &str) -> Option<Response> {
        let name = path.strip_prefix('/')?;
        let content = self.0.get(name)?.clone();
        Some(([(header::CONTENT_TYPE, kind(name)?)], content).into_response())
    }
}

/// What a file of this name is; none when it cannot be one of these.
fn kind(name: &str) -> Option<&'static str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    let is_name = name.len() <= LONGEST && !name.starts_with('.') && name.bytes().all(is_plain);
    let (_, ending) = name.rsplit_once('.').filter(|_| is_name)?;
    match ending {
        "txt" => Some("text/plain; charset=utf-8"),
        "html" => Some("text/html; charset=utf-8"),
        _ => None,
    }
}

/// One of the files, where nothing of ours has that address; otherwise the page that says there is nothing.
pub(crate) async fn proof_or_nothing(State((shared, proofs)): State<(Shared, Proofs)>, request: Request) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    match proofs.find(request.uri().path()).filter(|_| is_read) {
        Some(proof) => proof,
        None => trace::not_found(State(shared), request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn a_name_says_what_a_file_is_or_that_it_is_none() {
        assert_eq!(kind("MP_verify_aB3-x.txt"), Some("text/plain; charset=utf-8"));
        assert_eq!(kind("alipay.v1.html"), Some("text/html; charset=utf-8"));
        let long = format!("{}.txt", "a".repeat(97));
        for name in [
            "",
            ".txt",
            ".hidden.txt",
            "a.js",
            "a",
            "../a.txt",
            "a/b.txt",
            "a b.txt",
            "校验.txt",
            "a.TXT",
            &long,
        ] {
            assert_eq!(kind(name), None, "{name}");
        }
    }
}
