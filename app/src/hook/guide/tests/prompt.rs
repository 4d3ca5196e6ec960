//! Prompts of the application, which the user completes or gives up.

use super::*;

#[test]
fn a_proof_resolves_the_prompt_and_closes_the_dialog() {
    for step in [NextStep::Done, challenge()] {
        let before = enrolled(step);
        let mut guide = prompted(&before);
        assert!(guide.is_proving());
        assert_eq!(accept(&mut guide, &before, &enrolled(NextStep::Done)), done(StringKey::Verified));
        assert_eq!(guide, Guide::closed());
    }
}

#[test]
fn a_newcomer_enrolls_and_the_prompt_resolves_when_the_codes_are_saved() {
    let before = newcomer(choice());
    let mut guide = prompted(&before);
    assert!(!guide.is_proving(), "the choice is one of what can be set up");
    assert_eq!(guide.on(Event::Show(Modal::QrCode)), [Effect::Show(Modal::QrCode)]);
    let owing = enrolled(NextStep::AcknowledgeRecoveryCodes);
    assert_eq!(accept(&mut guide, &before, &owing), [Effect::Show(Modal::ViewBackupCodes), success()]);
    let now = enrolled(NextStep::Done);
    let finished = [Effect::Hide, Effect::Resolve(Ok(()))];
    assert_eq!(guide.on(Event::StatusChanged { before: &owing, now: &now }), finished, "closed as soon as the status says so");
    assert_eq!(guide.on(Event::CodesSaved), [], "and once");
}

#[test]
fn codes_that_are_saved_resolve_the_prompt_even_if_the_status_cannot_be_read() {
    let mut guide = prompted(&enrolled(NextStep::AcknowledgeRecoveryCodes));
    assert_eq!(guide.on(Event::CodesSaved), [Effect::Hide, Effect::Resolve(Ok(()))]);
}

#[test]
fn closing_the_dialog_cancels_the_prompt_at_each_step() {
    for step in [choice(), NextStep::SetUpTotp { device: "d1".to_owned() }, NextStep::SetUpPasskey, challenge()] {
        let mut guide = prompted(&enrolled(step));
        assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled));
        assert_eq!(guide, Guide::closed());
    }
    let mut guide = prompted(&enrolled(NextStep::AcknowledgeRecoveryCodes));
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled), "the codes are what was asked for");
}

#[test]
fn a_code_that_was_wrong_is_no_reason_of_its_own() {
    for error in [Error::MfaInvalidCode, Error::MfaCodeMalformed, Error::MfaInvalidRecoveryCode, Error::MfaClockDrift { minutes: 3 }] {
        let mut guide = prompted(&enrolled(challenge()));
        assert_eq!(guide.on(Event::Refused(&error)), []);
        assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled), "{error}");
    }
}

#[test]
fn the_error_on_the_screen_is_the_reason_of_giving_up() {
    for (error, reason) in [
        (Error::MfaRateLimited { retry_after_seconds: 30 }, PromptError::RateLimited { retry_after_seconds: 30 }),
        (Error::MfaLocked, PromptError::Locked),
        (Error::MfaChallengeOver, PromptError::ChallengeOver),
        (Error::NotSignedIn, PromptError::SignedOut),
        (Error::MethodDisabled, PromptError::MethodDisabled),
        (Error::Transport, PromptError::Failed(Error::Transport)),
    ] {
        let mut guide = prompted(&enrolled(challenge()));
        guide.on(Event::Refused(&error));
        assert_eq!(guide.on(Event::GiveUp), failed(reason));
    }
}

#[test]
fn an_error_is_forgotten_with_its_screen_and_when_loading_works_again() {
    let locked = Error::MfaLocked;
    let mut guide = prompted(&enrolled(challenge()));
    guide.on(Event::Refused(&locked));
    guide.on(Event::Show(Modal::EnterBackupCodes));
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled));

    let mut guide = prompted(&enrolled(challenge()));
    guide.on(Event::Refused(&Error::Transport));
    guide.on(Event::Loaded);
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled));
}

#[test]
fn a_prompt_while_one_is_open_joins_it() {
    let status = enrolled(NextStep::Done);
    let mut guide = prompted(&status);
    guide.on(Event::Show(Modal::ChooseType));
    let screen = guide.prompt_screen(&status, false).unwrap().unwrap();
    assert_eq!(guide.on(Event::Prompt { screen, confirmation: None }), [], "the screen stays where the user is");
    assert_eq!(accept(&mut guide, &status, &status), done(StringKey::Verified), "one answer for both");
}

#[test]
fn a_prompt_takes_the_place_of_a_screen_that_was_only_looked_at() {
    let mut guide = opened(Modal::Manage);
    let prompt = Event::Prompt { screen: Modal::OtpVerification, confirmation: None };
    assert_eq!(guide.on(prompt), [Effect::Resolve(Err(PromptError::Cancelled)), Effect::Show(Modal::OtpVerification)]);
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled));
}

#[test]
fn where_a_prompt_begins_is_what_is_owed_or_the_proof_of_the_preferred_method() {
    let begins = |status: &Status| Guide::closed().prompt_screen(status, false);
    assert_eq!(begins(&newcomer(choice())), Ok(Some(Modal::ChooseType)));
    assert_eq!(begins(&newcomer(NextStep::SetUpPasskey)), Ok(Some(Modal::RegisterPasskey)));
    assert_eq!(begins(&enrolled(NextStep::AcknowledgeRecoveryCodes)), Ok(Some(Modal::ViewBackupCodes)));
    assert_eq!(begins(&enrolled(NextStep::Done)), Ok(Some(Modal::OtpVerification)));
    let passkey = Status { enrolled: vec![Method::Passkey, Method::Totp], ..enrolled(NextStep::Done) };
    assert_eq!(begins(&passkey), Ok(Some(Modal::VerifyPasskey)));
    assert_eq!(begins(&newcomer(NextStep::Done)), Ok(Some(Modal::ChooseType)), "nothing is owed, and something can be set up");
    let nothing = Status { offered: vec![], ..newcomer(NextStep::Done) };
    assert_eq!(begins(&nothing), Err(PromptError::MethodDisabled));
    assert_eq!(begins(&Status::signed_out()), Err(PromptError::SignedOut));
}
