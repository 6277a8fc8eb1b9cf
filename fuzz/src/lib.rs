//! What the fuzz targets share: the content of the sandbox city, and the seeds they start from.

use std::path::Path;
use std::sync::OnceLock;

use content::Library;

/// The content, read once.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::embedded().expect("the content is sound"))
}

/// Writes what a target starts from, unless it is there.
pub fn seed<T: AsRef<[u8]>>(target: &str, seeds: impl IntoIterator<Item = T>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    if std::fs::create_dir_all(&folder).is_err() {
        return;
    }
    for (number, seed) in seeds.into_iter().enumerate() {
        // Without its seeds a target only takes longer.
        let _ = std::fs::write(folder.join(format!("seed-{number}")), seed);
    }
}
