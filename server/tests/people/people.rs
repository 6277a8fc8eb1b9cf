//! People in front of a browser without JavaScript: they see pages, follow links, fill in forms and press buttons.
//!
//! - [`browser`]: one browser with its cookies, over any wire
//! - [`page`], [`form`]: what came back, read from the HTML alone
//! - [`filing`]: a citizen, from the guide to the application
//! - [`party`]: somebody who applies together with a citizen
//! - [`desk`]: an officer, from the desk to the decision

pub(crate) mod browser;
pub(crate) mod desk;
pub(crate) mod filing;
pub(crate) mod form;
pub(crate) mod page;
pub(crate) mod party;
