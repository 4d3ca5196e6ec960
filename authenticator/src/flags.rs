//! The flags of authenticator data.

use std::ops::BitOr;

/// Any of the bits of WebAuthn L3, 6.1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u8);

impl Flags {
    /// User present.
    pub const UP: Self = Self(0b0000_0001);
    /// User verified.
    pub const UV: Self = Self(0b0000_0100);
    /// Backup eligible.
    pub const BE: Self = Self(0b0000_1000);
    /// Backed up.
    pub const BS: Self = Self(0b0001_0000);
    /// Attested credential data follows.
    pub const AT: Self = Self(0b0100_0000);
    /// Extension data follows.
    pub const ED: Self = Self(0b1000_0000);

    /// These flags without `others`.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }
}

impl BitOr for Flags {
    type Output = Self;

    fn bitor(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }
}
