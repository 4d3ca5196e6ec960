//! Names of authenticator apps, passkeys and applications' keys.

use crate::Error;

/// Longest name in characters.
const LONGEST: usize = 64;

/// The form of a name that is stored.
///
/// # Errors
///
/// [`Error::NameInvalid`].
pub(crate) fn check(name: &str) -> Result<&str, Error> {
    let name = name.trim();
    let fits = (1..=LONGEST).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(Error::NameInvalid) }
}

/// `wanted`, with a number appended if the name is taken.
pub(crate) fn free<'a>(wanted: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<_> = taken.collect();
    let numbered = (2..=taken.len().saturating_add(1)).map(|number| format!("{wanted} {number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(&name.as_str())).unwrap_or_else(|| wanted.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_free_number() {
        assert_eq!(free("App", [].into_iter()), "App");
        assert_eq!(free("App", ["App", "Phone"].into_iter()), "App 2");
        assert_eq!(free("App", ["App 2", "App"].into_iter()), "App 3");
    }

    #[test]
    fn names_are_one_line() {
        assert_eq!(check("  My phone "), Ok("My phone"));
        for name in ["", "  ", "a\nb", &"x".repeat(65)] {
            assert_eq!(check(name), Err(Error::NameInvalid));
        }
    }
}
