//! Accounts: signing in by a code to one's phone or by what others know of one, saying who one is, one's devices, signing out, and knowing who asks.

pub mod bind;
pub mod code;
pub mod container;
pub mod devices;
pub mod identity;
pub mod means;
pub mod outside;
pub mod real_name;
pub mod recognise;
pub mod sign_in;
pub mod sign_out;
