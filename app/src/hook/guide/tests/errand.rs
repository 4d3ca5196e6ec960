//! Errands that require a fresh proof, and their execution afterwards.

use super::*;

fn removal() -> Errand {
    Errand::Remove(Method::Totp, "d1".to_owned())
}

fn step_up(errand: Errand) -> Event<'static> {
    Event::StepUp { preferred: Method::Totp, errand }
}

/// "Manage MFA" with an errand that needed a proof.
fn asked_for(errand: Errand) -> Guide {
    let mut guide = opened(Modal::Manage);
    assert_eq!(guide.on(step_up(errand)), [Effect::Show(Modal::OtpVerification)]);
    assert!(guide.is_proving());
    guide
}

#[test]
fn a_removal_goes_on_by_itself_after_its_proof() {
    let status = enrolled(NextStep::Done);
    let mut guide = asked_for(removal());
    let effects = accept(&mut guide, &status, &status);
    assert_eq!(effects, [Effect::Show(Modal::Manage), Effect::Run(removal()), success()]);
    assert!(!guide.is_proving());
    assert_eq!(guide.on(Event::Managed), [Effect::Show(Modal::Manage)]);
    assert_eq!(guide.on(Event::GiveUp), dismissed(PromptError::Cancelled), "the screen is only looked at again");
}

#[test]
fn new_codes_are_made_after_their_proof() {
    let status = enrolled(NextStep::Done);
    let mut guide = asked_for(Errand::NewCodes);
    assert_eq!(accept(&mut guide, &status, &status), [Effect::Run(Errand::NewCodes), success()]);
    assert_eq!(guide.on(Event::Show(Modal::ViewBackupCodes)), [Effect::Show(Modal::ViewBackupCodes)]);
    let owing = enrolled(NextStep::AcknowledgeRecoveryCodes);
    let effects = guide.on(Event::StatusChanged { before: &owing, now: &status });
    assert_eq!(effects, [Effect::Hide, Effect::Resolve(Ok(()))]);
}

#[test]
fn the_proof_may_be_a_backup_code_by_way_of_the_choice() {
    let status = enrolled(NextStep::Done);
    let mut guide = asked_for(Errand::Show(Modal::RegisterPasskey));
    guide.on(Event::Show(Modal::ChooseType));
    assert!(guide.is_proving(), "the choice is one of what can be proved");
    guide.on(Event::Show(Modal::EnterBackupCodes));
    assert_eq!(accept(&mut guide, &status, &status), [Effect::Show(Modal::RegisterPasskey), success()]);
}

#[test]
fn what_the_proof_is_asked_of_is_the_preferred_method() {
    let mut guide = opened(Modal::Manage);
    let asked = Event::StepUp { preferred: Method::Passkey, errand: removal() };
    assert_eq!(guide.on(asked), [Effect::Show(Modal::VerifyPasskey)]);
}

#[test]
fn back_from_the_proof_drops_the_errand() {
    let mut guide = asked_for(removal());
    guide.on(Event::Refused(&Error::MfaInvalidCode));
    assert_eq!(guide.on(Event::Back), [Effect::Show(Modal::Manage)]);
    assert_eq!(guide, opened(Modal::Manage));
    assert_eq!(guide.on(Event::GiveUp), dismissed(PromptError::Cancelled));
}

#[test]
fn closing_instead_of_the_proof_drops_the_errand_and_is_a_failure() {
    let mut guide = asked_for(removal());
    assert_eq!(guide.on(Event::GiveUp), failed(PromptError::Cancelled));
    let status = enrolled(NextStep::Done);
    assert_eq!(guide.on(Event::ProofAccepted { step: &status.step, on_screen: true }), [success()], "too late for it");
}

#[test]
fn codes_that_are_not_saved_yet_come_before_the_errand_and_in_its_place() {
    let owing = enrolled(NextStep::AcknowledgeRecoveryCodes);
    let mut guide = asked_for(removal());
    assert_eq!(accept(&mut guide, &owing, &owing), [Effect::Show(Modal::ViewBackupCodes), success()]);
    assert_eq!(guide.on(Event::CodesSaved), [Effect::Hide, Effect::Resolve(Ok(()))]);
}

#[test]
fn a_proof_elsewhere_is_none_for_the_errand() {
    let status = enrolled(NextStep::Done);
    let mut guide = asked_for(removal());
    assert_eq!(accept_elsewhere(&mut guide, &status, &status), done(StringKey::Verified));
}

#[test]
fn a_removal_that_fails_after_its_proof_is_said_on_the_list_once() {
    let failed = ("d1".to_owned(), Error::LastMethod);
    let mut guide = opened(Modal::Manage);
    assert_eq!(guide.on(Event::RemovalFailed("d1", &Error::LastMethod)), [Effect::Show(Modal::Manage)]);
    assert_eq!(guide.failed_removal(), Some(&failed));
    guide.on(Event::Managed);
    assert_eq!(guide.failed_removal(), None);
}

#[test]
fn a_removal_that_ends_after_the_user_has_left_opens_nothing() {
    for mut guide in [Guide::closed(), opened(Modal::QrCode)] {
        assert_eq!(guide.on(Event::RemovalFailed("d1", &Error::LastMethod)), []);
        assert_eq!(guide.on(Event::Managed), []);
        assert_eq!(guide.failed_removal(), None);
    }
}

/// The replacement of a device, with a proof in between.
fn replacing() -> Guide {
    let status = enrolled(NextStep::Done);
    let mut guide = opened(Modal::Manage);
    assert_eq!(guide.on(Event::Replace("d1".to_owned())), [Effect::Show(Modal::QrCode)]);
    guide.on(step_up(Errand::Show(Modal::QrCode)));
    assert_eq!(accept(&mut guide, &status, &status), [Effect::Show(Modal::QrCode), success()]);
    assert_eq!(guide.replacing().map(String::as_str), Some("d1"), "also after the proof");
    guide
}

#[test]
fn a_device_is_replaced_with_a_proof_in_between() {
    let status = enrolled(NextStep::Done);
    let mut guide = replacing();
    assert_eq!(accept(&mut guide, &status, &status), done(StringKey::NoticeReplaced));
    assert_eq!(guide.replacing(), None);
}

#[test]
fn a_replacement_that_is_given_up_is_forgotten() {
    let status = enrolled(NextStep::Done);
    let mut guide = replacing();
    guide.on(Event::GiveUp);
    assert_eq!(guide.replacing(), None);
    let mut guide = opened(Modal::Manage);
    guide.on(Event::Replace("d1".to_owned()));
    guide.on(step_up(Errand::Show(Modal::QrCode)));
    guide.on(Event::Back);
    assert_eq!(guide.replacing(), None, "the next device is one more");
    guide.on(Event::Show(Modal::QrCode));
    assert_eq!(accept(&mut guide, &status, &status), done(StringKey::Verified));
}
