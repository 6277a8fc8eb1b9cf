//! The server as a process of its own, and the network between it and its visitors.
//!
//! - [`running`]: started, stopped, or killed
//! - [`network`]: a connection that can be cut

pub(crate) mod network;
pub(crate) mod running;
