//! Accounts: signing in by a code to one's phone, by a passkey, by what others know of one or by a hand-over, confirming that it is
//! oneself, saying who one is, one's means and devices, signing out, knowing who asks; seeing, taking along and deleting what is kept.

pub(crate) mod begin;
pub mod bind;
pub mod code;
pub mod confirm;
pub mod devices;
pub mod erase;
pub mod export;
pub mod hall;
pub mod hand_over;
pub mod identity;
pub mod means;
pub mod my_data;
pub mod notice;
pub mod outside;
pub mod passkey;
pub mod person;
pub mod real_name;
pub mod recognise;
pub mod sign_in;
pub mod sign_out;
