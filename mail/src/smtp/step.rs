//! A phase that is over, told while it happens.

use super::failure::{Cause, Failure, Phase};
use crate::inert::visible;
use lettre::transport::smtp::{Error, response::Response};
use std::{future::Future, time::Duration};

/// The end of a phase, for an operator who watches. The texts of relays repeat addresses, so this belongs on a terminal and not into a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The phase that is over.
    pub phase: Phase,
    /// Whether the relay accepted.
    pub accepted: bool,
    /// Whether the connection is encrypted by now. The version of TLS isn't known here; it is 1.2 or 1.3.
    pub encrypted: bool,
    /// The relay's answer or the error, on one line. For [`Phase::Connect`] and [`Phase::StartTls`]: the name of the relay.
    pub text: String,
}

/// Is called with each completed phase.
pub(super) type Report<'a> = &'a mut (dyn FnMut(Step) + Send);

/// Ignores the phases.
pub(super) fn silent(_: Step) {}

/// Waits for a phase until its deadline, and reports a failure.
pub(super) async fn within<T>(
    phase: Phase,
    deadline: Duration,
    encrypted: bool,
    work: impl Future<Output = Result<T, Error>>,
    report: Report<'_>,
) -> Result<T, Failure> {
    let (failure, text) = match tokio::time::timeout(deadline, work).await {
        Ok(Ok(done)) => return Ok(done),
        Ok(Err(error)) => (Failure::of(phase, &error), error.to_string()),
        Err(_) => (Failure::new(phase, Cause::Deadline), format!("no answer within {deadline:?}")),
    };
    report(Step { phase, accepted: false, encrypted, text: visible(&text) });
    Err(failure)
}

/// The relay's answer on one line.
pub(super) fn text(response: &Response) -> String {
    visible(&format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" ")))
}

/// A failure without an answer of the relay, reported.
pub(super) fn unable(phase: Phase, cause: Cause, encrypted: bool, report: Report<'_>) -> Failure {
    report(Step { phase, accepted: false, encrypted, text: cause.to_string() });
    Failure::new(phase, cause)
}
