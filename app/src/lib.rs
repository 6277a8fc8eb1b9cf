//! What people see: pages and server functions on the server, islands on both sides.
//!
//! Pages exist on the server only (feature `ssr`); the browser gets the islands, which talk back while one types, and nothing else.

#![expect(unreachable_pub, reason = "the component macros make their types public")]

pub mod islands;
pub mod text;

#[cfg(feature = "ssr")]
mod browser;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod policy;
#[cfg(feature = "ssr")]
mod respond;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
mod ui;
#[cfg(feature = "ssr")]
pub mod visit;

#[cfg(feature = "ssr")]
pub use pages::materials::material::page as paper_page;
#[cfg(feature = "ssr")]
pub use pages::materials::problem::file_problem;
#[cfg(feature = "ssr")]
pub use policy::POLICY;
#[cfg(feature = "ssr")]
pub use respond::{FAILED, problem_path};
#[cfg(feature = "ssr")]
pub use routes::{App, IDENTITY_RETURN, PUBLIC, shell};
#[cfg(feature = "ssr")]
pub use text::problem::BROKEN;
