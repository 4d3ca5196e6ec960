//! Events in another tab, or by the application's own means, while a dialog is open.

use super::*;

#[test]
fn a_proof_in_another_tab_answers_the_prompt() {
    let (half, full) = (enrolled(challenge()), enrolled(NextStep::Done));
    for mut guide in [prompted(&half), opened(Modal::EnterBackupCodes)] {
        let effects = guide.on(Event::StatusChanged { before: &half, now: &full });
        assert_eq!(effects, [Effect::Say(StringKey::Verified), Effect::Hide, Effect::Resolve(Ok(()))], "emitted where it was given");
    }
}

#[test]
fn an_enrollment_in_another_tab_leads_to_the_codes_and_closes_with_them() {
    let before = newcomer(NextStep::SetUpTotp { device: "d1".to_owned() });
    let owing = enrolled(NextStep::AcknowledgeRecoveryCodes);
    let mut guide = opened(Modal::QrCode);
    assert_eq!(guide.on(Event::StatusChanged { before: &before, now: &owing }), [Effect::Show(Modal::ViewBackupCodes)]);
    let saved = enrolled(NextStep::Done);
    assert_eq!(guide.on(Event::StatusChanged { before: &owing, now: &saved }), [Effect::Hide, Effect::Resolve(Ok(()))]);
}

#[test]
fn codes_that_are_saved_in_another_tab_close_no_other_screen() {
    let (owing, saved) = (enrolled(NextStep::AcknowledgeRecoveryCodes), enrolled(NextStep::Done));
    let mut guide = opened(Modal::Manage);
    assert_eq!(guide.on(Event::StatusChanged { before: &owing, now: &saved }), []);
}

#[test]
fn a_step_that_pays_nothing_changes_nothing() {
    let before = newcomer(choice());
    let now = newcomer(NextStep::SetUpTotp { device: "d1".to_owned() });
    let mut guide = prompted(&before);
    assert_eq!(guide.on(Event::StatusChanged { before: &before, now: &now }), []);
    assert_eq!(guide.on(Event::StatusChanged { before: &now, now: &before }), []);
}

#[test]
fn a_sign_out_fails_the_prompt_and_the_screen_says_so() {
    let before = enrolled(challenge());
    let mut guide = prompted(&before);
    let effects = guide.on(Event::StatusChanged { before: &before, now: &Status::signed_out() });
    assert_eq!(effects, [Effect::Resolve(Err(PromptError::SignedOut)), Effect::Show(Modal::OtpVerification)]);
    guide.on(Event::Refused(&Error::NotSignedIn));
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::SignedOut));
}

#[test]
fn another_account_never_goes_on_with_what_the_first_one_began() {
    let before = enrolled(NextStep::Done);
    let other = Status { sign_in: Some("second".to_owned()), ..enrolled(NextStep::Done) };
    let mut guide = opened(Modal::Manage);
    guide.on(Event::Replace("d1".to_owned()));
    guide.on(Event::StepUp { preferred: Method::Totp, errand: Errand::Show(Modal::QrCode) });
    let effects = guide.on(Event::StatusChanged { before: &before, now: &other });
    assert_eq!(effects, [Effect::Resolve(Err(PromptError::SignedOut)), Effect::Show(Modal::OtpVerification)]);
    assert_eq!(guide.replacing(), None);
    assert_eq!(accept(&mut guide, &other, &other), done(StringKey::Verified), "no errand is left");
}

#[test]
fn what_a_proof_of_this_page_changes_is_no_news() {
    let (half, full) = (enrolled(challenge()), enrolled(NextStep::Done));
    let mut guide = prompted(&half);
    guide.on(Event::ProofTaken);
    assert_eq!(guide.on(Event::StatusChanged { before: &half, now: &full }), []);
    // The response was lost; from then on, every change is reported again.
    guide.on(Event::ProofUnread);
    let effects = guide.on(Event::StatusChanged { before: &half, now: &full });
    assert_eq!(effects, [Effect::Say(StringKey::Verified), Effect::Hide, Effect::Resolve(Ok(()))]);
}

#[test]
fn a_dialog_that_is_closed_while_its_proof_is_read_stays_closed() {
    let (half, full) = (enrolled(challenge()), enrolled(NextStep::Done));
    let mut guide = prompted(&half);
    guide.on(Event::ProofTaken);
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled));
    assert_eq!(guide.on(Event::StatusChanged { before: &half, now: &full }), []);
    assert_eq!(guide.on(Event::ProofAccepted { step: &full.step, on_screen: true }), [success()]);
}

#[test]
fn the_status_of_a_closed_dialog_opens_nothing() {
    let mut guide = Guide::closed();
    let (half, owing) = (enrolled(challenge()), enrolled(NextStep::AcknowledgeRecoveryCodes));
    assert_eq!(guide.on(Event::StatusChanged { before: &half, now: &owing }), []);
    assert_eq!(accept_elsewhere(&mut guide, &half, &owing), [success()]);
}

#[test]
fn a_proof_by_the_application_goes_on_in_an_open_dialog() {
    let (before, owing) = (newcomer(choice()), enrolled(NextStep::AcknowledgeRecoveryCodes));
    let mut guide = prompted(&before);
    assert_eq!(accept_elsewhere(&mut guide, &before, &owing), [Effect::Show(Modal::ViewBackupCodes), success()]);
}
