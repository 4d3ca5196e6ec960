//! A browser without scripts, at `http://localhost:PORT`.

use crate::server::Answer;
use std::collections::BTreeMap;
use url::form_urlencoded::Serializer;

pub(super) struct Browser {
    port: u16,
    pub(super) cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(super) fn new(port: u16) -> Self {
        Self { port, cookies: BTreeMap::new() }
    }

    pub(super) async fn get(&mut self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\n"), "").await
    }

    /// Opens the page and sends its form with these fields, besides those that are hidden.
    pub(super) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(path).await;
        let hidden: Vec<_> =
            ["form_token", "shown", "next"].into_iter().filter_map(|name| Some((name, hidden(&page.body, name)?))).collect();
        let hidden = hidden.iter().map(|(name, value)| (*name, value.as_str()));
        let body = Serializer::new(String::new()).extend_pairs(hidden.chain(fields.iter().copied())).finish();
        self.post(path, &body).await
    }

    pub(super) async fn post(&mut self, path: &str, body: &str) -> Answer {
        let head = format!(
            "POST {path} HTTP/1.1\r\nOrigin: http://localhost:{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            self.port,
            body.len()
        );
        self.send(&head, body).await
    }

    async fn send(&mut self, head: &str, body: &str) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let more = format!("Host: localhost:{}\r\nCookie: {}\r\nAccept: text/html\r\nConnection: close", self.port, cookies.join("; "));
        let answer = Answer::to(self.port, &format!("{head}{more}\r\n\r\n{body}")).await.expect("the server answers");
        for cookie in answer.headers("set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            match cookie.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        answer
    }
}

/// The value of the first hidden field of this name.
fn hidden(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    Some(rest.split('"').next()?.replace("&amp;", "&"))
}
