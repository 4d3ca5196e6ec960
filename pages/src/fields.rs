//! The fields of a form.

use mfa::Error;
use ui::destination;
use url::form_urlencoded::parse;

/// The maximum number of fields. A policy with all its actions has some five hundred.
const MOST: usize = 1024;

/// Names and values, each name once. Values may be passwords and codes, so only the names are printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl Fields {
    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    ///
    /// [`Error::MalformedRequest`] for a repeated name, which two parsers may read differently, for text that isn't UTF-8, and for more fields than
    /// any form has.
    pub fn parse(body: &[u8]) -> Result<Self, Error> {
        let mut fields = Self::default();
        for (name, value) in parse(body) {
            // Decoding replaces bytes that aren't UTF-8 with a replacement character, which no keyboard has.
            let readable = !name.contains(char::REPLACEMENT_CHARACTER) && !value.contains(char::REPLACEMENT_CHARACTER);
            if !readable || fields.0.len() == MOST {
                return Err(Error::MalformedRequest);
            }
            fields.0.push((name.into_owned(), value.into_owned()));
        }
        if fields.has_name_twice() { Err(Error::MalformedRequest) } else { Ok(fields) }
    }

    /// The visitor's destination: a path of this site. Any other value is ignored.
    pub(crate) fn next(&self) -> Option<String> {
        self.get("next").and_then(destination::same_site_path)
    }

    fn has_name_twice(&self) -> bool {
        let mut names = self.0.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        names.sort_unstable();
        names.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
    }

    /// The value of `name`, if there is that field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The value of `name`.
    ///
    /// # Errors
    ///
    /// [`Error::MalformedRequest`] without it: Latchkey's own pages always send it.
    pub fn require(&self, name: &str) -> Result<String, Error> {
        self.get(name).map(str::to_owned).ok_or(Error::MalformedRequest)
    }

    /// Only the fields with these names.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Self {
        self.0.iter().filter(|(name, _)| names.contains(&name.as_str())).cloned().collect()
    }

    /// All fields except the one with this name.
    #[must_use]
    pub fn without(self, name: &str) -> Self {
        self.0.into_iter().filter(|(found, _)| found != name).collect()
    }

    /// Names and values.
    #[must_use]
    pub fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// The value of `name` in the query of an address.
pub(crate) fn query_value(query: Option<&str>, name: &str) -> Option<String> {
    parse(query?.as_bytes()).find(|(found, _)| found == name).map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Fields, query_value};
    use mfa::Error;

    #[test]
    fn fields_are_read() {
        let fields = Fields::parse(b"email=ada%40example.org&name=Ada%27s+phone&empty=&ump=%C3%A4").expect("well-formed");
        assert_eq!(fields.get("email"), Some("ada@example.org"));
        assert_eq!(fields.get("name"), Some("Ada's phone"));
        assert_eq!(fields.get("empty"), Some(""));
        assert_eq!(fields.get("ump"), Some("ä"));
        assert_eq!(fields.get("absent"), None);
        assert_eq!(fields.require("absent"), Err(Error::MalformedRequest));
        assert_eq!(fields.only(&["empty"]).into_pairs(), [("empty".to_owned(), String::new())]);
    }

    #[test]
    fn what_was_typed_is_not_printed() {
        let fields = Fields::parse(b"email=ada%40example.org&password=hunter2").expect("well-formed");
        assert_eq!(format!("{fields:?}"), r#"["email", "password"]"#);
    }

    #[test]
    fn ambiguous_and_unreadable_fields_are_refused() {
        for body in [&b"a=1&a=2"[..], b"a=%FF", b"a=\xff", b"%ff=1", b"a=%C3"] {
            assert_eq!(Fields::parse(body), Err(Error::MalformedRequest));
        }
        assert_eq!(Fields::parse(b""), Ok(Fields::default()));
    }

    #[test]
    fn no_form_has_so_many_fields() {
        let form = |fields: usize| (0..fields).map(|number| format!("{number:x}=&")).collect::<String>();
        assert!(Fields::parse(form(super::MOST).as_bytes()).is_ok());
        assert_eq!(Fields::parse(form(super::MOST + 1).as_bytes()), Err(Error::MalformedRequest));
    }

    #[test]
    fn queries_are_read() {
        assert_eq!(query_value(Some("a=b&next=%2Faccount"), "next").as_deref(), Some("/account"));
        assert_eq!(query_value(Some("a=b"), "next"), None);
        assert_eq!(query_value(None, "next"), None);
    }
}
