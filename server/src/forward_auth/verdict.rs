//! Whether a visitor is let through.

use super::Demand;
use crate::{
    AppState,
    middleware::session::{Present, present},
};
use http::request::Parts;
use mfa::{Error, Level, LiveSession, Session};

/// Why a visitor isn't let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// Nobody is signed in.
    SignIn,
    /// A step is pending: the second factor, its enrollment, or codes to save.
    Step,
    /// The last proof is too old, or none was given.
    Proof,
    /// It can't be told.
    Failure(Error),
}

impl Obstacle {
    /// The same as an error, which has a status and a code.
    pub(super) fn error(&self) -> Error {
        match self {
            Self::SignIn => Error::NotSignedIn,
            Self::Step => Error::RequiresAdditionalAuth,
            Self::Proof => Error::StepUpRequired,
            Self::Failure(error) => error.clone(),
        }
    }
}

impl From<Error> for Obstacle {
    fn from(error: Error) -> Self {
        Self::Failure(error)
    }
}

/// A visitor who is let through.
pub(super) struct Admitted {
    pub(super) session: Session,
    /// The token for the application, if the settings have tokens for the origin.
    pub(super) assertion: String,
}

/// The visitor, if they meet the demand.
pub(super) async fn judge(state: &AppState, parts: &Parts, demand: Demand) -> Result<Admitted, Obstacle> {
    let live = meets(state, parts, demand).await?;
    let assertion = match state.latchkey.tokens().session_token_of(&live, &state.site.origin()).await {
        Ok(issued) => issued.token,
        // Tokens are for sessions without a pending step only.
        Err(Error::NotFound | Error::RequiresAdditionalAuth) => String::new(),
        Err(error) => return Err(error.into()),
    };
    Ok(Admitted { session: live.session, assertion })
}

async fn meets(state: &AppState, parts: &Parts, demand: Demand) -> Result<LiveSession, Obstacle> {
    let live = match present(state, parts).await? {
        Present::Nobody => return Err(Obstacle::SignIn),
        Present::WithoutSession => return Err(Obstacle::Step),
        Present::InSession(live) => *live,
    };
    if live.session.level == Level::Half {
        return Err(Obstacle::Step);
    }
    if demand == Demand::SignedIn {
        return Ok(live);
    }
    if !live.assessment.next_step().is_free() {
        return Err(Obstacle::Step);
    }
    if demand == Demand::Fresh && !state.latchkey.proof_is_fresh(&live.session, &live.assessment.policy) {
        return Err(Obstacle::Proof);
    }
    Ok(live)
}
