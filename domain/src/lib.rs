//! The rules of the office: pure types without input or output, the same code on the phone and on the server.
//!
//! - [`theme`]: a life event with its items, materials and topics
//! - [`condition`], [`field`], [`answer`]: what is asked, what was answered, what follows from it
//! - [`plan`] and [`form`]: the personal list, and the one form for it
//! - [`draft`]: how complete an application is before it is submitted
//! - [`party`]: who applies together, and how each stands
//! - [`precheck`]: what an officer would send back
//! - [`deferral`]: papers that are deferred
//! - [`delivery`]: how results reach the citizen
//! - [`application`]: one submission, and its history
//! - [`case`](mod@case): one item at one department, from waiting to decided
//! - [`commitment`]: what is promised instead of a paper, or for an item
//! - [`calendar`], [`moment`]: working and natural days, instants
//! - [`hall`]: where people are received, and when
//! - [`register`]: what outside registers say
//! - [`identity`]: ID numbers, phone numbers, bank cards
//! - [`account`]: who signs in
//! - [`signature`]: who said yes to what
//! - [`id`]: what everything is called by; [`channel`]: which way people come; [`path`]: where on this site something is

pub mod account;
pub mod answer;
pub mod application;
pub mod calendar;
pub mod case;
pub mod channel;
pub mod commitment;
pub mod condition;
pub mod deferral;
pub mod delivery;
pub mod draft;
pub mod field;
pub mod form;
pub mod hall;
pub mod help;
pub mod id;
pub mod identity;
pub mod mandate;
pub mod moment;
pub mod notice;
pub mod party;
pub mod path;
pub mod plan;
pub mod precheck;
pub mod register;
pub mod signature;
pub mod staff;
pub mod theme;
