//! Shares in percent.

use super::Catalog;

impl Catalog {
    /// A share in percent. 100 % and 0 % are only shown if they are exact; otherwise it is "above 99 %" or "below 1 %". There is no share of zero.
    #[must_use]
    pub fn share(self, part: i64, of: i64) -> String {
        let rounded = part.saturating_mul(200).saturating_add(of).checked_div(of.saturating_mul(2));
        match rounded {
            None => self.text("share-of-nobody"),
            Some(0) if part > 0 => self.fill("share-below", [("percent", 1.into())]),
            Some(100) if part < of => self.fill("share-above", [("percent", 99.into())]),
            Some(percent) => self.fill("share-percent", [("percent", percent.into())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Catalog, Language};

    #[test]
    fn nearly_all_are_not_all_and_hardly_any_are_some() {
        let (english, german) = (Catalog::new(Language::English), Catalog::new(Language::German));
        for (part, of, in_english, in_german) in [
            (0, 0, "–", "–"),
            (0, 7, "0%", "0\u{a0}%"),
            (4, 1000, "< 1%", "<\u{a0}1\u{a0}%"),
            (5, 1000, "1%", "1\u{a0}%"),
            (2, 3, "67%", "67\u{a0}%"),
            (994, 1000, "99%", "99\u{a0}%"),
            (996, 1000, "> 99%", ">\u{a0}99\u{a0}%"),
            (999_999_999, 1_000_000_000, "> 99%", ">\u{a0}99\u{a0}%"),
            (9, 9, "100%", "100\u{a0}%"),
        ] {
            assert_eq!(english.share(part, of).replace('\u{a0}', " "), in_english, "{part} of {of}");
            assert_eq!(german.share(part, of), in_german, "{part} of {of}");
        }
    }
}
