//! 长辈版: on and off, from every page.
#![expect(clippy::unused_async, reason = "a server function is async by its signature")]

use leptos::prelude::*;

use crate::respond::{cookie, go, own_path};

/// A year, in seconds.
const YEAR: u32 = 365 * 24 * 60 * 60;

/// Turns 长辈版 on or off and goes back.
#[server]
pub(crate) async fn set_mode(#[server(default)] elder: String, back: String) -> Result<(), ServerFnError> {
    cookie("mode", (!elder.is_empty()).then_some("elder"), YEAR);
    go(&own_path(&back));
    Ok(())
}
