//! An address as a square code, to be scanned.

use std::fmt::Write;

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// Modules of white around a code.
const EDGE: usize = 4;

/// One line per run of dark modules.
pub(crate) fn drawn(address: &str, label: &'static str) -> Option<impl IntoView + use<>> {
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
        <svg class="code__drawn" viewBox=format!("-{EDGE} -{EDGE}.5 {side} {side}") role="img" aria-label=label><path d=path/></svg>
    })
}
