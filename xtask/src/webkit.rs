//! The engine of every iPhone for its journey: Debian’s `WebKit`, with its driver.

use anyhow::Result;

use crate::debian;
use crate::process;

/// Installs it where Debian’s packages can be installed; elsewhere its journey is left out.
pub(crate) fn install() -> Result<()> {
    if process::on_path("WPEWebDriver").is_some() || debian::as_root("apt-get").is_none() {
        return Ok(());
    }
    debian::install(
        &["wpewebkit-driver", "libwpewebkit-1.1-0", "libwpebackend-fdo-1.0-1"],
        "a journey needs WebKit and its driver",
    )
}
