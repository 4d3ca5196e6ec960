//! The request that a proxy asks about.

use http::{
    HeaderMap, HeaderName, Method,
    header::{ACCESS_CONTROL_REQUEST_METHOD, HOST, ORIGIN, REFERER},
    request::Parts,
};
use ui::destination::same_site_path;
use url::{Origin, Url};

const ORIGINAL_METHOD: HeaderName = HeaderName::from_static("x-original-method");
const ORIGINAL_URL: HeaderName = HeaderName::from_static("x-original-url");
const FORWARDED_METHOD: HeaderName = HeaderName::from_static("x-forwarded-method");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_URI: HeaderName = HeaderName::from_static("x-forwarded-uri");

/// The page to return to where a request has none of its own.
const START: &str = "/";

/// The longest origin in the log.
const SHOWN: usize = 200;

/// The proxy doesn't tell the request, or tells it twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// A request to the application.
#[derive(Debug)]
pub(super) struct Original {
    pub(super) method: Method,
    pub(super) origin: Origin,
    /// Path and query, if a redirect may lead there.
    address: Option<String>,
}

impl Original {
    /// From the headers that the configuration of nginx sets. Those of other contracts may be the client's.
    pub(super) fn of_nginx(headers: &HeaderMap) -> Result<Self, Malformed> {
        Self::new(only(headers, &ORIGINAL_METHOD)?, only(headers, &ORIGINAL_URL)?)
    }

    /// From the headers that Caddy and Traefik replace.
    pub(super) fn of_forwarded(headers: &HeaderMap) -> Result<Self, Malformed> {
        let url = joined(only(headers, &FORWARDED_PROTO)?, only(headers, &FORWARDED_HOST)?, only(headers, &FORWARDED_URI)?)?;
        Self::new(only(headers, &FORWARDED_METHOD)?, &url)
    }

    /// From the request line of the check itself, whose path is `path` behind the address of the endpoint.
    pub(super) fn of_envoy(parts: &Parts, path: &str) -> Result<Self, Malformed> {
        let host = match parts.uri.authority() {
            Some(authority) => authority.as_str(),
            None => only(&parts.headers, &HOST)?,
        };
        let path = parts.uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
        let url = joined(only(&parts.headers, &FORWARDED_PROTO)?, host, &path)?;
        Self::new(parts.method.as_str(), &url)
    }

    fn new(method: &str, url: &str) -> Result<Self, Malformed> {
        if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(Malformed);
        }
        let method = method.parse().map_err(|_| Malformed)?;
        let mut url = Url::parse(url).map_err(|_| Malformed)?;
        let scheme = match url.scheme() {
            "https" | "wss" => "https",
            "http" | "ws" => "http",
            _ => return Err(Malformed),
        };
        let is_plain = url.username().is_empty() && url.password().is_none();
        if !is_plain || url.set_scheme(scheme).is_err() {
            return Err(Malformed);
        }
        let address = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        Ok(Self { method, origin: url.origin(), address: same_site_path(&address) })
    }

    /// Its origin, for the log.
    pub(super) fn shown_origin(&self) -> String {
        self.origin.ascii_serialization().chars().take(SHOWN).collect()
    }

    /// Whether it only reads, so that it can be repeated after the visitor has come back.
    pub(super) fn is_page(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD)
    }

    /// Whether it is the request by which a browser asks if another site's script may send its own. It brings no cookies.
    pub(super) fn is_preflight(&self, headers: &HeaderMap) -> bool {
        self.method == Method::OPTIONS && headers.contains_key(ORIGIN) && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
    }

    /// The address to which the visitor returns: this one if it is a page that the browser goes to, else the page that sent it.
    pub(super) fn page(&self, headers: &HeaderMap, is_navigation: bool) -> String {
        let page = match is_navigation && self.is_page() {
            true => self.address.clone(),
            false => self.referring_page(headers),
        };
        page.unwrap_or_else(|| START.to_owned())
    }

    fn referring_page(&self, headers: &HeaderMap) -> Option<String> {
        let referer = Url::parse(only(headers, &REFERER).ok()?).ok().filter(|url| url.origin() == self.origin)?;
        same_site_path(&referer.query().map_or_else(|| referer.path().to_owned(), |query| format!("{}?{query}", referer.path())))
    }
}

/// The only value of a header, in visible ASCII. Of two, one would be the client's.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<&'a str, Malformed> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_graphic())).ok_or(Malformed),
        _ => Err(Malformed),
    }
}

/// A full address. None of its parts reaches into the next one.
fn joined(scheme: &str, host: &str, path: &str) -> Result<String, Malformed> {
    let fits = !host.contains(['/', '\\', '?', '#', '@', ',']) && path.starts_with('/');
    if fits { Ok(format!("{scheme}://{host}{path}")) } else { Err(Malformed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    const METHOD: &str = "x-forwarded-method";
    const PROTO: &str = "x-forwarded-proto";
    const TOLD_HOST: &str = "x-forwarded-host";
    const URI: &str = "x-forwarded-uri";

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let line = |(name, value): &(&'static str, &str)| (HeaderName::from_static(name), value.parse().unwrap());
        lines.iter().map(line).collect()
    }

    fn forwarded(method: &str, proto: &str, host: &str, uri: &str) -> Result<Original, Malformed> {
        Original::of_forwarded(&headers(&[(METHOD, method), (PROTO, proto), (TOLD_HOST, host), (URI, uri)]))
    }

    fn nginx(method: &str, url: &str) -> Result<Original, Malformed> {
        Original::of_nginx(&headers(&[
            ("x-original-method", method),
            ("x-original-url", url),
            (URI, "/forged"),
            (TOLD_HOST, "evil.example"),
        ]))
    }

    #[test]
    fn each_contract_reads_its_own_headers() {
        let told = nginx("GET", "https://app.example.org/a/../b?c=%2F").unwrap();
        assert_eq!((told.shown_origin().as_str(), told.address.as_deref()), ("https://app.example.org", Some("/b?c=%2F")));
        let told = forwarded("POST", "http", "localhost:8080", "/a").unwrap();
        assert_eq!((told.shown_origin().as_str(), told.method), ("http://localhost:8080", Method::POST));
        let request =
            Request::put("/forward-auth/envoy/complete/a?b").header(HOST, "app.example.org").header(PROTO, "https").body(()).unwrap();
        let told = Original::of_envoy(&request.into_parts().0, "/a").unwrap();
        assert_eq!((told.address.as_deref(), told.method), (Some("/a?b"), Method::PUT));
        assert!(Original::of_nginx(&headers(&[(METHOD, "GET"), (URI, "/")])).is_err());
        assert!(Original::of_forwarded(&headers(&[("x-original-method", "GET"), ("x-original-url", "https://app.example.org/")])).is_err());
    }

    #[test]
    fn a_socket_has_the_origin_of_its_page() {
        assert_eq!(forwarded("GET", "wss", "app.example.org", "/live").unwrap().shown_origin(), "https://app.example.org");
        assert_eq!(forwarded("GET", "ws", "app.example.org:80", "/live").unwrap().shown_origin(), "http://app.example.org");
    }

    #[test]
    fn a_header_that_was_told_twice_or_is_no_address_is_refused() {
        let twice = headers(&[(METHOD, "GET"), (PROTO, "https"), (TOLD_HOST, "a"), (TOLD_HOST, "b"), (URI, "/")]);
        assert!(Original::of_forwarded(&twice).is_err());
        for host in ["evil.example/", "user@app.example.org", "a, b", "app.example.org?", "app.example.org#", "", "a b"] {
            assert!(forwarded("GET", "https", host, "/").is_err(), "{host}");
        }
        for uri in ["", "a", "@evil.example/", ".evil.example/"] {
            assert!(forwarded("GET", "https", "app.example.org", uri).is_err(), "{uri}");
        }
        for method in ["", "get", "GET,POST", "G-T"] {
            assert!(forwarded(method, "https", "app.example.org", "/").is_err(), "{method}");
        }
        for url in
            ["/a", "ftp://app.example.org/", "https://user@app.example.org/", "https://user:word@app.example.org/", "javascript:alert(1)"]
        {
            assert!(nginx("GET", url).is_err(), "{url}");
        }
    }

    #[test]
    fn visitors_return_to_pages_of_the_same_site() {
        let page = |original: &Original, referer: &str, is_navigation| original.page(&headers(&[("referer", referer)]), is_navigation);
        let get = nginx("GET", "https://app.example.org/cart?a=b").unwrap();
        assert_eq!(page(&get, "https://app.example.org/shop", true), "/cart?a=b");
        assert_eq!(page(&get, "https://app.example.org/shop?q", false), "/shop?q", "a script's request is no page");
        let post = nginx("POST", "https://app.example.org/buy").unwrap();
        assert_eq!(page(&post, "https://app.example.org/cart", true), "/cart", "coming back by GET isn't a POST");
        for referer in ["https://evil.example/cart", "http://app.example.org/cart", "nonsense", "https://app.example.org//evil.example"] {
            assert_eq!(page(&post, referer, true), "/", "{referer}");
        }
        assert_eq!(page(&nginx("GET", "https://app.example.org//evil.example/a").unwrap(), "", true), "/");
    }
}
