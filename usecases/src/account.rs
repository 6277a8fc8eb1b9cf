//! Accounts: signing in, signing out, and knowing who asks.

pub mod recognise;
pub mod sign_in;
pub mod sign_out;
