//! The content of an action, as a digest.

use sha2::{Digest, Sha256};

/// The SHA-256 of an action's content, in a form that the application chooses: a canonical text, the body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentDigest([u8; 32]);

impl ContentDigest {
    /// The longest content that a proof can be bound to, in bytes.
    pub const LONGEST_CONTENT: usize = 32 * 1024;

    /// The digest of this content.
    pub fn of(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }

    /// From 64 hexadecimal digits. Returns `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        hex::decode(text).ok()?.try_into().ok().map(Self)
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        self.0.to_vec()
    }
}

/// As 64 lower-case hexadecimal digits.
impl std::fmt::Display for ContentDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::ContentDigest;

    /// The first value: FIPS 180-4's example of one block.
    #[test]
    fn is_sha_256_in_hexadecimal() {
        let digest = ContentDigest::of(b"abc");
        assert_eq!(digest.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(ContentDigest::parse(&digest.to_string().to_uppercase()), Some(digest));
        assert_eq!(ContentDigest::parse("ba78"), None);
    }
}
