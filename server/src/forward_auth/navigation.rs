//! Whether a browser shows the response to a request as a page, so that it follows a redirect to a form.

use http::{
    HeaderMap, HeaderName,
    header::{ACCEPT, SEC_WEBSOCKET_KEY, UPGRADE},
};

const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const REQUESTED_WITH: HeaderName = HeaderName::from_static("x-requested-with");

/// Whether the browser goes to the address. A script's request and a socket aren't redirected: they would follow a redirect to a page that they can't
/// show, or be refused by it for reasons that hide the true one.
pub(super) fn is_navigation(headers: &HeaderMap) -> bool {
    if headers.contains_key(UPGRADE) || headers.contains_key(SEC_WEBSOCKET_KEY) {
        return false;
    }
    if let Some(mode) = headers.get(FETCH_MODE) {
        return mode == "navigate";
    }
    // Browsers from before `Sec-Fetch-Mode`, and pages without TLS.
    let is_script = headers.get(REQUESTED_WITH).is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"XMLHttpRequest"));
    let accepts_page = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).any(|accept| accept.contains("text/html"));
    !is_script && accepts_page
}

#[cfg(test)]
mod tests {
    use super::is_navigation;
    use http::{HeaderMap, HeaderName};

    fn of(lines: &[(&'static str, &'static str)]) -> bool {
        let line = |(name, value): &(&'static str, &'static str)| (HeaderName::from_static(name), value.parse().unwrap());
        is_navigation(&lines.iter().map(line).collect::<HeaderMap>())
    }

    #[test]
    fn the_browser_says_so_or_the_request_looks_like_it() {
        assert!(of(&[("sec-fetch-mode", "navigate"), ("accept", "*/*")]));
        assert!(!of(&[("sec-fetch-mode", "cors"), ("accept", "text/html")]));
        assert!(!of(&[("sec-fetch-mode", "websocket")]));
        assert!(of(&[("accept", "text/html,application/xhtml+xml")]));
        assert!(!of(&[("accept", "text/html"), ("x-requested-with", "XMLHttpRequest")]));
        assert!(!of(&[("accept", "text/event-stream")]) && !of(&[("accept", "*/*")]) && !of(&[]));
        assert!(!of(&[("sec-fetch-mode", "navigate"), ("upgrade", "websocket")]));
        assert!(!of(&[("accept", "text/html"), ("sec-websocket-key", "x")]));
    }
}
