//! The address of a guide, to be sent or scanned.

use std::fmt::Write;

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

use super::sources::Guide;
use crate::text::guide as text;
use crate::visit::address;

/// Modules of white around a code.
const EDGE: usize = 4;

/// The plain address, and as a square code.
pub(super) fn share(guide: &Guide) -> impl IntoView + use<> {
    let address = address(&guide.shared());
    let code =
        drawn(&address).map(|code| view! { <details class="code"><summary>{text::CODE}</summary>{code}</details> });
    view! {
        <h2>{text::SHARE}</h2>
        <p class="note">{text::SHARE_NOTE}</p>
        <p class="address"><a href=guide.shared()>{address}</a></p>
        {code}
    }
}

/// One line per run of dark modules.
fn drawn(address: &str) -> Option<impl IntoView + use<>> {
    let code = QrCode::with_error_correction_level(address, EcLevel::L).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (row, colours) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        for run in colours.chunk_by(PartialEq::eq) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{column} {row}h{}", run.len());
            }
            column += run.len();
        }
    }
    let side = width + 2 * EDGE;
    Some(view! {
        <svg class="code__drawn" viewBox=format!("-{EDGE} -{EDGE}.5 {side} {side}") role="img" aria-label=text::CODE_LABEL><path d=path/></svg>
    })
}
