//! The versions of lines, and the encoding of their columns.

/// The values are hashed themselves: lines that aren't sealed yet, and those that earlier versions of Latchkey sealed.
pub(super) const PLAIN: i64 = 1;
/// Address, agent and detail are hashed by their commitments.
pub(super) const COMMITTED: i64 = 2;
/// Address and agent are hashed by their commitments. The detail isn't personal, or there is none, and it is kept.
pub(super) const DETAIL_APART: i64 = 3;

/// A SHA-256.
pub(super) type Hash = [u8; 32];

/// Adds a text or its absence.
pub(super) fn text(bytes: &mut Vec<u8>, value: Option<&String>) {
    with_length(bytes, 1, value.map(String::as_bytes));
}

/// Adds bytes or their absence.
pub(super) fn blob(bytes: &mut Vec<u8>, value: Option<&Vec<u8>>) {
    with_length(bytes, 4, value.map(Vec::as_slice));
}

fn with_length(bytes: &mut Vec<u8>, kind: u8, value: Option<&[u8]>) {
    let Some(value) = value else { return bytes.push(0) };
    bytes.push(kind);
    bytes.extend(u64::try_from(value.len()).unwrap_or(u64::MAX).to_be_bytes());
    bytes.extend(value);
}

/// Adds a number or its absence.
pub(super) fn number(bytes: &mut Vec<u8>, value: Option<i64>) {
    let Some(value) = value else { return bytes.push(0) };
    bytes.push(2);
    bytes.extend(value.to_be_bytes());
}
