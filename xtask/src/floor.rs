//! The wasm that the oldest browsers we promise to serve can run (Chromium 86, Safari 14): no reference types and none
//! of the other instructions that today's compiler takes for granted. Measured, this costs no byte.

use anyhow::{Context, Result};
use walrus::{Module, ModuleConfig};

const EXTERNREF_MODULE: &str = "__wbindgen_externref_xform__";
const STATICS_END: &str = "__wbindgen_externref_statics_end";
/// The first slot of wasm-bindgen's own heap that a value can get: 1,024 and the four constants after it.
const FIRST_FREE_SLOT: i32 = 1028;

/// The features that a module declares and the oldest browsers lack.
const TOO_NEW: [&str; 2] = ["reference-types", "multivalue"];

/// What rustc may have used and binaryen takes out again; everything after it must be valid without.
pub(crate) const LOWERING: [&str; 10] = [
    "--mvp-features",
    "--enable-mutable-globals",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--signext-lowering",
    "--llvm-nontrapping-fptoint-lowering",
    "--llvm-memory-copy-fill-lowering",
    "--strip-target-features",
];

/// What the oldest browsers have.
pub(crate) const FEATURES: [&str; 2] = ["--mvp-features", "--enable-mutable-globals"];

/// Reads what rustc made, so that wasm-bindgen keeps its values on a heap of its own instead of in a table of references.
pub(crate) fn parse(wasm: &[u8]) -> Result<Module> {
    let mut wasm = wasm.to_vec();
    for feature in TOO_NEW {
        declare_unused(&mut wasm, feature);
    }
    let mut module = ModuleConfig::new()
        .strict_validate(false)
        .generate_dwarf(false)
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(&wasm)
        .context("the browser crate is not valid wasm")?;
    answer_statics_end(&mut module)?;
    Ok(module)
}

/// Turns `+feature` into `-feature` in the section where the compiler says what it used.
fn declare_unused(wasm: &mut [u8], feature: &str) {
    let Ok(length) = u8::try_from(feature.len()) else {
        return;
    };
    let entry: Vec<u8> = [b'+', length].into_iter().chain(feature.bytes()).collect();
    let found = wasm.windows(entry.len()).rposition(|window| window == entry);
    if let Some(prefix) = found.and_then(|position| wasm.get_mut(position)) {
        *prefix = b'-';
    }
}

/// wasm-bindgen 0.2.130 fills this function in only when it uses reference types; without them it would stay an import
/// that no browser can load.
fn answer_statics_end(module: &mut Module) -> Result<()> {
    let Ok(function) = module.imports.get_func(EXTERNREF_MODULE, STATICS_END) else {
        return Ok(());
    };
    module.replace_imported_func(function, |(body, _)| {
        body.i32_const(FIRST_FREE_SLOT);
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_feature_is_taken_back_in_place() {
        let mut section = b"\x02+\x0amultivalue+\x08sign-ext".to_vec();
        declare_unused(&mut section, "multivalue");
        assert_eq!(section, b"\x02-\x0amultivalue+\x08sign-ext");
    }
}
