//! The codes: `SSSS-XXXX-XXXX-XXXX-XXXX` in Crockford's base 32, which has neither I, L, O nor U.
//!
//! The first group is a public selector, so that one guess costs one hash; the other sixteen symbols are 80 random bits (NIST SP
//! 800-63B-4 §4.2.1.1 asks for 64).

use crate::{Error, env::Env, typed};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Codes in a set.
pub(super) const PER_SET: usize = 10;
const GROUP: usize = 4;
const GROUPS: usize = 5;
const SYMBOLS: usize = GROUP * GROUPS;
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T',
    'V', 'W', 'X', 'Y', 'Z',
];

/// Ten codes with ten different selectors.
pub(super) fn generate(env: &Env) -> Result<Vec<Zeroizing<String>>, Error> {
    let mut selectors = BTreeSet::new();
    let mut codes = Vec::with_capacity(PER_SET);
    while codes.len() < PER_SET {
        let code = one(&env.random()?);
        if selector(&code).is_some_and(|selector| selectors.insert(selector)) {
            codes.push(code);
        }
    }
    Ok(codes)
}

/// The selectors of a set whose codes are discarded.
pub(crate) fn fresh_selectors(env: &Env) -> Result<Vec<String>, Error> {
    Ok(generate(env)?.iter().filter_map(|code| selector(code)).collect())
}

/// One code. 256 is a multiple of 32, so a byte modulo 32 favours no symbol.
fn one(bytes: &[u8; SYMBOLS]) -> Zeroizing<String> {
    let symbols = bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32)));
    let mut code = Zeroizing::new(String::with_capacity(SYMBOLS + GROUPS));
    for (index, symbol) in symbols.enumerate() {
        if index > 0 && index % GROUP == 0 {
            code.push('-');
        }
        code.push(*symbol);
    }
    code
}

/// The twenty symbols of a typed code: case and separators don't matter, and look-alikes are read as the intended symbols.
pub(crate) fn parse(typed: &str) -> Result<Zeroizing<String>, Error> {
    let code = |typed: &str| typed.chars().map(symbol).collect::<Option<String>>().map(Zeroizing::new);
    typed::read(typed, |typed| code(typed).filter(|code| code.len() == SYMBOLS)).ok_or(Error::MfaRecoveryCodeMalformed)
}

fn symbol(typed: char) -> Option<char> {
    let symbol = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.contains(&symbol).then_some(symbol)
}

/// The public selector.
pub(super) fn selector(code: &str) -> Option<String> {
    code.get(..GROUP).map(str::to_owned)
}

/// The secret part, as it is hashed: sixteen symbols without separators.
pub(super) fn secret_part(code: &str) -> Option<Zeroizing<String>> {
    code.get(GROUP..).map(|rest| Zeroizing::new(rest.replace('-', "")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::still;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn set() -> Vec<Zeroizing<String>> {
        generate(&still()).unwrap()
    }

    #[test]
    fn ten_distinct_codes_of_five_groups() {
        let codes = set();
        assert_eq!(codes.len(), PER_SET);
        assert_eq!(codes.iter().map(|code| selector(code)).collect::<BTreeSet<_>>().len(), PER_SET);
        for code in &codes {
            assert!(code.split('-').map(str::len).eq([4; 5]), "{}", **code);
            assert_eq!(secret_part(code).unwrap().len(), 16);
        }
    }

    /// χ² over 32 symbols has 31 degrees of freedom: 80 is passed by chance once in about 300,000 runs.
    #[test]
    fn no_symbol_is_favoured() {
        let mut counts = BTreeMap::new();
        let mut total = 0u32;
        for code in (0..60).flat_map(|_| set()) {
            for symbol in code.chars().filter(|c| *c != '-') {
                *counts.entry(symbol).or_insert(0u32) += 1;
                total += 1;
            }
        }
        assert!(total >= 10_000 && counts.len() == 32);
        let expected = f64::from(total) / 32.0;
        let chi_squared: f64 = counts.values().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum();
        assert!(chi_squared < 80.0, "{chi_squared}");
    }

    #[test]
    fn spellings_of_one_code_are_one() {
        let code = "0123-4567-89AB-CDEF-GHJK";
        for typed in [
            code,
            "0123456789abcdefghjk",
            "o1234 56789 abcdef ghjk ".replace("o1234", "O1234").as_str(),
            " oI23.4567–89ab_cdef-ghjk\n",
            "3. 0123−4567−89AB−CDEF−GHJK,",
            "٠１23 4567\u{200b} 89ab ＣＤＥＦ ghjk",
        ] {
            assert_eq!(parse(typed).as_deref().map(String::as_str), Ok("0123456789ABCDEFGHJK"), "{typed:?}");
        }
    }

    #[test]
    fn other_shapes_are_malformed() {
        let long = "A".repeat(10_000);
        for typed in ["", "0123", "0123-4567-89AB-CDEF-GHJ", "0123-4567-89AB-CDEF-GHJU", "0123-4567-89AB-CDEF-GHJK-0", &long, "\0"] {
            assert_eq!(parse(typed).err(), Some(Error::MfaRecoveryCodeMalformed), "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn every_code_is_read_back_from_what_is_shown(bytes: [u8; SYMBOLS]) {
            let shown = one(&bytes);
            let parsed = parse(&shown.to_lowercase()).unwrap();
            prop_assert_eq!(parsed.as_str(), shown.replace('-', ""));
            prop_assert_eq!(selector(&parsed), selector(&shown));
            prop_assert_eq!(secret_part(&parsed), secret_part(&shown));
        }
    }
}
