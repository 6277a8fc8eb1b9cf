//! The rules of the office: pure types without input or output, the same code on the phone and on the server.
//!
//! - [`theme`]: a life event with its items, materials and topics
//! - [`condition`], [`field`], [`answer`]: what is asked, what was answered, what follows from it
//! - [`plan`] and [`form`]: the personal list, and the one form for it
//! - [`draft`]: how complete an application is before it is submitted
//! - [`application`]: one submission, and its history
//! - [`case`](mod@case): one item at one department, from waiting to decided
//! - [`calendar`], [`moment`]: working and natural days, instants
//! - [`hall`]: where people are received, and when
//! - [`register`]: what outside registers say
//! - [`identity`]: ID numbers, phone numbers, bank cards
//! - [`account`]: who signs in
//! - [`id`]: what everything is called by

pub mod account;
pub mod answer;
pub mod application;
pub mod calendar;
pub mod case;
pub mod condition;
pub mod draft;
pub mod field;
pub mod form;
pub mod hall;
pub mod id;
pub mod identity;
pub mod mandate;
pub mod moment;
pub mod notice;
pub mod plan;
pub mod register;
pub mod staff;
pub mod theme;
