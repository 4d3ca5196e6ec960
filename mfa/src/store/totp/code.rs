//! Computing and checking codes, without storage.

use crate::{Error, Timestamp, typed};
use totp_rs::{Builder, Secret, Totp};

/// The time step of a code, in seconds.
const STEP: u64 = 30;
/// The largest drift, in steps, that a first code reveals: ten minutes each way.
const DRIFT_STEPS: u64 = 20;

/// 160 bits (RFC 4226 §4 R6).
pub(super) const SECRET_BYTES: usize = 20;

/// The six digits of a typed code, without separators.
pub(crate) fn parse(typed: &str) -> Result<String, Error> {
    let six_digits = |code: &str| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    typed::read(typed, |code| six_digits(code).then(|| code.to_owned())).ok_or(Error::MfaCodeMalformed)
}

/// The generator for a secret. It tolerates one step each way: the library's default, and the recommendation of RFC 6238 §5.2.
pub(super) fn generator(secret: &[u8], issuer: &str, email: &str) -> Result<Totp, Error> {
    let builder = Builder::new()
        .with_secret(Secret::from(secret.to_vec()))
        .with_skew(1)
        .with_step_duration(STEP)
        .with_account_name(email)
        .with_issuer(Some(issuer));
    builder.build().map_err(|error| {
        tracing::error!(error = %error, "couldn't create the code generator of an authenticator app");
        Error::Unavailable
    })
}

/// The time step of a code: the present one, the one before it or the one after it. `None` if the code belongs to no such step.
pub(super) fn matching_step(totp: &Totp, code: &str, now: Timestamp) -> Option<i64> {
    totp.check(code, now.unix_seconds()).and_then(|step| i64::try_from(step).ok())
}

/// The latest step whose code can have been accepted by now, even by a server whose clock is ahead.
pub(super) fn latest_step(now: Timestamp) -> i64 {
    let step = now.latest_noted().unix_seconds() / STEP + 1;
    i64::try_from(step).unwrap_or(i64::MAX)
}

/// The drift of the device's clock in minutes, negative if it is behind. `None` if the code fits no moment within ten minutes.
pub(super) fn drift_minutes(totp: &Totp, code: &str, now: Timestamp) -> Option<i64> {
    let here = now.unix_seconds() / STEP;
    let fits = |step: u64| totp.generate(step * STEP).to_string() == code;
    let minutes = |distance: u64| i64::try_from((distance * STEP).div_ceil(60)).ok();
    (2..=DRIFT_STEPS).find_map(|distance| {
        if fits(here.saturating_sub(distance)) {
            minutes(distance).map(|minutes| -minutes)
        } else if fits(here + distance) {
            minutes(distance)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use totp_rs::Algorithm;

    fn totp() -> Totp {
        generator(b"12345678901234567890", "Latchkey", "a@example.org").unwrap()
    }

    fn at(seconds: u64) -> Timestamp {
        Timestamp(i64::try_from(seconds).unwrap() * 1000)
    }

    fn code_of_step(step: u64) -> String {
        totp().generate(step * STEP).to_string()
    }

    /// RFC 6238 appendix B: codes of eight digits at six moments, with three hash functions.
    #[test]
    fn rfc_6238_vectors() {
        let times = [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000];
        let seed = |length: usize| b"1234567890".iter().copied().cycle().take(length).collect::<Vec<u8>>();
        let cases = [
            (Algorithm::SHA1, 20, ["94287082", "07081804", "14050471", "89005924", "69279037", "65353130"]),
            (Algorithm::SHA256, 32, ["46119246", "68084774", "67062674", "91819424", "90698825", "77737706"]),
            (Algorithm::SHA512, 64, ["90693936", "25091201", "99943326", "93441116", "38618901", "47863826"]),
        ];
        for (algorithm, length, codes) in cases {
            let totp = Builder::new()
                .with_algorithm(algorithm)
                .with_digits(8)
                .with_secret(Secret::from(seed(length)))
                .with_account_name("a")
                .build()
                .unwrap();
            for (time, code) in times.into_iter().zip(codes) {
                assert_eq!(totp.generate(time).to_string(), code, "{algorithm:?} {time}");
            }
        }
    }

    /// RFC 4226 appendix D: the first ten counters.
    #[test]
    fn rfc_4226_vectors() {
        let codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
        for (counter, code) in (0..).zip(codes) {
            assert_eq!(code_of_step(counter), code);
        }
    }

    #[test]
    fn only_the_neighbouring_steps_fit() {
        let now = at(1_000_000 * STEP + 7);
        for (step, expected) in [(999_998, false), (999_999, true), (1_000_000, true), (1_000_001, true), (1_000_002, false)] {
            let found = matching_step(&totp(), &code_of_step(step), now);
            assert_eq!(found == i64::try_from(step).ok(), expected, "{step}");
        }
    }

    #[test]
    fn drift_is_told_in_minutes_and_with_its_direction() {
        let now = at(1_000_000 * STEP);
        assert_eq!(drift_minutes(&totp(), &code_of_step(1_000_000 - 6), now), Some(-3));
        assert_eq!(drift_minutes(&totp(), &code_of_step(1_000_000 + 2), now), Some(1));
        assert_eq!(drift_minutes(&totp(), &code_of_step(1_000_000 + 20), now), Some(10));
        assert_eq!(drift_minutes(&totp(), &code_of_step(1_000_000 + 21), now), None);
    }

    #[test]
    fn codes_may_be_grouped() {
        for typed in ["123456", "123 456", " 12-34-56\n", "123\u{a0}456", "١٢٣٤٥٦", "１２３４５６", "123 456,"] {
            assert_eq!(parse(typed).as_deref(), Ok("123456"), "{typed:?}");
        }
    }

    #[test]
    fn what_is_not_six_digits_is_malformed() {
        let long = "1".repeat(10_000);
        for typed in ["", "12345", "1234567", "12345a", "+12345", "-12345", "123456\0", &long] {
            assert_eq!(parse(typed), Err(Error::MfaCodeMalformed), "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_gives_six_digits(typed in "\\PC{0,20}") {
            if let Ok(code) = parse(&typed) {
                prop_assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}
