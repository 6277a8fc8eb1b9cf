//! The records: queries that speak domain types, over entities that nobody else sees.
//!
//! Every function takes a connection or a transaction; [`Database`] has both. Reading returns `Option` for what may be absent.

#[expect(
    unreachable_pub,
    reason = "the derive makes its types public; the module keeps them in"
)]
mod entity;
mod error;
mod seal;

pub mod account;
pub mod agency;
pub mod answer;
pub mod application;
pub mod arrival;
pub mod aside;
pub mod audit;
pub mod case;
pub mod check;
pub mod code;
pub mod consent;
pub mod content;
pub mod correction;
pub mod database;
pub mod decision;
pub mod deferral;
pub mod delivery;
pub mod draft;
pub mod file;
pub mod flag;
pub mod help;
pub mod inbox;
pub mod invitation;
pub mod key;
pub mod mandate;
pub mod mended;
pub mod message;
pub mod notice;
pub mod organisation;
pub mod outbox;
pub mod parked;
pub mod passkey;
pub mod promise;
pub mod register;
pub mod retention;
pub mod rival;
pub mod search;
pub mod second_factor;
pub mod session;
pub mod setting;
pub mod signature;
pub mod staff;
pub mod supplement;
pub mod theme;
pub mod upload;
pub mod voucher;

pub use database::{Connection, Database, Locked, Transaction};
pub use error::{Error, Result};
