//! Accounts: signing in by a code to one's phone or by a passkey, confirming that it is oneself, saying who one is, one's devices,
//! signing out, knowing who asks; seeing, taking along and deleting what is kept.

pub mod code;
pub mod confirm;
pub mod devices;
pub mod erase;
pub mod export;
pub mod my_data;
pub mod notice;
pub mod passkey;
pub mod real_name;
pub mod recognise;
pub mod sign_in;
pub mod sign_out;
