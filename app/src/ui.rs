//! Parts that pages are made of. They show what they are given and fetch nothing.

pub(crate) mod bridge;
pub(crate) mod card;
pub(crate) mod code;
pub(crate) mod digits;
pub(crate) mod elder;
pub(crate) mod field;
pub(crate) mod finding;
pub(crate) mod frame;
pub(crate) mod hat;
pub(crate) mod identity;
pub(crate) mod islands;
pub(crate) mod leaving;
pub(crate) mod loaded;
pub(crate) mod material;
pub(crate) mod mended;
pub(crate) mod mistakes;
pub(crate) mod order;
pub(crate) mod passkey;
pub(crate) mod plain;
pub(crate) mod signing;
pub(crate) mod succession;
pub(crate) mod thread;
pub(crate) mod typing;
pub(crate) mod unbroken;
