//! Which pages of an application are closed to a visitor who has given the password and not yet the second factor.

use crate::{
    outbound::{Answer, Client, Failure, Limits, TlsError},
    settings::ApplicationSettings,
};
use axum::body::Body;
use http::{
    HeaderValue, Request,
    header::{COOKIE, LOCATION, USER_AGENT},
};
use std::{fmt, time::Duration};
use ui::paths;
use url::Url;

const LIMITS: Limits = Limits { allows: |_| true, deadline: Duration::from_secs(10), longest_body: None, at_once: 1 };

/// Requests pages of the application by their public addresses, with the cookies of one browser.
pub struct Gates {
    client: Client,
    origin: Url,
    prefix: String,
    sign_in: String,
    cookies: HeaderValue,
}

/// The answer of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It refuses the visitor, or redirects to the next step or to the sign-in page.
    Closed,
    /// It answers.
    Open,
    /// Neither.
    Unclear,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Closed => "closed",
            Self::Open => "OPEN",
            Self::Unclear => "unclear",
        })
    }
}

impl Gates {
    /// The pages at `origin`, with the value of a `Cookie` header.
    ///
    /// # Errors
    ///
    /// The certificates that the system trusts can't be read.
    pub fn new(origin: &Url, application: &ApplicationSettings, cookies: HeaderValue) -> Result<Self, TlsError> {
        Ok(Self {
            client: Client::for_address(origin, LIMITS)?,
            origin: origin.clone(),
            prefix: application.prefix.clone(),
            sign_in: application.sign_in.clone(),
            cookies,
        })
    }

    /// Checks that the cookies are those of a session that has yet to prove its second factor: a page that is closed to everybody else tells nothing.
    ///
    /// # Errors
    ///
    /// The fault, in one line.
    pub async fn expect_half_session(&self) -> Result<(), String> {
        let page = format!("{}{}", self.prefix, paths::SECURITY);
        let answer = self.get(&page).await.map_err(|failure| format!("{}: {failure}", self.origin))?;
        match (answer.status.as_u16(), self.target(&answer)) {
            (303, Some(path)) if path == format!("{}{}", self.prefix, paths::NEXT_STEP) => Ok(()),
            (303, Some(path)) if is_page(&path, &self.sign_in) => Err("nobody is signed in with these cookies".to_owned()),
            (200, _) => {
                Err("the session of these cookies has no pending step: sign in again, and stop where the code is asked for".to_owned())
            }
            (status, _) => Err(format!("{page} answers {status}: does the proxy send {} to Latchkey?", self.prefix)),
        }
    }

    /// Requests a page, and says what it answers. A path is one of the application's, such as `/orders?page=2`.
    pub async fn check(&self, path: &str) -> (Outcome, String) {
        let answer = match self.get(path).await {
            Ok(answer) => answer,
            Err(failure) => return (Outcome::Unclear, failure.to_string()),
        };
        let (status, target) = (answer.status.as_u16(), self.target(&answer));
        let told = target.as_ref().map_or_else(|| status.to_string(), |path| format!("{status} to {path}"));
        let outcome = match (status, target) {
            (401 | 403, _) => Outcome::Closed,
            (200..=299 | 304, _) => Outcome::Open,
            (300..=399, Some(path)) if self.leads_out(&path) => Outcome::Closed,
            _ => Outcome::Unclear,
        };
        (outcome, told)
    }

    async fn get(&self, path: &str) -> Result<Answer, Failure> {
        let url = self.origin.join(path).ok().filter(|url| path.starts_with('/') && url.origin() == self.origin.origin());
        let request = Request::get("/").header(COOKIE, &self.cookies).header(USER_AGENT, "latchkey check").body(Body::empty());
        self.client.send(&url.ok_or(Failure::NotSupported)?, request.map_err(|_| Failure::NotSupported)?).await
    }

    /// The path that a redirect leads to. `None` for another origin.
    fn target(&self, answer: &Answer) -> Option<String> {
        let target = self.origin.join(answer.headers.get(LOCATION)?.to_str().ok()?).ok()?;
        (target.origin() == self.origin.origin()).then(|| target.path().to_owned())
    }

    fn leads_out(&self, path: &str) -> bool {
        is_page(path, &self.sign_in) || path.strip_prefix(&self.prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Whether `path` is that of a page, whose address may have a query.
fn is_page(path: &str, page: &str) -> bool {
    page.split('?').next() == Some(path)
}
