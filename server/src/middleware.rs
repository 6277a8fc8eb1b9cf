//! What every request passes through, one layer per file.

pub(crate) mod arriving;
pub(crate) mod container;
pub(crate) mod headers;
pub(crate) mod hydration;
pub(crate) mod keep;
pub(crate) mod nesting;
pub(crate) mod origin;
pub(crate) mod trace;
pub(crate) mod visit;
