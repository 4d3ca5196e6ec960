//! The application beside which `latchkey serve` runs tells over HTTP who is signed in: the implementation of [`SignIn`] for `[application]`.
//!
//! ```text
//!  visitor ── cookies ──► Latchkey ── GET who, Cookie, Latchkey-Key ──► application
//!                                  ◄── 200 { id, name, session }, or 204 or 401 for nobody ──
//! ```
//!
//! Anything else is an error and never "nobody". Only the application's server can answer: the key keeps scripts of its pages from reading the
//! session's identifier.

mod cache;
mod forwarded;
mod report;

pub use crate::outbound::TlsError;
pub use report::WhoReport;

use crate::{
    client_address::ClientAddress,
    clock::MonotonicClock,
    cookie::CookieNames,
    outbound::{Client, Limits, trusted_route},
    settings::WhoSettings,
    sign_in::{SignIn, VisitorResult},
};
use axum::body::Body;
use cache::Cache;
use forwarded::Forwarded;
use futures::FutureExt;
use http::{HeaderMap, HeaderName, HeaderValue, Request, header::ACCEPT, request::Parts};
use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use url::Url;

/// The header with [`WhoSettings::key`]. `Authorization` may be the visitor's.
const KEY: HeaderName = HeaderName::from_static("latchkey-key");

/// How long the application may take for an answer.
const ANSWERED_WITHIN: Duration = Duration::from_secs(2);

/// The largest answer, in bytes.
const LONGEST_ANSWER: usize = 16 * 1024;

/// The number of requests that the application gets at once. Together with the connections of visitors, they stay below the limit of file handles.
const AT_ONCE: usize = 128;

/// The endpoint of the application that tells who is signed in. Cheap to clone.
#[derive(Clone)]
pub struct WhoEndpoint {
    asking: Arc<Asking>,
    cache: Arc<Cache>,
}

/// Everything that a request to the application needs, for as long as the request takes.
struct Asking {
    settings: WhoSettings,
    public_origin: Url,
    cookies: CookieNames,
    client: Client,
    uptime: MonotonicClock,
    /// Whether the log has said that the application sets cookies.
    said_that_it_sets_cookies: AtomicBool,
}

impl WhoEndpoint {
    /// The endpoint of these settings, for an application at `public_origin`.
    ///
    /// # Errors
    ///
    /// The address is an `https` one, and the certificates that the system trusts can't be read.
    pub fn new(settings: &WhoSettings, public_origin: &Url, uptime: MonotonicClock) -> Result<Self, TlsError> {
        let allows = trusted_route(&settings.address);
        let limits = Limits { allows, deadline: ANSWERED_WITHIN, longest_body: Some(LONGEST_ANSWER), at_once: AT_ONCE };
        let asking = Asking {
            settings: settings.clone(),
            public_origin: public_origin.clone(),
            cookies: CookieNames::new(public_origin),
            client: Client::for_address(&settings.address, limits)?,
            uptime: uptime.clone(),
            said_that_it_sets_cookies: AtomicBool::new(false),
        };
        Ok(Self { asking: Arc::new(asking), cache: Arc::new(Cache::new(uptime)) })
    }

    /// Asks once, past the cache, with these headers of a visitor.
    pub async fn ask_once(&self, headers: &HeaderMap) -> WhoReport {
        let forwarded = self.asking.forward(headers, None);
        self.asking.ask(&forwarded).await
    }

    /// Asks once as a visitor without cookies, and warns unless the application answers that nobody is signed in.
    pub async fn check_at_start(&self) {
        let report = self.ask_once(&HeaderMap::new()).await;
        let status = report.status.unwrap_or_default();
        match report.verdict {
            Ok(None) => tracing::info!(status, "the application answers who is signed in"),
            Ok(Some(_)) => tracing::warn!(
                status,
                "application.who reports a user for a request without cookies: every visitor would be signed in as that user"
            ),
            Err(reason) => tracing::warn!(
                %reason,
                "application.who can't tell who is signed in, so pages are answered with 503 until it can; `latchkey check who` shows what it says"
            ),
        }
    }

    /// Forgets what the application has said about this session of its own.
    pub(crate) fn forget(&self, session: &str) {
        self.cache.forget(session);
    }
}

impl SignIn for WhoEndpoint {
    async fn visitor(&self, request: &Parts) -> VisitorResult {
        let address = request.extensions.get::<ClientAddress>().map(|client| client.0);
        let forwarded = self.asking.forward(&request.headers, address);
        // A visitor whom nothing identifies is nobody: a crawler costs the application nothing.
        if !forwarded.can_identify() {
            return Ok(None);
        }
        let key = forwarded.key();
        let forwarded = Arc::new(forwarded);
        let ask = || {
            let (asking, forwarded) = (Arc::clone(&self.asking), Arc::clone(&forwarded));
            async move { asking.ask(&forwarded).await.verdict }.boxed()
        };
        self.cache.answer(key, ask).await
    }
}

impl Asking {
    fn forward(&self, headers: &HeaderMap, client: Option<IpAddr>) -> Forwarded {
        Forwarded::new(headers, &self.cookies, &self.settings.forward_headers, client, &self.public_origin)
    }

    async fn ask(&self, forwarded: &Forwarded) -> WhoReport {
        let mut request = Request::new(Body::empty());
        let headers = request.headers_mut();
        for (name, value) in forwarded.headers() {
            headers.append(name, value.clone());
        }
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(KEY, self.settings.key.header());
        let begun = (self.uptime)();
        let answer = self.client.send(&self.settings.address, request).await;
        let took = (self.uptime)().saturating_sub(begun);
        let report = WhoReport::new(answer, forwarded, took);
        if report.sets_cookies && !self.said_that_it_sets_cookies.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                "application.who sets cookies, which are dropped: it must not open, extend or replace a session, or people may be signed out"
            );
        }
        report
    }
}
