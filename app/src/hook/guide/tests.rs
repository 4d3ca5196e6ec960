//! Tests of the dialog flows without a browser. The tests in `end2end/tests` (`modal-*`, `hooks`, `action-*`) repeat them in one.

mod action;
mod elsewhere;
mod errand;
mod prompt;
mod screens;

use super::*;
use mfa::{
    Method,
    view::{Confirmation, User},
};

/// The status of a signed-in user with an authenticator app and this next step.
fn enrolled(step: NextStep) -> Status {
    Status { enrolled: vec![Method::Totp], ..newcomer(step) }
}

/// The same for a user without methods.
fn newcomer(step: NextStep) -> Status {
    let user = User { id: "1".to_owned(), email: "ada@example.com".to_owned(), administrator: false, scope: None };
    let both = vec![Method::Totp, Method::Passkey];
    Status { user: Some(user), step, enrolled: vec![], offered: both, sign_in: Some("first".to_owned()) }
}

fn challenge() -> NextStep {
    NextStep::Challenge { methods: vec![Method::Totp], preferred: Method::Totp }
}

fn choice() -> NextStep {
    NextStep::ChooseMethod { offered: vec![Method::Totp, Method::Passkey], skippable: false }
}

/// A dialog that was opened by the application.
fn opened(screen: Modal) -> Guide {
    let mut guide = Guide::closed();
    assert_eq!(guide.on(Event::Open(screen)), [Effect::Show(screen)]);
    guide
}

/// A dialog that was opened by a prompt for a proof.
fn prompted(status: &Status) -> Guide {
    let mut guide = Guide::closed();
    let screen = guide.prompt_screen(status, false).unwrap().unwrap();
    assert_eq!(guide.on(Event::Prompt { screen, confirmation: None }), [Effect::Show(screen)]);
    guide
}

/// A dialog that asks to confirm an action.
fn confirming(status: &Status) -> Guide {
    let mut guide = Guide::closed();
    let screen = guide.prompt_screen(status, true).unwrap().unwrap();
    assert_eq!(guide.on(Event::Prompt { screen, confirmation: Some(&transfer()) }), [Effect::Show(screen)]);
    guide
}

fn transfer() -> Confirmation {
    Confirmation {
        id: "c1".to_owned(),
        action: "transfer.create".to_owned(),
        description: "Send money".to_owned(),
        summary: Some("Send 12.00 € to Ada".to_owned()),
        enrollment: false,
    }
}

/// The proof on the open screen is accepted: changes of the status that is read afterwards aren't reported.
fn accept(guide: &mut Guide, before: &Status, now: &Status) -> Vec<Effect> {
    assert_eq!(guide.on(Event::ProofTaken), []);
    assert_eq!(guide.on(Event::StatusChanged { before, now }), []);
    guide.on(Event::ProofAccepted { step: &now.step, on_screen: true })
}

/// A proof by the application's own means is accepted.
fn accept_elsewhere(guide: &mut Guide, before: &Status, now: &Status) -> Vec<Effect> {
    assert_eq!(guide.on(Event::ProofTaken), []);
    assert_eq!(guide.on(Event::StatusChanged { before, now }), []);
    guide.on(Event::ProofAccepted { step: &now.step, on_screen: false })
}

fn success() -> Effect {
    Effect::Emit(MfaEvent::CompletionSuccess)
}

fn failure(reason: PromptError) -> Effect {
    Effect::Emit(MfaEvent::CompletionFailure(reason))
}

/// The effects when the purpose is fulfilled.
fn done(word: StringKey) -> [Effect; 4] {
    [Effect::Say(word), Effect::Hide, Effect::Resolve(Ok(())), success()]
}

/// The effects when the user gives up a requested proof.
fn failed(reason: PromptError) -> [Effect; 3] {
    [Effect::Hide, Effect::Resolve(Err(reason.clone())), failure(reason)]
}

/// The effects when the user closes a dialog that requested nothing.
fn dismissed(reason: PromptError) -> [Effect; 2] {
    [Effect::Hide, Effect::Resolve(Err(reason))]
}
