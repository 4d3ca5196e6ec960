//! Names of passkey makers.
//!
//! The AAGUID is only a hint for a name: without attestation any authenticator can claim any AAGUID.

use serde::Deserialize;
use uuid::Uuid;

/// Lines of an AAGUID, a tab and a name, in the order of the AAGUIDs; `#` begins a comment.
const NAMES: &str = include_str!("aaguid.tsv");

/// The position of the AAGUID in authenticator data (WebAuthn Level 3 §6.1, §6.5.1): after the relying party's hash, the flags and the counter.
const AT: std::ops::Range<usize> = 37..53;

#[derive(Deserialize)]
struct AttestationObject<'a> {
    #[serde(rename = "authData")]
    auth_data: &'a [u8],
}

/// The AAGUID in a verified attestation object. `None` if the authenticator doesn't reveal it.
pub(super) fn of(attestation_object: &[u8]) -> Option<Uuid> {
    let object: AttestationObject<'_> = serde_cbor_2::from_slice(attestation_object).ok()?;
    let aaguid = Uuid::from_slice(object.auth_data.get(AT)?).ok()?;
    (!aaguid.is_nil()).then_some(aaguid)
}

/// The maker's name. `None` if it isn't known.
pub(super) fn name(aaguid: Uuid) -> Option<&'static str> {
    let wanted = aaguid.hyphenated().to_string();
    NAMES.lines().filter_map(|line| line.split_once('\t')).find(|(found, _)| *found == wanted).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_aaguid_and_a_name() {
        let lines: Vec<_> = NAMES.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() > 20 && lines.is_sorted());
        for line in lines {
            let (aaguid, name) = line.split_once('\t').unwrap();
            assert_eq!(aaguid.parse::<Uuid>().unwrap().hyphenated().to_string(), aaguid);
            assert!(!name.is_empty() && name.trim() == name && name.chars().count() <= 60, "{name}");
        }
    }

    #[test]
    fn makers_are_known_by_name() {
        assert_eq!(name("fbfc3007-154e-4ecc-8c0b-6e020557d7bd".parse().unwrap()), Some("Apple Passwords"));
        assert_eq!(name(Uuid::from_u128(1)), None);
    }
}
