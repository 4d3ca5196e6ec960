//! What the browser can ask of the server.
//!
//! Every function is a `POST` of JSON to a fixed path under `/api/latchkey/` and answers with JSON, or with an [`ApiError`] and the status
//! of that error. The pages' forms call the same functions, so that a rule can't differ between the two. A function reads top to
//! bottom: who is asking, one call into `mfa`, the answer.
//!
//! Functions that open a session (sign-in, a proof) answer with the [`NextStep`], and the new session travels in its cookie.

pub mod account;
pub mod action;
pub mod activity;
pub mod device;
pub mod flow;
#[cfg(feature = "hydrate")]
mod from_js;
pub mod manage;
pub mod method;
pub mod passkey;
pub mod recovery;
pub mod session;
pub mod totp;

pub use crate::error::ApiError;
pub(crate) use crate::transport::JsonPost;

#[cfg(feature = "ssr")]
mod entry {
    use super::ApiError;
    use crate::request::RequestContext;
    use leptos::prelude::provide_context;
    use mfa::{NextStep, Opened};

    /// Makes the session that was just opened the one of this request: the browser gets its cookie, and whatever runs next in the
    /// same request finds it in the context.
    pub async fn enter(cx: &RequestContext, opened: Opened) -> Result<NextStep, ApiError> {
        let cx = cx.with_session(cx.open(opened));
        let step = cx.latchkey.next_step(cx.session.as_ref()).await?;
        provide_context(cx);
        Ok(step)
    }

    /// [`enter`], after which the session that the browser had before is gone: a sign-in takes its place.
    pub(super) async fn take_over(cx: &RequestContext, opened: Opened) -> Result<NextStep, ApiError> {
        if let Some(before) = &cx.session {
            cx.latchkey.discard(before).await?;
        }
        enter(cx, opened).await
    }
}

#[cfg(feature = "ssr")]
pub use entry::enter;
#[cfg(feature = "ssr")]
use entry::take_over;
