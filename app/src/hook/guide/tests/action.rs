//! Proofs for one action only.

use super::*;

#[test]
fn the_dialog_says_what_is_confirmed_until_it_is_proved() {
    let status = enrolled(NextStep::Done);
    let mut guide = confirming(&status);
    let (id, name) = ("c1".to_owned(), "Send 12.00 € to Ada".to_owned());
    assert_eq!(guide.confirming(), Some((&id, &name)));
    guide.on(Event::Refused(&Error::MfaInvalidCode));
    guide.on(Event::Show(Modal::EnterBackupCodes));
    assert_eq!(guide.confirming(), Some((&id, &name)), "on each of its screens");
    assert_eq!(accept(&mut guide, &status, &status), done(StringKey::Verified));
    assert_eq!(guide.confirming(), None);
}

#[test]
fn an_action_without_a_summary_is_called_by_its_description() {
    let mut guide = Guide::closed();
    let confirmation = Some(&Confirmation { summary: None, ..transfer() });
    guide.on(Event::Prompt { screen: Modal::OtpVerification, confirmation });
    assert_eq!(guide.confirming().map(|(_, name)| name.as_str()), Some("Send money"));
}

#[test]
fn an_action_waits_until_the_open_screen_is_closed() {
    let status = enrolled(NextStep::Done);
    for mut guide in [opened(Modal::Manage), prompted(&status), confirming(&status)] {
        assert_eq!(guide.prompt_screen(&status, true), Ok(None));
        guide.on(Event::GiveUp);
        assert_eq!(guide.prompt_screen(&status, true), Ok(Some(Modal::OtpVerification)));
    }
}

#[test]
fn any_other_prompt_waits_until_an_action_is_confirmed() {
    let status = enrolled(NextStep::Done);
    let mut guide = confirming(&status);
    assert_eq!(guide.prompt_screen(&status, false), Ok(None));
    accept(&mut guide, &status, &status);
    assert_eq!(guide.prompt_screen(&status, false), Ok(Some(Modal::OtpVerification)));
}

#[test]
fn codes_that_are_not_saved_yet_come_after_the_confirmation() {
    let owing = enrolled(NextStep::AcknowledgeRecoveryCodes);
    let mut guide = confirming(&owing);
    assert_eq!(accept(&mut guide, &owing, &owing), [Effect::Show(Modal::ViewBackupCodes), success()]);
    assert_eq!(guide.confirming(), None, "the codes confirm nothing");
    assert_eq!(guide.on(Event::CodesSaved), [Effect::Hide, Effect::Resolve(Ok(()))]);
}

#[test]
fn an_action_that_asks_for_a_method_is_confirmed_by_its_enrollment() {
    let before = newcomer(NextStep::Done);
    let mut guide = confirming(&before);
    assert!(!guide.is_proving());
    guide.on(Event::Show(Modal::QrCode));
    assert!(guide.confirming().is_some());
    let owing = enrolled(NextStep::AcknowledgeRecoveryCodes);
    assert_eq!(accept(&mut guide, &before, &owing), [Effect::Show(Modal::ViewBackupCodes), success()]);
}

#[test]
fn a_proof_elsewhere_confirms_nothing_here() {
    let (half, full) = (enrolled(challenge()), enrolled(NextStep::Done));
    let mut guide = confirming(&full);
    assert_eq!(accept_elsewhere(&mut guide, &full, &full), [success()]);
    assert_eq!(guide.on(Event::StatusChanged { before: &half, now: &full }), []);
    assert!(guide.confirming().is_some());
    assert_eq!(accept(&mut guide, &full, &full), done(StringKey::Verified));
}

#[test]
fn an_action_that_took_too_long_says_so() {
    let mut guide = confirming(&enrolled(NextStep::Done));
    guide.on(Event::Refused(&Error::ConfirmationOver));
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::ConfirmationOver));
}

#[test]
fn going_back_from_a_confirmation_gives_it_up() {
    let mut guide = confirming(&enrolled(NextStep::Done));
    assert_eq!(guide.on(Event::Back), failed(PromptError::Cancelled));
}

#[test]
fn a_confirmation_ends_with_the_sign_in() {
    let before = enrolled(NextStep::Done);
    let mut guide = confirming(&before);
    let effects = guide.on(Event::StatusChanged { before: &before, now: &Status::signed_out() });
    assert_eq!(effects, [Effect::Resolve(Err(PromptError::SignedOut)), Effect::Show(Modal::OtpVerification)]);
    assert_eq!(guide.confirming(), None);
}
