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

mod builder;
mod pages;

pub use crate::action::{Action, Proved, RequireMfa, TOKEN_HEADER};
pub use crate::sign_in::SignIn;
pub use builder::{Builder, EmbedError};
pub use mfa::Visitor;

use crate::{
    AppState, action,
    middleware::{self, status},
    paths::FUNCTIONS,
    routes,
};
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};

/// Latchkey, ready to be mounted. Cheap to clone.
#[derive(Clone)]
pub struct Embedded {
    state: AppState,
}

impl Embedded {
    /// Begins with the defaults. `Embedded::builder().sign_in("/login", my_sessions).build(latchkey)?` is enough.
    pub fn builder() -> Builder {
        Builder::default()
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

    /// Pages of the application that want to know who has proved what: each request carries an [`ui::request::RequestContext`] in its
    /// extensions, and [`ui::provide_request`] puts it into the Leptos context. Everybody is let in.
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
