//! What leads the visitor on, in the browser.
//!
//! ```text
//!  a call, another tab, coming back ─► read the status ─► signals change
//!                                                     ├─► handlers, once for each thing that comes to be owed
//!                                                     └─► without a handler, the built-in screens
//!  screens ─► proof ─► read the status ─► next screen, or done: prompts resolve
//!          └► closed ─► prompts fail
//! ```

mod guide;
mod handlers;
mod sync;

pub(crate) use guide::{
    begin, closed, confirmed, confirming, finish, forget, give_up, instead_of, is_proving, note, prompt, proof_of, replaced, replacing,
    say, set_show, show, step_back, step_up,
};
pub(super) use handlers::{install, listen};
pub(crate) use sync::{changed, refresh, start};

use super::MfaEvent;
use mfa::{Error, NextStep};

/// A passkey was registered or proved, on the built-in screen or elsewhere: reads what comes next, and goes on there.
pub(crate) async fn passkey_proved(on_screen: bool) -> Result<NextStep, Error> {
    guide::hold(true);
    let status = refresh().await;
    sync::tell_tabs();
    guide::hold(false);
    let step = status?.step;
    handlers::emit(&MfaEvent::CompletionSuccess);
    guide::after_proof(&step, on_screen);
    Ok(step)
}

/// A proof was attempted, on a built-in screen or elsewhere: how it went decides about what comes next.
pub(crate) async fn proved(outcome: &Result<NextStep, Error>, on_screen: bool) {
    match outcome {
        Ok(step) => {
            guide::hold(true);
            changed().await;
            guide::hold(false);
            handlers::emit(&MfaEvent::CompletionSuccess);
            guide::after_proof(step, on_screen);
        }
        Err(error) => note(error),
    }
}
