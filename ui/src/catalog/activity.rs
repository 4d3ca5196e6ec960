//! The account's history in words.

use super::{Catalog, key_of};

/// The beginning of the keys of all events.
pub(super) const FAMILY: &str = "activity";

impl Catalog {
    /// A line about an event: what happened, how often, and to what.
    #[must_use]
    pub fn activity_told(self, event: &str, method: Option<&str>, detail: Option<String>, times: i64) -> String {
        let what = self.activity(event, method);
        let what = if times > 1 { self.fill("activity-repeated", [("what", what.into()), ("times", times.into())]) } else { what };
        match detail {
            Some(detail) => self.fill("activity-with-detail", [("what", what.into()), ("detail", detail.into())]),
            None => what,
        }
    }

    /// The detail of a line. A word stands for one that was erased.
    #[must_use]
    pub fn detail(self, detail: Option<String>, erased: bool) -> Option<String> {
        detail.map(|detail| if erased && detail.is_empty() { self.text("activity-erased") } else { detail })
    }

    /// A sentence about what happened, for the names of an event and a method of [`mfa::view::Activity`].
    ///
    /// If there is a sentence for the event with that method, it is used; otherwise the event's own sentence. Events that a newer version wrote into
    /// the database get a general sentence.
    #[must_use]
    pub fn activity(self, event: &str, method: Option<&str>) -> String {
        let own = key_of(FAMILY, event);
        let with_method = method.and_then(|method| self.find(&key_of(&own, method)));
        with_method.or_else(|| self.find(&own)).unwrap_or_else(|| self.text("activity-other"))
    }
}
