//! Every route in one place, and what every request passes through.

use std::net::IpAddr;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::visit::PublicUrl;
use app::{App, PUBLIC, shell};
use axum::extract::{DefaultBodyLimit, FromRef, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Router, middleware as layer};
use leptos::prelude::{LeptosOptions, provide_context};
use leptos_axum::{LeptosRoutes, generate_route_list};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::TimeoutLayer;
use usecases::Context;

use crate::config::Config;
use crate::live::Watchers;
use crate::middleware::{headers, hydration, nesting, origin, trace, visit};
use crate::shelf::Shelf;
use crate::verification::{Proofs, proof_or_nothing};
use crate::{ahead, answer, live, passkeys, pictures, rest, suggest, transfer, upload};

/// How long a page may take.
pub(crate) const PAGE_TIMEOUT: Duration = Duration::from_mins(1);
/// Largest form, bytes.
const FORM_LIMIT: usize = 1024 * 1024;
/// Longest path of a file of the browser's, bytes.
const LONGEST_NAME: usize = 255;

/// What handlers share: each layer holds it, and each request passes through all of them.
#[derive(Debug, Clone)]
pub struct Shared(Arc<Held>);

/// What is in it.
#[derive(Debug)]
pub struct Held {
    /// The use cases' context.
    pub office: Context,
    /// Names of the browser's files.
    pub leptos: LeptosOptions,
    /// Pages that watch applications.
    pub watchers: Arc<Watchers>,
    /// Where requests may come from.
    pub origin: Arc<origin::Origin>,
    /// Proxies of our own, whose word on addresses counts.
    pub proxies: Arc<[IpAddr]>,
    /// The pages alone, for a problem that never reached one.
    pub pages: Router,
}

impl Deref for Shared {
    type Target = Held;
    fn deref(&self) -> &Held {
        &self.0
    }
}

impl FromRef<Shared> for Context {
    fn from_ref(shared: &Shared) -> Self {
        shared.office.clone()
    }
}

/// A server ready to listen.
#[derive(Debug, Clone)]
pub struct Server {
    /// All routes.
    pub router: Router,
    /// What they share; jobs need it too.
    pub shared: Shared,
}

/// All routes over this office.
#[must_use]
pub fn build(config: &Config, office: Context) -> Server {
    let (leptos, stylesheet) = browser_files(config);
    let origin = Arc::new(origin::Origin::new(&config.public_url()));
    let public_url = PublicUrl(config.public_url().trim_end_matches('/').into());
    let provide = {
        let (office, leptos) = (office.clone(), leptos.clone());
        move || {
            provide_context(office.clone());
            provide_context(leptos.clone());
            provide_context(public_url.clone());
        }
    };
    let pages: Router = Router::new()
        .leptos_routes_with_context(&leptos, generate_route_list(App), provide, move || shell(&stylesheet))
        .with_state(leptos.clone())
        .layer(layer::map_response(hydration::cut));
    let shared = Shared(Arc::new(Held {
        office,
        leptos,
        watchers: Arc::default(),
        origin,
        proxies: config.proxies.clone().into(),
        pages: pages.clone(),
    }));
    let pages = pages
        .layer(layer::map_response(headers::malformed))
        .layer(layer::from_fn(nesting::shallow))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PAGE_TIMEOUT,
        ))
        .layer(DefaultBodyLimit::max(FORM_LIMIT));
    let limits = shared.office.limits;
    // One file more than allowed still gets a sentence; beyond that the connection is cut.
    let upload_limit = usize::try_from(limits.file_bytes)
        .unwrap_or(usize::MAX)
        .saturating_mul(limits.files_per_material + 1);
    let transfers: Router<Shared> = Router::new()
        .route("/drafts/{draft}/materials/{material}", post(transfer::upload))
        .route("/drafts/{draft}/materials/{material}/uploads", upload::creation())
        .route("/drafts/{draft}/materials/{material}/pictures", pictures::grants())
        .route("/uploads/{upload}", upload::route())
        .route("/files/{file}", get(transfer::download))
        .route("/desk/cases/{case}/files/{file}", get(transfer::download_for_officer))
        .route("/desk/help/{help}/files/{file}", get(transfer::download_to_help))
        .route("/me/data/export.json", get(transfer::export))
        .route("/applications/{application}/record.json", get(transfer::signed_record))
        .route("/parties/{invitation}/record.json", get(transfer::joint_record))
        .route("/applications/{application}/events", get(live::events))
        .layer(DefaultBodyLimit::max(upload_limit));
    let visited = Router::new()
        .merge(pages.with_state(()))
        .merge(transfers)
        .route("/passkeys/{ceremony}", post(passkeys::ask))
        .route("/drafts/{draft}/sign/device", post(passkeys::ask_to_sign))
        .route("/parties/{invitation}/sign/device", post(passkeys::ask_to_agree))
        .route(
            "/applications/{application}/mend/sign/device",
            post(passkeys::ask_to_mend),
        )
        .route("/drafts/{draft}/form/{topic}/answer", answer::route())
        .layer(layer::from_fn_with_state(shared.clone(), visit::look_up));
    let everything: Router<Shared> = Router::new()
        .merge(visited)
        .merge(rest::routes())
        .route("/search/suggest", suggest::route())
        .route(ahead::PATH, ahead::route())
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .fallback_service(files(config, &shared));
    let router = everything
        .layer(layer::from_fn_with_state(shared.clone(), origin::same_origin))
        // Outside of that, and nothing else: a mini-program comes from no page of ours, and has a grant instead.
        .merge(pictures::arrivals(limits.file_bytes))
        .layer(layer::from_fn_with_state(shared.clone(), headers::secure))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(trace::panicked))
        .layer(layer::from_fn_with_state(shared.clone(), trace::trace))
        .with_state(shared.clone());
    let router = Router::new().fallback_service(Shelf::new(router, shared.office.clone()));
    Server { router, shared }
}

/// Whether a path is one of the pages that are the same for everyone.
pub(crate) fn is_public(path: &str) -> bool {
    PUBLIC.into_iter().any(|pattern| fits(pattern, path))
}

/// Whether a path is one of this pattern, segment by segment; one in braces stands for any that is not empty.
pub(crate) fn fits(pattern: &str, path: &str) -> bool {
    let (wanted, given) = (pattern.split('/'), path.split('/'));
    let mut pairs = wanted.clone().zip(given.clone());
    wanted.count() == given.count()
        && pairs.all(|(wanted, given)| wanted == given || (wanted.starts_with('{') && !given.is_empty()))
}

/// Whether requests can be served.
async fn ready(State(office): State<Context>) -> impl IntoResponse {
    match office.db.ping().await {
        Ok(()) => (StatusCode::OK, "ready"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}

/// The browser's files, for ever under their hashed names, and those by which others see that the site is ours; anything else is the
/// page that says there is nothing.
fn files(config: &Config, shared: &Shared) -> Router {
    let pkg = ServeDir::new(config.site_dir.join("pkg"))
        .precompressed_br()
        .precompressed_gzip();
    let pkg = Router::new()
        .fallback_service(pkg)
        .layer(layer::map_response(headers::keep_for_ever));
    let proofs = config.verification_dir.as_deref().map(Proofs::read);
    let other = any(proof_or_nothing).with_state((shared.clone(), proofs.unwrap_or_default()));
    let public = ServeDir::new(&config.site_dir)
        .precompressed_br()
        .precompressed_gzip()
        .call_fallback_on_method_not_allowed(true)
        .append_index_html_on_directories(false);
    let public = Router::new()
        .fallback_service(public.fallback(other))
        .layer(layer::from_fn(headers::keep_a_day));
    Router::new()
        .nest("/pkg", pkg)
        .fallback_service(public)
        .layer(layer::from_fn_with_state(shared.clone(), short_names))
}

/// A name longer than a file can have is looked for nowhere: the disk would call it an error, and it is none of ours.
async fn short_names(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    if request.uri().path().len() > LONGEST_NAME {
        return trace::not_found(State(shared), request).await;
    }
    next.run(request).await
}

/// What leptos must know about the browser's files, and the address of the stylesheet.
fn browser_files(config: &Config) -> (LeptosOptions, String) {
    let (hash_file, css) = hash_file(config).unzip();
    let options = LeptosOptions::builder()
        .output_name("zhangban")
        .site_root(config.site_dir.display().to_string())
        .site_pkg_dir("pkg")
        .hash_files(hash_file.is_some())
        .hash_file(Arc::from(hash_file.unwrap_or_default().display().to_string()))
        .build();
    (
        options,
        format!("/pkg/{}", css.unwrap_or_else(|| "zhangban.css".to_owned())),
    )
}

/// The list of hashed names that fits the files there are, and the stylesheet's: xtask leaves it in the site folder,
/// cargo-leptos beside the executable.
fn hash_file(config: &Config) -> Option<(PathBuf, String)> {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|executable| Some(executable.parent()?.join("hash.txt")));
    let candidates = [std::path::absolute(config.site_dir.join("hash.txt")).ok(), beside];
    candidates.into_iter().flatten().find_map(|file| {
        let names = std::fs::read_to_string(&file).ok()?;
        let hash = names.lines().find_map(|line| line.strip_prefix("css:"))?;
        let css = format!("zhangban.{}.css", hash.trim());
        config.site_dir.join("pkg").join(&css).is_file().then_some((file, css))
    })
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn only_pages_that_are_the_same_for_everyone_are_public() {
        for path in ["/", "/themes", "/themes/newborn", "/search", "/offline"] {
            assert!(is_public(path), "{path}");
        }
        for path in ["/me", "/themes/newborn/plan", "/themes/", "/drafts/1", "/sign-in"] {
            assert!(!is_public(path), "{path}");
        }
    }
}
