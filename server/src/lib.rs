//! The axum server: it carries requests to the pages and use cases, and decides nothing itself.
//!
//! - [`config`]: what can be set, by file and environment
//! - [`keys`]: the master keys, under which everything typed is sealed
//! - [`office`]: the use cases' context made from the configuration
//! - `outside`: who carries messages and who vouches for people, by https
//! - [`registers`]: registers over HTTP, and those of the sandbox as a server
//! - [`router`]: every route in one place, and what every request passes through (`middleware`)
//! - `shelf`: public pages, rendered once and handed out from memory; `ahead`: which pages a browser may fetch before they are opened
//! - `rest`: `/api/v1` for other systems; `transfer`: files in and out; `pictures`: those that a mini-program sends; `live`: pages that
//!   watch; `suggest`: while one searches; `passkeys`: what a device is asked
//! - `verification`: files by which others see that the site is ours
//! - [`jobs`]: what runs beside the requests
//! - [`commands`]: what the binary `zhangban` can do

mod ahead;
mod answer;
pub mod commands;
pub mod config;
pub mod jobs;
pub mod keys;
mod live;
mod middleware;
pub mod office;
mod outside;
mod passkeys;
mod pictures;
pub mod registers;
mod rest;
pub mod router;
mod shelf;
mod suggest;
mod transfer;
mod upload;
mod verification;

pub use config::Config;
pub use router::{Server, build};
