//! Latchkey inside another axum application, which has its own pages, its own accounts and its own sign-in.
//!
//! ```text
//!   /security/…        Latchkey's pages, forms and files ─┐ the same middleware as in the server that stands by itself
//!   /api/latchkey/…    its functions ─────────────────────┘
//!   everything else    the application's:  guard   ─ knows who has proved what
//!                                          protect ─ lets in only who owes nothing
//!                                          require_mfa_token ─ lets through only what was confirmed
//! ```
//!
//! The application says who is signed in, through [`SignIn`], and Latchkey asks it at every request. What comes of it is a session of
//! Latchkey's own, beside the application's: half until the second factor is proved. It has a cookie of its own, and counts only as long as the
//! application names the same user in the same session.

mod pages;

pub use crate::action::{Action, Proved, RequireMfa, TOKEN_HEADER};
pub use crate::sign_in::SignIn;
pub use mfa::Visitor;

use crate::{
    AppState, action,
    assets::Assets,
    client_address::Network,
    clock::MonotonicClock,
    middleware::{self, status},
    paths::FUNCTIONS,
    routes,
};
use app::site::{Accounts, Site};
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use mfa::Latchkey;
use std::sync::Arc;

/// What the application's server decides about the edge.
pub struct Settings {
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Time that never goes back: [`crate::clock::uptime`].
    pub uptime: MonotonicClock,
}

/// Latchkey, ready to be mounted. Cheap to clone.
#[derive(Clone)]
pub struct Embedded {
    state: AppState,
}

/// Why it can't be mounted.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EmbedError {
    /// Pages can't lie below it.
    #[error(
        "the prefix {0:?} must be one or more segments of small letters, digits, dashes and underscores, each after a slash: `/security`"
    )]
    Prefix(String),
    /// Two would sign people in.
    #[error("the site's accounts must be the application's, since the application signs people in")]
    Accounts,
    /// Passkeys would be made for another site than the one that people visit.
    #[error("the origin of the domain's settings, {domain}, must be the site's public origin, {site}")]
    Origin {
        /// Of [`mfa::Settings::origin`].
        domain: String,
        /// Of [`Site::public_origin`].
        site: String,
    },
}

impl Embedded {
    /// Latchkey as a part of the installation `site`.
    ///
    /// # Errors
    ///
    /// [`EmbedError`] for a site that isn't one of an application.
    pub fn new(latchkey: Latchkey, site: Site, assets: Assets, settings: Settings, sign_in: impl SignIn) -> Result<Self, EmbedError> {
        if !is_prefix(&site.prefix) {
            return Err(EmbedError::Prefix(site.prefix));
        }
        if site.accounts == Accounts::Own {
            return Err(EmbedError::Accounts);
        }
        if latchkey.origin() != site.origin() {
            return Err(EmbedError::Origin { domain: latchkey.origin().to_owned(), site: site.origin() });
        }
        let state = AppState::embedded(latchkey, site, assets, settings.trusted_proxies, settings.uptime, Arc::new(sign_in));
        Ok(Self { state })
    }

    /// Has browsers use TLS for all names below the application's own, too, not only for its own. Off unless this is called: the application
    /// knows whether all of them have it.
    #[must_use]
    pub fn with_hsts_subdomains(self) -> Self {
        Self { state: self.state.with_hsts_subdomains(true) }
    }

    /// The application with Latchkey in it: the one function that mounts everything.
    ///
    /// What is Latchkey's never reaches the application. That matters for the functions: `leptos_routes` adds those of every crate that is
    /// linked, also Latchkey's, and there they would stand without the checks of their own edge.
    pub fn mount(&self, application: Router) -> Router {
        self.routes().fallback_service(application)
    }

    /// Everything of Latchkey's: the pages, forms and files below the prefix, and the functions at `/api/latchkey/`.
    ///
    /// Each of the two is closed in itself: what isn't found there is answered there. [`Embedded::mount`] puts them in front of an application.
    pub fn routes(&self) -> Router {
        let AppState { site, .. } = &self.state;
        Router::new()
            .nest_service(&site.prefix, routes::below(self.state.clone()).into_service())
            .route_service(&format!("{FUNCTIONS}{{*function}}"), routes::functions_alone(self.state.clone()).into_service())
    }

    /// Pages of the application that want to know who has proved what: each request carries an [`app::request::RequestContext`] in its
    /// extensions, and [`app::provide_request`] puts it into the Leptos context. Everybody is let in.
    ///
    /// It is for the routes that `router` has by now, not for its fallback. Files have no use for it: leave them out.
    pub fn guard<S: Clone + Send + Sync + 'static>(&self, router: Router<S>) -> Router<S> {
        let Self { state } = self;
        router
            .route_layer(from_fn(status::status))
            .route_layer(from_fn_with_state(state.clone(), middleware::session::session))
            .route_layer(from_fn(pages::outside))
            .route_layer(from_fn_with_state(state.clone(), middleware::request_context::request_context))
    }

    /// Pages of the application that are shown to nobody who still owes something. A visitor who asks for one is sent to Latchkey's page of
    /// the next step, and comes back when nothing is owed; somebody whom nobody knows is sent to the application's sign-in. What
    /// isn't asked for with GET is refused instead, with 403 or 401 and the error in JSON.
    ///
    /// It does what [`Embedded::guard`] does, too.
    pub fn protect<S: Clone + Send + Sync + 'static>(&self, router: Router<S>) -> Router<S> {
        self.guard(router.route_layer(from_fn(pages::protect)))
    }
}

impl Embedded {
    /// Routes that do `action`, which lets through only what was confirmed: with an MFA token of this session in the header
    /// [`TOKEN_HEADER`], which is used up by it if it is of single use. Where the policy asks this user for no proof, no token is needed.
    ///
    /// Everything else is refused in JSON: `{ "code": "mfa_token_required", "action": … }` without a token, the code of the
    /// [`mfa::TokenRefusal`] with one that doesn't count, 413 `mfa_content_too_long` for a body to be confirmed that is longer than
    /// [`mfa::ContentDigest::LONGEST_CONTENT`], and 401 or 403 for who isn't signed in or owes something. A handler learns by
    /// [`Proved`] what was proved.
    ///
    /// It does what [`Embedded::guard`] does, too.
    pub fn require_mfa_token<S: Clone + Send + Sync + 'static>(&self, action: Action, router: Router<S>) -> Router<S> {
        self.guard(router.route_layer(from_fn_with_state(action, action::require)))
    }
}

fn is_prefix(prefix: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    prefix.strip_prefix('/').is_some_and(|path| path.split('/').all(|segment| !segment.is_empty() && segment.chars().all(is_plain)))
}

#[cfg(test)]
mod tests {
    use super::is_prefix;

    #[test]
    fn a_prefix_is_a_plain_path() {
        for prefix in ["/security", "/a/b", "/my-account_2"] {
            assert!(is_prefix(prefix), "{prefix}");
        }
        for prefix in ["", "/", "security", "/security/", "//security", "/a//b", "/{id}", "/Security", "/..", "/a?b", "/ä"] {
            assert!(!is_prefix(prefix), "{prefix}");
        }
    }
}
