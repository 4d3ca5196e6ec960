//! Latchkey embedded in another axum application, which has its own pages, accounts and sign-in.
//!
//! ```text
//!   /security/…        Latchkey's pages, forms and files ─┐ the same middleware as in the server that stands by itself
//!   /api/latchkey/…    its functions ─────────────────────┘
//!   everything else    the application's:  guard   ─ finds the visitor's session
//!                                          protect ─ admits visitors without a pending step
//!                                          require_mfa_token ─ requires the MFA token of an action
//! ```
//!
//! The application says who is signed in, through [`SignIn`], and Latchkey asks it on every request. For that user, Latchkey opens a session of its
//! own beside the application's: a half session until the second factor is proved. It has its own cookie, and is valid only while the application
//! reports the same user in the same session. While the application can't tell who is signed in, requests are answered with 503.

mod builder;
mod pages;

pub use crate::action::{Action, Proved, RequireMfa, TOKEN_HEADER};
pub use crate::settings::MailSettings;
pub use crate::sign_in::{SignIn, Unavailable};
pub use crate::visitor_notice::OnNotice;
pub use builder::{Builder, EmbedError};
pub use mail::{Address, Mailbox, Password, Security, Settings as MailRelay};
pub use mfa::{Visitor, VisitorAddress, VisitorNotice};

use crate::{
    AppState, action,
    middleware::{self, status},
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
    /// A builder with the defaults. `Embedded::builder().sign_in("/login", my_sessions).build(latchkey)?` is enough.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Mounts everything: returns the application's router with Latchkey in front of it.
    ///
    /// Requests to Latchkey's paths never reach the application. That matters for the functions: `leptos_routes` adds the functions of every linked
    /// crate, including Latchkey's, and in the application's router they would run without Latchkey's checks.
    pub fn mount(&self, application: Router) -> Router {
        self.routes().fallback_service(application)
    }

    /// Latchkey's own routes: the pages, forms and files below the prefix, and the functions at `/api/latchkey/`.
    ///
    /// Each of the two answers every request below its path, with 404 if there is no such route. [`Embedded::mount`] puts them in front of an
    /// application.
    pub fn routes(&self) -> Router {
        routes::embedded(&self.state)
    }

    /// Layers for pages of the application that need to know the visitor's status: each request carries an [`ui::request::RequestContext`] in its
    /// extensions, and [`ui::provide_request`] puts it into the Leptos context. No visitor is refused.
    ///
    /// The layers apply to the routes that `router` has at this point, not to its fallback. Files don't need them: leave them out.
    pub fn guard<S: Clone + Send + Sync + 'static>(&self, router: Router<S>) -> Router<S> {
        let Self { state } = self;
        router
            .route_layer(from_fn(status::status))
            .route_layer(from_fn_with_state(state.clone(), middleware::session::session))
            .route_layer(from_fn(pages::outside))
            .route_layer(from_fn_with_state(state.clone(), middleware::request_context::request_context))
    }

    /// Layers for pages of the application that require a session without a pending step. A visitor with a pending step is redirected to Latchkey's
    /// page of that step, and returns when none is left; a visitor who isn't signed in is redirected to the application's sign-in. Requests other
    /// than GET are refused with 403 or 401 and the error in JSON.
    ///
    /// Includes [`Embedded::guard`].
    pub fn protect<S: Clone + Send + Sync + 'static>(&self, router: Router<S>) -> Router<S> {
        self.guard(router.route_layer(from_fn(pages::protect)))
    }
}

impl Embedded {
    /// Layers for routes that perform `action`: a request needs an MFA token of this session in the header [`TOKEN_HEADER`]. The request uses up a
    /// single-use token. No token is needed if the policy requires no proof from this user.
    ///
    /// All other requests are refused in JSON: with `{ "code": "mfa_token_required", "action": … }` if there is no token, with the code of the
    /// [`mfa::TokenRefusal`] if the token isn't valid, with 413 `mfa_content_too_long` if the body to be confirmed is longer than
    /// [`mfa::ContentDigest::LONGEST_CONTENT`], and with 401 or 403 if the visitor isn't signed in or has a pending step. Handlers read the proof
    /// from [`Proved`].
    ///
    /// Includes [`Embedded::guard`].
    pub fn require_mfa_token<S: Clone + Send + Sync + 'static>(&self, action: Action, router: Router<S>) -> Router<S> {
        self.guard(router.route_layer(from_fn_with_state(action, action::require)))
    }
}
