//! A browser's name and system, from its `User-Agent` header.

use super::Catalog;

/// The names to search for, in this order: most browsers also claim to be the ones further down.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

impl Catalog {
    /// A name such as "Firefox on Linux": enough to recognise a session by, and no text of the header itself.
    #[must_use]
    pub fn agent(self, header: &str) -> String {
        let browser = first_in(header, &BROWSERS);
        let system = first_in(header, &SYSTEMS);
        match (browser, system) {
            (Some(browser), Some(system)) => self.fill("agent-browser-on-system", [("browser", browser.into()), ("system", system.into())]),
            (Some(name), None) => name.to_owned(),
            (None, Some(system)) => self.fill("agent-on-system", [("system", system.into())]),
            (None, None) => self.text("agent-unknown"),
        }
    }
}

fn first_in(header: &str, marks: &[(&str, &'static str)]) -> Option<&'static str> {
    marks.iter().find(|(mark, _)| header.contains(mark)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Catalog, Language};

    #[test]
    fn browsers_are_told_apart() {
        let catalog = Catalog::new(Language::English);
        for (header, expected) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
                "Safari on macOS",
            ),
            ("curl/8.9.1", "curl"),
            ("", "Unknown browser"),
            ("<script>\u{1b}[31m", "Unknown browser"),
        ] {
            assert_eq!(catalog.agent(header), expected);
        }
    }
}
