//! The places in the source that panics name, and the paths of its files: without messages, nothing reads them.
//!
//! They would also reveal the folders of the machine that built the release.

use walrus::{ConstExpr, Data, DataKind, Module, ir::Value};

/// The size of `core::panic::Location` in WASM: the path's address and length, the line, the column.
const SIZE: usize = 16;
const LINES: u32 = 100_000;
const COLUMNS: u32 = 1000;
const SUFFIX: &[u8] = b".rs";

/// Overwrites all locations, and the paths to which they point, with zeros, which take no space.
pub(super) fn erase(module: &mut Module) {
    let segments: Vec<_> = module.data.iter().map(Data::id).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        if let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind {
            erase_in(&mut data.value, start.cast_unsigned());
        }
    }
}

/// The same in one segment, which begins at the address `start`.
fn erase_in(bytes: &mut [u8], start: u32) {
    let mut found = Vec::new();
    for at in (0..bytes.len()).step_by(size_of::<u32>()) {
        if let Some(path) = bytes.get(at..at + SIZE).and_then(|location| path_of(location, bytes, start)) {
            found.extend([path, at..at + SIZE]);
        }
    }
    for range in found {
        if let Some(range) = bytes.get_mut(range) {
            range.fill(0);
        }
    }
}

/// The range of the path in `bytes`, if `location` is one.
fn path_of(location: &[u8], bytes: &[u8], start: u32) -> Option<std::ops::Range<usize>> {
    let [address, length, line, column] = location.as_chunks::<4>().0 else { return None };
    let [address, length, line, column] = [address, length, line, column].map(|word| u32::from_le_bytes(*word));
    let begin = usize::try_from(address.checked_sub(start)?).ok()?;
    let end = begin.checked_add(usize::try_from(length).ok()?)?;
    let path = bytes.get(begin..end)?;
    let is_path = path.ends_with(SUFFIX) && !path.iter().any(u8::is_ascii_control);
    (is_path && (1..LINES).contains(&line) && (1..COLUMNS).contains(&column)).then_some(begin..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u32 = 1024;

    /// A segment with a path of eleven bytes and its zero, followed by these words.
    fn segment(words: [u32; 4]) -> Vec<u8> {
        let mut bytes = b"src/main.rs\0".to_vec();
        bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        bytes
    }

    #[test]
    fn a_location_and_its_path_are_erased() {
        let mut bytes = segment([START, 11, 40, 9]);
        erase_in(&mut bytes, START);
        assert!(bytes.iter().all(|byte| *byte == 0));
    }

    #[test]
    fn other_words_are_kept() {
        for words in [[START, 10, 40, 9], [START + 1000, 11, 40, 9], [START, 11, 0, 9], [START, 11, 40, 5000], [0, u32::MAX, 40, 9]] {
            let mut bytes = segment(words);
            erase_in(&mut bytes, START);
            assert_eq!(bytes, segment(words));
        }
    }
}
