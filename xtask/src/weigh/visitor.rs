//! A browser without scripts: it keeps cookies, submits forms, follows redirects, and remembers the visited pages.

use super::html;
use anyhow::{Context, Result, bail, ensure};
use ureq::http::header::{ACCEPT_LANGUAGE, LOCATION, ORIGIN};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

/// The maximum number of consecutive redirects.
const REDIRECTS: usize = 8;

/// A visited page.
pub(super) struct Seen {
    /// Its path and language, for display.
    pub(super) name: String,
    pub(super) html: String,
}

pub(super) struct Visitor {
    /// Has the cookies.
    agent: Agent,
    origin: String,
    language: &'static str,
    seen: Vec<Seen>,
}

impl Visitor {
    pub(super) fn new(origin: &str, language: &'static str) -> Self {
        let settings = Agent::config_builder().max_redirects(0).max_redirects_will_error(false).http_status_as_error(false).proxy(None);
        Self { agent: settings.build().into(), origin: origin.to_owned(), language, seen: Vec::new() }
    }

    /// Visits a page, which must exist and not redirect, and remembers it.
    pub(super) fn look(&mut self, path: &str) -> Result<String> {
        self.look_as(path, path)
    }

    /// The same, for a page whose path isn't a suitable name.
    pub(super) fn look_as(&mut self, name: &str, path: &str) -> Result<String> {
        self.remember(name, path, StatusCode::OK)
    }

    /// Visits a path that doesn't exist, and remembers the error page.
    pub(super) fn look_at_nothing(&mut self, path: &str) -> Result<String> {
        self.remember("(not found)", path, StatusCode::NOT_FOUND)
    }

    /// Submits a form with its hidden fields from the last visit, and returns the address where its redirects end. The page isn't remembered.
    pub(super) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<String> {
        let hidden = self.seen.iter().rev().find_map(|page| html::hidden(&page.html, path)).unwrap_or_default();
        let fields = hidden.iter().chain(fields).copied();
        let request = self.agent.post(self.address(path)).header(ORIGIN, &self.origin);
        let response = request.header(ACCEPT_LANGUAGE, self.language).send_form(fields)?;
        let mut path = location(&response).with_context(|| format!("{path} refused the form with {}", response.status()))?;
        for _ in 0..REDIRECTS {
            match location(&self.get(&path)?) {
                Some(next) => path = next,
                None => return Ok(path),
            }
        }
        bail!("{path} redirects too often")
    }

    /// The preferred language of the visitor.
    pub(super) fn language(&self) -> &str {
        self.language
    }

    pub(super) fn into_seen(self) -> Vec<Seen> {
        self.seen
    }

    fn remember(&mut self, name: &str, path: &str, expected: StatusCode) -> Result<String> {
        let mut response = self.get(path)?;
        ensure!(response.status() == expected, "{path} answered {} (to {:?})", response.status(), location(&response));
        let html = response.body_mut().read_to_string()?;
        // Ids in paths are replaced, since they don't identify the page.
        let name = name.split('/').map(|segment| if segment.len() > 24 { "…" } else { segment }).collect::<Vec<_>>().join("/");
        self.seen.push(Seen { name: format!("{name} ({})", self.language), html: html.clone() });
        Ok(html)
    }

    fn get(&self, path: &str) -> Result<Response<Body>> {
        Ok(self.agent.get(self.address(path)).header(ACCEPT_LANGUAGE, self.language).call()?)
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

/// The destination of a redirect.
fn location(response: &Response<Body>) -> Option<String> {
    Some(response.headers().get(LOCATION)?.to_str().ok()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Visitor;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    #[test]
    fn cookies_are_sent_until_they_are_taken_back() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let server = std::thread::spawn(move || {
            ["a=1; Path=/; HttpOnly; SameSite=Lax", "a=; Path=/; Max-Age=0", "b=2; Path=/"].map(|set| {
                let (mut stream, _) = listener.accept().unwrap();
                let head = BufReader::new(&stream).lines().map(Result::unwrap).take_while(|line| !line.is_empty());
                let sent = head.filter_map(|line| Some(line.strip_prefix("cookie: ")?.to_owned())).collect::<Vec<_>>();
                write!(stream, "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\nset-cookie: {set}\r\n\r\n").unwrap();
                sent
            })
        });
        let mut visitor = Visitor::new(&origin, "en");
        for path in ["/", "/account/security", "/"] {
            visitor.look(path).unwrap();
        }
        assert_eq!(server.join().unwrap(), [vec![], vec!["a=1".to_owned()], vec![]]);
    }
}
