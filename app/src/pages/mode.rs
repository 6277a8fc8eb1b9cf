//! 长辈版: on in one of three sizes, and off, from every page.
#![expect(clippy::unused_async, reason = "a server function is async by its signature")]

use leptos::prelude::*;

use crate::respond::{YEAR, cookie, go, own_path};

/// Turns 长辈版 on, in one of three sizes, or off, and goes back.
#[server]
pub(crate) async fn set_mode(#[server(default)] elder: String, back: String) -> Result<(), ServerFnError> {
    let mode = match elder.as_str() {
        "" => None,
        "2" => Some("elder-2"),
        "3" => Some("elder-3"),
        _ => Some("elder"),
    };
    cookie("mode", mode, YEAR);
    go(&own_path(&back));
    Ok(())
}
