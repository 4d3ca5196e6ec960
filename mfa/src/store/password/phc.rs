//! Hashes in the PHC string format: `$argon2id$v=19$m=47104,t=1,p=1$SALT$HASH`.
//!
//! The strings are those of the library, which also reads and writes them here. Only the memory is ours: the library takes fresh memory for each hash.

use super::hash_memory::HashMemory;
use crate::{Error, hash_cost::Cost};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use std::sync::Arc;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Hashes a secret with this salt.
///
/// # Errors
///
/// [`Error::Unavailable`] if there is no memory for it.
pub(super) fn hash(memory: &Arc<HashMemory>, cost: Cost, secret: &[u8], salt: &[u8; 16]) -> Result<String, Error> {
    let argon2 = cost.argon2()?;
    let output = compute(memory, &argon2, secret, salt, Params::DEFAULT_OUTPUT_LEN)?.ok_or(Error::Unavailable)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(argon2.params()).map_err(|_| Error::Unavailable)?,
        salt: Some(Salt::new(salt).map_err(|_| Error::Unavailable)?),
        hash: Some(Output::new(&output).map_err(|_| Error::Unavailable)?),
    };
    Ok(hash.to_string())
}

/// Whether a secret fits a hash, whichever parameters of Argon2 that was made with. No secret fits a string that isn't such a hash.
///
/// # Errors
///
/// [`Error::Unavailable`] if there is no memory for it.
pub(super) fn verify(memory: &Arc<HashMemory>, secret: &[u8], hash: &str) -> Result<bool, Error> {
    let Some((argon2, salt, expected)) = read(hash) else { return Ok(false) };
    let output = compute(memory, &argon2, secret, &salt, expected.len())?;
    Ok(output.is_some_and(|output| output.ct_eq(expected.as_bytes()).into()))
}

/// The largest parameters of a hash that is verified: the memory in KiB, the passes and the lanes. A row that an attacker has written must not stop the
/// server.
const LARGEST: (u32, u32, u32) = (1024 * 1024, 64, 16);

/// The parameters, the salt and the hash of a string. `None` if it isn't one of Argon2, or has larger parameters than [`LARGEST`].
fn read(hash: &str) -> Option<(Argon2<'static>, Salt, Output)> {
    let hash = PasswordHash::new(hash).ok()?;
    let algorithm = Algorithm::new(hash.algorithm.as_str()).ok()?;
    let version = hash.version.map(Version::try_from).transpose().ok()?.unwrap_or_default();
    let params = Params::try_from(&hash).ok()?;
    let (memory, passes, lanes) = LARGEST;
    if params.m_cost() > memory || params.t_cost() > passes || params.p_cost() > lanes {
        tracing::error!(
            kib = params.m_cost(),
            passes = params.t_cost(),
            lanes = params.p_cost(),
            "the parameters of a stored hash are too large"
        );
        return None;
    }
    Some((Argon2::new(algorithm, version, params), hash.salt?, hash.hash?))
}

/// The hash itself, of this length in bytes. `None` if Argon2 has none for these values, such as a salt that is too short.
fn compute(
    memory: &Arc<HashMemory>,
    argon2: &Argon2<'_>,
    secret: &[u8],
    salt: &[u8],
    length: usize,
) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let mut output = Zeroizing::new(vec![0; length]);
    let mut lent = memory.lend(argon2.params().block_count())?;
    let hashed = argon2.hash_password_into_with_memory(secret, salt, &mut output, lent.as_mut());
    Ok(hashed.ok().map(|()| output))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash_cost::Costs;
    use argon2::password_hash::{PasswordHasher, PasswordVerifier};
    use proptest::prelude::*;

    const QUICK: Cost = Costs::MINIMAL.password;

    fn memory() -> Arc<HashMemory> {
        HashMemory::new(64)
    }

    /// The hash that the library makes by itself, in fresh memory.
    fn by_library(cost: Cost, secret: &[u8], salt: &[u8; 16]) -> String {
        let hash: PasswordHash = cost.argon2().unwrap().hash_password_with_salt(secret, salt).unwrap();
        hash.to_string()
    }

    /// The password `password`, hashed by the reference implementation (`src/test.c`), and by the library with other parameters.
    fn of_others() -> Vec<String> {
        let made = |algorithm, version, (memory, passes, lanes, length)| {
            let argon2 = Argon2::new(algorithm, version, Params::new(memory, passes, lanes, length).unwrap());
            let hash: PasswordHash = argon2.hash_password_with_salt(b"password", b"example-salt").unwrap();
            hash.to_string()
        };
        vec![
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4".to_owned(),
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc".to_owned(),
            "$argon2i$v=16$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY".to_owned(),
            made(Algorithm::Argon2id, Version::V0x10, (32, 2, 1, None)),
            made(Algorithm::Argon2i, Version::V0x13, (64, 2, 4, Some(16))),
            made(Algorithm::Argon2d, Version::V0x13, (32, 1, 2, Some(64))),
        ]
    }

    /// Some of them need more memory than is kept.
    #[tokio::test]
    async fn strings_of_other_parameters_are_verified() {
        let memory = memory();
        for hash in of_others() {
            assert_eq!(verify(&memory, b"password", &hash), Ok(true), "{hash}");
            assert_eq!(verify(&memory, b"passwore", &hash), Ok(false), "{hash}");
        }
    }

    /// At the standard costs, from the time before memory was reused.
    #[tokio::test]
    async fn strings_of_existing_databases_are_verified() {
        let memory = HashMemory::new(Costs::STANDARD.memory());
        let stored = [
            "$argon2id$v=19$m=47104,t=1,p=1$BwcHBwcHBwcHBwcHBwcHBw$frxY6amitSoz5nKJ8bdugZvngv8gtsNk0v+Me3ScKfs",
            "$argon2id$v=19$m=19456,t=2,p=1$BwcHBwcHBwcHBwcHBwcHBw$Rt1ymFIHgMpFma+v1wQ80OlWm6kudiDlrZlBMDLKyUk",
        ];
        // The second hash is in the memory of the first one, and so on.
        for hash in [stored, stored].concat() {
            assert_eq!(verify(&memory, b"correct-horse-battery-staple", hash), Ok(true), "{hash}");
            assert_eq!(verify(&memory, b"correct-horse-battery-stable", hash), Ok(false), "{hash}");
        }
        for (cost, expected) in [Costs::STANDARD.password, Costs::STANDARD.recovery_code].into_iter().zip(stored) {
            assert_eq!(hash(&memory, cost, b"correct-horse-battery-staple", &[7; 16]).as_deref(), Ok(expected));
        }
    }

    #[tokio::test]
    async fn nothing_fits_what_is_no_hash() {
        let memory = memory();
        let whole = by_library(QUICK, b"secret", &[7; 16]);
        assert_eq!(verify(&memory, b"secret", &whole), Ok(true));
        let (rest, _) = whole.rsplit_once('$').unwrap();
        let changed = [
            ("argon2id", "argon2x"),
            ("argon2id", "scrypt"),
            ("v=19", "v=18"),
            ("m=8", "m=7"),
            ("m=8", "m=1048577"),
            ("t=1", "t=65"),
            ("p=1", "p=0"),
            ("p=1", "p=17"),
            ("p=1", "p=1,x=1"),
            (rest, &format!("{rest}$c2FsdHNhbHQ")),
        ]
        .map(|(part, other)| whole.replacen(part, other, 1));
        for hash in ["", "nonsense", rest, "$argon2id$v=19$m=8,t=1,p=1"].into_iter().chain(changed.iter().map(String::as_str)) {
            assert!(read(hash).is_none(), "{hash}");
            assert_eq!(verify(&memory, b"secret", hash), Ok(false), "{hash}");
        }
    }

    #[tokio::test]
    async fn a_string_without_a_version_means_what_the_library_means() {
        let (memory, whole) = (memory(), by_library(QUICK, b"secret", &[7; 16]));
        let hash = whole.replacen("v=19$", "", 1);
        let by_library = QUICK.argon2().unwrap().verify_password(b"secret", hash.as_str()).is_ok();
        assert_eq!(verify(&memory, b"secret", &hash), Ok(by_library));
    }

    #[tokio::test]
    async fn hashes_at_once_do_not_disturb_each_other() {
        let memory = memory();
        let hashes = (0..200_u8).map(|number| {
            let memory = Arc::clone(&memory);
            tokio::task::spawn_blocking(move || {
                let salt = [number; 16];
                assert_eq!(hash(&memory, QUICK, &[number], &salt).unwrap(), by_library(QUICK, &[number], &salt));
            })
        });
        for hash in hashes.collect::<Vec<_>>() {
            hash.await.unwrap();
        }
    }

    proptest! {
        /// In memory that has been used for anything else before, and read by the library as its own are read here.
        #[test]
        fn used_memory_makes_no_difference(secrets: [Vec<u8>; 3], salts: [[u8; 16]; 3]) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            let _inside = runtime.enter();
            let memory = memory();
            for (secret, salt) in secrets.iter().zip(&salts) {
                let hash = hash(&memory, QUICK, secret, salt).unwrap();
                prop_assert_eq!(&hash, &by_library(QUICK, secret, salt));
                prop_assert!(QUICK.argon2().unwrap().verify_password(secret, hash.as_str()).is_ok());
                prop_assert_eq!(verify(&memory, secret, &hash), Ok(true));
                let other = [secret.as_slice(), b"x"].concat();
                prop_assert_eq!(verify(&memory, &other, &hash), Ok(false));
            }
        }
    }
}
