//! Screens that the application opens and closes, and screens that open by themselves.

use super::*;

#[test]
fn a_screen_that_is_looked_at_and_closed_is_no_failure() {
    for screen in [Modal::Manage, Modal::ChooseType, Modal::QrCode, Modal::RegisterPasskey, Modal::ViewBackupCodes] {
        assert_eq!(opened(screen).on(Event::GiveUp), dismissed(PromptError::Cancelled));
    }
}

#[test]
fn a_screen_that_asks_for_a_proof_and_is_closed_without_it_is_a_failure() {
    for screen in [Modal::OtpVerification, Modal::VerifyPasskey, Modal::EnterBackupCodes] {
        assert_eq!(opened(screen).on(Event::GiveUp), failed(PromptError::Cancelled));
    }
}

#[test]
fn a_screen_is_closed_by_its_own_setter_alone() {
    let mut guide = opened(Modal::Manage);
    assert_eq!(guide.on(Event::Close(Modal::QrCode)), []);
    assert_eq!(guide.on(Event::Open(Modal::Manage)), [], "open already");
    assert_eq!(guide.on(Event::Close(Modal::Manage)), dismissed(PromptError::Cancelled));
    assert_eq!(guide.on(Event::Close(Modal::Manage)), []);
    assert_eq!(guide.on(Event::GiveUp), []);
}

#[test]
fn another_screen_in_the_place_of_a_prompt_cancels_it() {
    let mut guide = prompted(&enrolled(NextStep::Done));
    let effects = guide.on(Event::Open(Modal::Manage));
    let cancelled = Effect::Resolve(Err(PromptError::Cancelled));
    assert_eq!(effects, [cancelled, Effect::Show(Modal::Manage), failure(PromptError::Cancelled)], "the listeners are told last");
    assert_eq!(guide, opened(Modal::Manage));
}

#[test]
fn another_screen_while_led_through_what_is_owed_is_a_failure() {
    let mut guide = Guide::closed();
    guide.on(Event::Owed(&choice()));
    let effects = guide.on(Event::Open(Modal::QrCode));
    assert_eq!(effects.last(), Some(&failure(PromptError::Cancelled)));
}

#[test]
fn what_comes_to_be_owed_opens_its_screen_unless_one_is_open() {
    let mut guide = Guide::closed();
    assert_eq!(guide.on(Event::Owed(&challenge())), [Effect::Show(Modal::OtpVerification)]);
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled));
    assert_eq!(guide.on(Event::Owed(&NextStep::Done)), []);
    let mut guide = opened(Modal::Manage);
    assert_eq!(guide.on(Event::Owed(&NextStep::AcknowledgeRecoveryCodes)), []);
    assert_eq!(guide.on(Event::GiveUp), dismissed(PromptError::Cancelled), "it is still only looked at");
}

#[test]
fn the_way_on_from_a_refused_screen_leads_through_what_is_owed() {
    let mut guide = opened(Modal::Manage);
    guide.on(Event::Refused(&Error::RequiresAdditionalAuth));
    assert_eq!(guide.on(Event::Begin(&choice())), [Effect::Show(Modal::ChooseType)]);
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled));
}

#[test]
fn codes_that_nobody_saved_after_a_proof_are_no_failure() {
    let (half, owing) = (enrolled(challenge()), enrolled(NextStep::AcknowledgeRecoveryCodes));
    let mut guide = prompted(&half);
    assert_eq!(accept(&mut guide, &half, &owing), [Effect::Show(Modal::ViewBackupCodes), success()]);
    assert_eq!(guide.on(Event::GiveUp), dismissed(PromptError::Cancelled), "the prompt fails, but the proof was a success");
}

#[test]
fn a_user_with_nothing_to_prove_sets_something_up() {
    let mut guide = opened(Modal::OtpVerification);
    guide.on(Event::Refused(&Error::NotPossibleNow));
    assert_eq!(guide.on(Event::SetUp), [Effect::Show(Modal::ChooseType)]);
    assert!(!guide.is_proving(), "the choice is one of what can be set up");
}

#[test]
fn each_method_is_proved_on_its_screen_or_on_the_one_in_its_place() {
    let of = |enrolled: &[Method], offered: &[Method]| Status {
        enrolled: enrolled.to_vec(),
        offered: offered.to_vec(),
        ..newcomer(NextStep::Done)
    };
    let (totp, passkey) = (Method::Totp, Method::Passkey);
    assert_eq!(instead_of(totp, &of(&[totp], &[totp, passkey])), None);
    assert_eq!(instead_of(passkey, &of(&[totp], &[totp, passkey])), Some(Modal::OtpVerification));
    assert_eq!(instead_of(totp, &of(&[passkey], &[totp, passkey])), Some(Modal::VerifyPasskey));
    assert_eq!(instead_of(totp, &of(&[totp], &[passkey])), Some(Modal::EnterBackupCodes), "switched off by the policy");
    assert_eq!(instead_of(totp, &of(&[], &[totp])), None, "there is nothing to prove, and the screen says so");
}
