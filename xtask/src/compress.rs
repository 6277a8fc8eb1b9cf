//! The small copies that are sent instead of a file: `.br` and `.gz` beside it, made once with all the patience a build has.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::fingerprint;

/// Kinds of files that get smaller; pictures and fonts are compressed by themselves.
const KINDS: [&str; 9] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Compresses every file of the folder that gains by it.
pub(crate) fn folder(folder: &Path) -> Result<()> {
    let files: Vec<PathBuf> = fingerprint::files_of(folder)?
        .into_iter()
        .filter(|file| gains(file))
        .collect();
    // The wasm takes most of the time, so one thread each is as good as any plan.
    thread::scope(|scope| {
        let workers: Vec<_> = files.iter().map(|file| scope.spawn(move || one(file))).collect();
        for worker in workers {
            worker.join().map_err(|_| anyhow!("a compression stopped early"))??;
        }
        Ok(())
    })
}

fn gains(file: &Path) -> bool {
    file.extension()
        .is_some_and(|kind| KINDS.iter().any(|known| kind == *known))
}

fn one(file: &Path) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    for (kind, small) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
        if small.len() < bytes.len() {
            let mut name = file.as_os_str().to_owned();
            name.push(format!(".{kind}"));
            fingerprint::write(Path::new(&name), &small)?;
        }
    }
    Ok(())
}

/// Brotli with its greatest effort.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut small = Vec::new();
    let settings = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut Cursor::new(bytes), &mut small, &settings)?;
    Ok(small)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
