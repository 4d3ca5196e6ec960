//! The filter of the audit log, as part of an address.

use crate::{day, fields::query_value};
use mfa::AuditQuery;
use url::form_urlencoded::Serializer;

/// The filter in the address. Unreadable values are ignored.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) event: String,
    pub(crate) person: String,
    /// The first day; the last one follows.
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) refused: bool,
    before: Option<String>,
}

impl Filter {
    pub(crate) fn of(query: Option<&str>) -> Self {
        let value = |name| query_value(query, name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let known = |event: &String| AuditQuery::events().any(|known| known == event);
        Self {
            event: value("event").filter(known).unwrap_or_default(),
            person: value("person").unwrap_or_default(),
            from: value("from").filter(|text| day::start(text).is_some()).unwrap_or_default(),
            to: value("to").filter(|text| day::end(text).is_some()).unwrap_or_default(),
            refused: value("refused").is_some(),
            before: value("before"),
        }
    }

    /// The same filter, which names the person differently.
    pub(crate) fn for_person(&self, person: String) -> Self {
        Self { person, ..self.clone() }
    }

    pub(crate) fn query(&self) -> AuditQuery<'_> {
        let said = |text: &'_ str| !text.is_empty();
        AuditQuery {
            event: Some(self.event.as_str()).filter(|event| said(event)),
            refused: self.refused,
            person: Some(self.person.as_str()).filter(|person| said(person)),
            from: day::start(&self.from),
            to: day::end(&self.to),
            before: self.before.as_deref(),
        }
    }

    /// The query of an address, for the page that begins before a line.
    pub(crate) fn encoded(&self, before: Option<&str>) -> String {
        let pairs = [
            ("event", self.event.as_str()),
            ("person", &self.person),
            ("from", &self.from),
            ("to", &self.to),
            ("refused", if self.refused { "on" } else { "" }),
            ("before", before.unwrap_or_default()),
        ];
        Serializer::new(String::new()).extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty())).finish()
    }
}
