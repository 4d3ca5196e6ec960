//! Gzip streams (RFC 1952) in which some parts are stored as they are, beside parts that were compressed before.
//!
//! Nothing that is stored is compared with any other part, so the length of such a stream reveals nothing about the contents of a stored part except
//! its length.

use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::{self, Write};

/// Compression method 8 (deflate), no name, no time, any system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// Begins a stored block that isn't the last one.
const STORED: u8 = 0;

/// The last block: stored, and empty.
const LAST: [u8; 5] = [1, 0, 0, 0xff, 0xff];

/// Bytes that were compressed by themselves, for any number of streams.
#[derive(Debug)]
pub(crate) struct Compressed {
    /// Complete deflate blocks, which end at a byte's end.
    blocks: Vec<u8>,
    /// Of the plain bytes.
    checksum: Crc,
}

impl Compressed {
    /// # Errors
    ///
    /// Never: a `Vec` takes every write.
    pub(crate) fn new(plain: &[u8]) -> io::Result<Self> {
        let mut checksum = Crc::new();
        checksum.update(plain);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(plain)?;
        // Completes the blocks without marking one as the last.
        encoder.flush()?;
        Ok(Self { blocks: encoder.get_ref().clone(), checksum })
    }

    /// The number of bytes that it adds to a stream.
    pub(crate) const fn len(&self) -> usize {
        self.blocks.len()
    }
}

/// A stream that is being put together.
pub(crate) struct Gzip {
    stream: Vec<u8>,
    checksum: Crc,
}

impl Gzip {
    /// An empty stream, with room for `capacity` bytes.
    pub(crate) fn with_capacity(capacity: usize) -> Self {
        let mut stream = Vec::with_capacity(capacity);
        stream.extend(HEADER);
        Self { stream, checksum: Crc::new() }
    }

    /// Appends bytes as they are.
    pub(crate) fn store(&mut self, plain: &[u8]) {
        for block in plain.chunks(usize::from(u16::MAX)) {
            let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
            self.stream.push(STORED);
            self.stream.extend(length.to_le_bytes());
            self.stream.extend((!length).to_le_bytes());
            self.stream.extend_from_slice(block);
        }
        self.checksum.update(plain);
    }

    /// Appends bytes that were compressed before.
    pub(crate) fn append(&mut self, part: &Compressed) {
        self.stream.extend_from_slice(&part.blocks);
        self.checksum.combine(&part.checksum);
    }

    /// Completes the stream.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.stream.extend(LAST);
        self.stream.extend(self.checksum.sum().to_le_bytes());
        self.stream.extend(self.checksum.amount().to_le_bytes());
        self.stream
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    fn unpacked(stream: &[u8]) -> Vec<u8> {
        let mut plain = Vec::new();
        GzDecoder::new(stream).read_to_end(&mut plain).unwrap();
        plain
    }

    #[test]
    fn parts_come_back_in_their_order() {
        let style = Compressed::new("a { color: red }\n".repeat(500).as_bytes()).unwrap();
        for stored in [0, 1, 65_535, 65_536, 200_000] {
            let (before, after) = ("b".repeat(stored), "c".repeat(stored));
            let mut gzip = Gzip::with_capacity(0);
            gzip.store(before.as_bytes());
            gzip.append(&style);
            gzip.store(after.as_bytes());
            let expected = format!("{before}{}{after}", "a { color: red }\n".repeat(500));
            assert!(unpacked(&gzip.finish()) == expected.as_bytes(), "{stored}");
        }
        assert!(unpacked(&Gzip::with_capacity(0).finish()).is_empty());
    }

    #[test]
    fn the_length_depends_on_nothing_but_the_length_of_what_is_stored() {
        let style = Compressed::new(b"secret secret secret").unwrap();
        let length = |stored: &str| {
            let mut gzip = Gzip::with_capacity(0);
            gzip.append(&style);
            gzip.store(stored.as_bytes());
            gzip.finish().len()
        };
        assert_eq!(length("secret secret"), length("a83f2kq0xv1mz"));
    }
}
