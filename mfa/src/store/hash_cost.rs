//! The cost of the hashes of passwords and recovery codes.

use crate::Error;
use argon2::{Algorithm, Argon2, Params, Version, password_hash::phc::PasswordHash};

/// The cost of the hash of each kind of secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Costs {
    pub(crate) password: Cost,
    pub(crate) recovery_code: Cost,
}

impl Costs {
    /// Passwords: 46 MiB and one pass, as OWASP and ASVS 5.0 (appendix C) recommend. Recovery codes: OWASP's minimum, since eighty random bits need
    /// no more and ten are hashed at a time.
    pub(crate) const STANDARD: Self =
        Self { password: Cost { memory_kib: 47_104, passes: 1 }, recovery_code: Cost { memory_kib: 19_456, passes: 2 } };

    /// Argon2's minimum, for tests that aren't about the strength of a hash. Release builds don't have it.
    #[cfg(debug_assertions)]
    pub(crate) const MINIMAL: Self = Self { password: Cost { memory_kib: 8, passes: 1 }, recovery_code: Cost { memory_kib: 8, passes: 1 } };

    /// The memory in KiB that is enough for each kind of secret.
    pub(crate) fn memory(self) -> usize {
        usize::try_from(self.password.memory_kib.max(self.recovery_code.memory_kib)).unwrap_or(usize::MAX)
    }
}

/// Argon2id's parameters, with one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    pub(crate) fn argon2(self) -> Result<Argon2<'static>, Error> {
        let params = Params::new(self.memory_kib, self.passes, 1, None).map_err(|_| Error::Unavailable)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// Whether `hash` was made with other parameters: then it is replaced the next time that the password is known.
    pub(crate) fn is_outdated(self, hash: &str) -> bool {
        let params = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
        params.is_none_or(|params| params.m_cost() != self.memory_kib || params.t_cost() != self.passes || params.p_cost() != 1)
    }
}
