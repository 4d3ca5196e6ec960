//! The functions that a crate exports to JavaScript.
//!
//! `leptos` needs the browser's half of `server_fn`, and that needs `wasm-streams`, which exports classes for streams that are written in Rust. No
//! server function here has such a stream. But exports, and everything that they call, are linked even if nothing uses the crate.

use anyhow::{Context, Result};
use walrus::{Module, RawCustomSection};

/// The section in which each crate describes its exports and imports to `wasm-bindgen`.
const SECTION: &str = "__wasm_bindgen_unstable";
/// The common part of the names of these classes and of their functions, in lower case.
const STREAMS: &str = "intounderlying";

/// Removes the exports of `wasm-streams`, and their descriptions. If one of its streams is used after all, `wasm-bindgen` reports an import without
/// a description.
pub(super) fn remove(module: &mut Module) -> Result<()> {
    let exported: Vec<_> =
        module.exports.iter().filter(|export| is_about_streams(export.name.as_bytes())).map(|export| export.id()).collect();
    for export in exported {
        module.exports.delete(export);
    }
    if let Some(section) = module.customs.remove_raw(SECTION) {
        let data = without_streams(&section.data).context("wasm-bindgen describes exports in another way than it used to")?;
        module.customs.add(RawCustomSection { name: section.name, data });
    }
    Ok(())
}

/// The descriptions without those of streams. Each consists of two parts, the format's version and the description itself. `None` if they don't.
fn without_streams(mut section: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::new();
    while !section.is_empty() {
        let (version, rest) = split_part(section)?;
        let (description, rest) = split_part(rest)?;
        if !is_about_streams(description) {
            kept.extend([version, description].concat());
        }
        section = rest;
    }
    Some(kept)
}

/// The first part with the four bytes of its length, and what follows.
fn split_part(section: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32::from_le_bytes(*section.first_chunk()?);
    section.split_at_checked(size_of::<u32>() + usize::try_from(length).ok()?)
}

fn is_about_streams(bytes: &[u8]) -> bool {
    bytes.windows(STREAMS.len()).any(|window| window.eq_ignore_ascii_case(STREAMS.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{FunctionBuilder, ValType};

    fn part(content: &str) -> Vec<u8> {
        [&u32::try_from(content.len()).unwrap().to_le_bytes(), content.as_bytes()].concat()
    }

    fn described(names: &[&str]) -> Vec<u8> {
        names.iter().flat_map(|name| [part("{version}"), part(name)].concat()).collect()
    }

    #[test]
    fn exports_of_streams_are_removed_with_their_descriptions() {
        let mut module = Module::default();
        for name in ["hydrate", "intounderlyingsource_pull", "__wbg_intounderlyingsink_free"] {
            let builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[]);
            let argument = module.locals.add(ValType::I32);
            let function = builder.finish(vec![argument], &mut module.funcs);
            module.exports.add(name, function);
        }
        let data = described(&["hydrate", "IntoUnderlyingSource", "fetch", "intounderlyingsource_pull"]);
        module.customs.add(RawCustomSection { name: SECTION.to_owned(), data });
        remove(&mut module).unwrap();
        assert_eq!(module.exports.iter().map(|export| export.name.as_str()).collect::<Vec<_>>(), ["hydrate"]);
        assert_eq!(module.customs.remove_raw(SECTION).unwrap().data, described(&["hydrate", "fetch"]));
    }

    #[test]
    fn another_format_is_an_error() {
        let mut module = Module::default();
        module.customs.add(RawCustomSection { name: SECTION.to_owned(), data: b"other".to_vec() });
        assert!(remove(&mut module).is_err());
    }
}
