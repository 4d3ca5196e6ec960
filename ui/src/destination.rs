//! The destinations of redirects: paths of this site only.
//!
//! Browsers interpret a path beyond its letters: `//host` and `/\host` name another host, tabs and line breaks are removed before parsing, and a line
//! break would end a `Location` header. So a destination is only accepted if the URL standard's own parser, starting from the site's root, stays on
//! the site and finds nothing to correct.

use url::Url;

/// The maximum length, in bytes. No address of this site is longer.
const LONGEST: usize = 2048;

/// The path and query of `next` if it is a path of this site that is safe to put into a `Location` header.
#[must_use]
pub fn same_site_path(next: &str) -> Option<String> {
    let shaped = next.starts_with('/') && next.len() <= LONGEST && next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if !shaped {
        return None;
    }
    let base = Url::parse("https://site.invalid/").ok()?;
    let url = base.join(next).ok()?;
    let path = url.path();
    (url.origin() == base.origin() && url.username().is_empty() && !path.starts_with("//")).then(|| match url.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::same_site_path;

    #[test]
    fn paths_of_the_site_pass() {
        for path in ["/", "/account/security", "/account/devices/0190/remove", "/a?b=c&d=%2F", "/a//b"] {
            assert_eq!(same_site_path(path).as_deref(), Some(path));
        }
        assert_eq!(same_site_path("/a/../b#part").as_deref(), Some("/b"));
    }

    #[test]
    fn everything_else_is_refused() {
        for next in [
            "",
            "account",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https:evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            " /account",
            "/account\r\nSet-Cookie: a=b",
            "/ä",
            "/.//evil.example",
            "/a/..//evil.example",
            "/%2e//evil.example",
        ] {
            assert_eq!(same_site_path(next), None, "{next:?}");
        }
        assert_eq!(same_site_path(&format!("/{}", "a".repeat(3000))), None);
    }
}
