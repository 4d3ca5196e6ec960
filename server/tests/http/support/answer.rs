//! An answer of the server.

use axum::{body::to_bytes, response::Response};
use flate2::read::GzDecoder;
use http::{
    HeaderMap, StatusCode,
    header::{CONTENT_ENCODING, SET_COOKIE},
};
use serde_json::Value;
use std::io::Read;

/// Whether it has to be unpacked. The precompressed files of the tests' site are only called so.
fn is_gzip(headers: &HeaderMap, body: &[u8]) -> bool {
    headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding == "gzip") && body != b"(gzip)"
}

fn unpacked(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    GzDecoder::new(body).read_to_end(&mut plain).unwrap();
    plain
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// The number of bytes of the body as it was sent.
    pub(crate) length: usize,
}

impl Answer {
    pub(crate) async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let plain = if is_gzip(&parts.headers, &body) { unpacked(&body) } else { body.to_vec() };
        let length = body.len();
        Self { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&plain).into_owned(), length }
    }

    /// A header's only value, or nothing.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        assert!(self.headers.get_all(name).iter().count() < 2, "{name} is there twice");
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The `Set-Cookie` lines.
    pub(crate) fn cookies(&self) -> Vec<&str> {
        self.headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_str(&self.body).unwrap()
    }

    /// The code of the error in a JSON body.
    #[track_caller]
    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The value of a hidden field of the page; of the first one with that name.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> &str {
        let begin = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.body.split_once(&begin).unwrap_or_else(|| panic!("no field {name}: {}", self.body));
        rest.split_once('"').unwrap().0
    }

    #[track_caller]
    pub(crate) fn assert_status(&self, expected: u16) -> &Self {
        assert_eq!(self.status.as_u16(), expected, "{}", self.body);
        self
    }

    /// A redirect after a form.
    #[track_caller]
    pub(crate) fn assert_leads_to(&self, path: &str) -> &Self {
        assert_eq!((self.status.is_redirection(), self.header("location")), (true, path), "{} {}", self.status, self.body);
        self
    }
}
