//! Staff: signing in with two factors, accounts and posts, and the log of what everybody did.

pub mod list;
pub mod log;
pub mod make;
pub mod manage;
pub mod second_factor;
pub mod sign_in;

#[cfg(test)]
mod tests;
