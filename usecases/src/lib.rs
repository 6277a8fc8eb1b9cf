//! What can be done at the office: who may, decide, store, notify. One operation per file.
//!
//! Every operation takes the [`Context`] and the [`Asker`] and checks first whether the asker may. One operation, one transaction;
//! what must happen afterwards is an errand in the [`outbox`].

pub mod account;
pub mod application;
pub mod arrival;
pub mod asker;
pub(crate) mod audit;
pub mod casework;
pub mod context;
pub mod draft;
pub mod error;
pub mod hat;
pub mod help;
pub mod inbox;
mod lines;
pub mod mandate;
pub mod message;
pub mod outbox;
mod parked;
pub mod party;
pub mod plan;
pub mod register;
pub mod retention;
pub mod sandbox;
pub mod staff;
pub mod theme;
pub mod token;
pub mod window;

pub use asker::Asker;
pub use content::city;
pub use context::Context;
pub use error::{Became, Error, Refusal, Result};

#[cfg(test)]
mod matrix;
#[cfg(test)]
mod office;
