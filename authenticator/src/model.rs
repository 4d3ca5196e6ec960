//! Kinds of authenticators.

use crate::Flags;

#[derive(Clone)]
pub(crate) struct Model {
    pub(crate) aaguid: [u8; 16],
    pub(crate) flags: Flags,
    /// Whether it counts its signatures.
    pub(crate) counts: bool,
    pub(crate) transports: &'static [&'static str],
    pub(crate) attachment: &'static str,
}

/// A password manager: its passkeys are backed up to several devices, so they have no counter.
pub(crate) const SYNCED: Model = Model {
    // iCloud Keychain.
    aaguid: [0xfb, 0xfc, 0x30, 0x07, 0x15, 0x4e, 0x4e, 0xcc, 0x8c, 0x0b, 0x6e, 0x02, 0x05, 0x57, 0xd7, 0xbd],
    flags: Flags(Flags::UP.0 | Flags::UV.0 | Flags::BE.0 | Flags::BS.0),
    counts: false,
    transports: &["hybrid", "internal"],
    attachment: "platform",
};

/// A key on a key ring.
pub(crate) const SECURITY_KEY: Model = Model {
    aaguid: [0; 16],
    flags: Flags(Flags::UP.0 | Flags::UV.0),
    counts: true,
    transports: &["nfc", "usb"],
    attachment: "cross-platform",
};
