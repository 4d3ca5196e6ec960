//! An account without a password keeps two ways in, whatever is removed or switched off.

use super::{ADA, ORIGIN, Owner, add, create, sign_up_link};
use crate::{
    action::tamper,
    fixture::{Fixture, PASSWORD, number, on_each_database, race, rounds},
    mail::{confirming, receive, request},
};
use authenticator::Authenticator;
use mfa::{EmailChange, Error, Level, MailRequest, PageCursor, Policy, PolicyEffect, Session, mail::MailKind, view::WaysIn};

const NEW_PASSWORD: &str = "another horse, another battery";

/// An administrator with an app and backup codes.
pub(super) async fn administrator(fixture: &Fixture) -> Session {
    let (_, app, _) = fixture.settled("admin@example.org").await;
    fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    fixture.pass_seconds(30);
    let half = fixture.sign_in("admin@example.org").await;
    fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session
}

on_each_database! {
    async fn no_removal_leaves_less_than_two_ways(fixture: Fixture) {
        let mut owner = Owner::new(&fixture, ADA).await;
        let caller = &fixture.caller;
        assert_eq!(owner.latchkey.account().ways_in(&owner.session).await.unwrap(), WaysIn { password: false, passkeys: 1, mailed_code: true });
        let [only] = owner.passkeys().await.try_into().unwrap();
        assert_eq!(owner.latchkey.passkeys().remove(caller, &owner.session, &only).await, Err(Error::LastMethod), "a code alone is one way");

        owner.session = add(&fixture, &owner.latchkey, &owner.session).await;
        owner.latchkey.passkeys().remove(caller, &owner.session, &only).await.unwrap();
        let [left] = owner.passkeys().await.try_into().unwrap();
        assert_eq!(owner.latchkey.passkeys().remove(caller, &owner.session, &left).await, Err(Error::LastMethod));

        // An app is no way in without a password: it neither helps nor is needed.
        let (opened, _) = fixture.enroll(&owner.session).await;
        owner.session = opened.session;
        assert_eq!(owner.latchkey.passkeys().remove(caller, &owner.session, &left).await, Err(Error::LastMethod));
        let app = owner.latchkey.totp().devices(&owner.session).await.unwrap().remove(0).id;
        owner.latchkey.totp().remove(caller, &owner.session, &app).await.unwrap();

        // Two passkeys are enough for another account, but not if they are all that is left.
        owner.session = add(&fixture, &owner.latchkey, &owner.session).await;
        let without_mail = &fixture.latchkey;
        assert_eq!(without_mail.passkeys().remove(caller, &owner.session, &left).await, Err(Error::LastMethod), "no mail, no code");
        let overview = without_mail.account().overview(&owner.session).await.unwrap();
        assert!(!overview.ways.may_lose_passkey() && owner.latchkey.account().overview(&owner.session).await.unwrap().ways.may_lose_passkey());
    }

    async fn codes_that_nobody_has_saved_are_no_way_in(fixture: Fixture) {
        let latchkey = confirming(&fixture).await;
        let link = sign_up_link(&fixture, &latchkey, ADA).await;
        let session = create(&fixture, &latchkey, &link, &mut Authenticator::synced(ORIGIN)).await.unwrap().session;
        assert!(!latchkey.account().ways_in(&session).await.unwrap().mailed_code);
        latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();
        assert!(latchkey.account().ways_in(&session).await.unwrap().mailed_code);
    }

    async fn of_two_removals_at_once_one_succeeds(fixture: Fixture) {
        for round in 0..rounds(4) {
            let mut owner = Owner::new(&fixture, &format!("ada{round}@example.org")).await;
            owner.session = add(&fixture, &owner.latchkey, &owner.session).await;
            let ids = owner.passkeys().await;
            let (won, lost) = race(ids.iter().map(|id| owner.latchkey.passkeys().remove(&fixture.caller, &owner.session, id))).await;
            assert_eq!((won.len(), lost), (1, vec![Error::LastMethod]));
            fixture.pass_seconds(61);
        }
    }

    async fn a_password_and_a_passkey_removed_at_once_leave_two_ways(fixture: Fixture) {
        for round in 0..rounds(4) {
            let mut owner = Owner::new(&fixture, &format!("ada{round}@example.org")).await;
            owner.session = owner.latchkey.account().add_password(&fixture.caller, &owner.session, NEW_PASSWORD).await.unwrap().session;
            let [passkey] = owner.passkeys().await.try_into().unwrap();
            // The last method stays in any case, so there is another one.
            let (opened, _) = fixture.enroll(&owner.session).await;
            owner.session = opened.session;
            let (removing, account) = (owner.latchkey.passkeys(), owner.latchkey.account());
            let (one, other) = tokio::join!(
                removing.remove(&fixture.caller, &owner.session, &passkey),
                account.remove_password(&fixture.caller, &owner.session),
            );
            assert!(one.is_ok() != other.is_ok(), "{one:?} {:?}", other.err());
            fixture.pass_seconds(61);
        }
    }

    async fn a_policy_without_passkeys_and_the_removal_of_a_password_at_once_lock_nobody_out(fixture: Fixture) {
        for round in 0..rounds(6) {
            tamper(&fixture, "DELETE FROM account").await;
            fixture.set_policy(|policy| policy.passkey = true).await;
            let admin = administrator(&fixture).await;
            let mut owner = Owner::new(&fixture, &format!("ada{round}@example.org")).await;
            owner.session = owner.latchkey.account().add_password(&fixture.caller, &owner.session, NEW_PASSWORD).await.unwrap().session;
            // With the password, the app is a way in without passkeys, and so is its proof.
            let (opened, _) = fixture.enroll(&owner.session).await;
            tamper(&fixture, "UPDATE session SET proved_method = 'totp'").await;
            owner.session = owner.latchkey.sessions().reload(&opened.session).await.unwrap();
            let based_on = fixture.latchkey.admin().newest_policy(&admin).await.unwrap().number;
            let without_passkeys = Policy { passkey: false, ..fixture.latchkey.saved_policy().await.unwrap() };
            let change = async {
                fixture.latchkey.admin().change_policy(&fixture.caller, &admin, (based_on, &without_passkeys), "because", None).await.map(drop)
            };
            let remove = async { owner.latchkey.account().remove_password(&fixture.caller, &owner.session).await.map(drop) };
            let futures: [std::pin::Pin<Box<dyn Future<Output = _> + Send>>; 2] = [Box::pin(change), Box::pin(remove)];
            let (won, lost) = race(futures).await;
            assert_eq!(won.len(), 1, "round {round}: {lost:?}");
            assert!(matches!(lost[..], [Error::LastMethod | Error::ConfirmationMissing]), "round {round}: {lost:?}");
            // The network may send only so many requests for mail an hour.
            fixture.pass_seconds(600);
        }
    }

    async fn a_policy_without_passkeys_and_a_sign_up_at_once_lock_nobody_out(fixture: Fixture) {
        for round in 0..rounds(6) {
            tamper(&fixture, "DELETE FROM account").await;
            fixture.set_policy(|policy| policy.passkey = true).await;
            let admin = administrator(&fixture).await;
            let latchkey = confirming(&fixture).await;
            let link = sign_up_link(&fixture, &latchkey, &format!("ada{round}@example.org")).await;
            let based_on = fixture.latchkey.admin().newest_policy(&admin).await.unwrap().number;
            let without_passkeys = Policy { passkey: false, ..fixture.latchkey.saved_policy().await.unwrap() };
            let change = async {
                fixture.latchkey.admin().change_policy(&fixture.caller, &admin, (based_on, &without_passkeys), "because", None).await.map(drop)
            };
            let mut authenticator = Authenticator::synced(ORIGIN);
            let sign_up = async { create(&fixture, &latchkey, &link, &mut authenticator).await.map(drop) };
            let futures: [std::pin::Pin<Box<dyn Future<Output = _> + Send>>; 2] = [Box::pin(change), Box::pin(sign_up)];
            let (won, lost) = race(futures).await;
            assert_eq!(won.len(), 1, "round {round}: {lost:?}");
            assert!(matches!(lost[..], [Error::MethodDisabled | Error::ConfirmationMissing]), "round {round}: {lost:?}");
            fixture.pass_seconds(600);
        }
    }

    async fn a_password_is_added_and_removed_after_a_fresh_proof(fixture: Fixture) {
        let mut owner = Owner::new(&fixture, ADA).await;
        let (caller, account) = (&fixture.caller, owner.latchkey.account());
        fixture.pass_seconds(301);
        assert_eq!(account.add_password(caller, &owner.session, NEW_PASSWORD).await.err(), Some(Error::StepUpRequired));
        let session = owner.sign_in(&fixture).await;
        let account = owner.latchkey.account();
        assert!(matches!(account.add_password(caller, &session, "short").await, Err(Error::PasswordTooShort { .. })));
        assert_eq!(account.change_password(caller, &session, "", NEW_PASSWORD).await.err(), Some(Error::NotPossibleNow));
        assert_eq!(account.remove_password(caller, &session).await.err(), Some(Error::NotPossibleNow));
        let session = account.add_password(caller, &session, NEW_PASSWORD).await.unwrap().session;
        assert_eq!(account.add_password(caller, &session, PASSWORD).await.err(), Some(Error::NotPossibleNow), "from another tab");
        let half = account.sign_in(caller, ADA, NEW_PASSWORD, None).await.unwrap().session;
        assert_eq!(half.level, Level::Half, "the password asks for the passkey");
        assert_eq!(account.remove_password(caller, &half).await.err(), Some(Error::RequiresAdditionalAuth));

        fixture.pass_seconds(301);
        assert_eq!(account.remove_password(caller, &session).await.err(), Some(Error::StepUpRequired));
        let session = owner.sign_in(&fixture).await;
        let opened = owner.latchkey.account().remove_password(caller, &session).await.unwrap();
        assert!(fixture.is_alive(&opened).await);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM session").await, 1, "all others have ended");
        let refused = owner.latchkey.account().sign_in(caller, ADA, NEW_PASSWORD, None).await;
        assert_eq!(refused.err(), Some(Error::SignInFailed));
        let mut told = vec![];
        while let Some(mail) = owner.latchkey.deliveries().claim().await.unwrap() {
            told.push(mail.kind);
        }
        assert!(told.contains(&MailKind::PasswordAdded) && told.contains(&MailKind::PasswordRemoved), "{told:?}");
    }

    async fn a_password_stays_if_only_one_way_would_be_left(fixture: Fixture) {
        let half = fixture.sign_up(ADA).await;
        let mut session = add(&fixture, &fixture.latchkey, &half).await;
        let account = fixture.latchkey.account();
        let remove = async |session: &Session| fixture.latchkey.account().remove_password(&fixture.caller, session).await;
        assert_eq!(remove(&session).await.err(), Some(Error::LastMethod), "without mail, a passkey is one way");
        assert!(!account.ways_in(&session).await.unwrap().may_lose_password());
        session = add(&fixture, &fixture.latchkey, &session).await;
        fixture.set_policy(|policy| policy.passkey = false).await;
        let refused = remove(&session).await;
        assert!(refused.is_err(), "switched off is no way");
        fixture.set_policy(|policy| policy.passkey = true).await;
        remove(&session).await.unwrap();

        let (app_only, _) = fixture.enrolled("bea@example.org").await;
        assert_eq!(remove(&app_only).await.err(), Some(Error::LastMethod), "an app needs the password before it");
    }

    async fn a_password_that_is_added_and_removed_at_once_is_one_of_both(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        let add = |_| owner.latchkey.account().add_password(&fixture.caller, &owner.session, NEW_PASSWORD);
        let (won, lost) = race((0..4).map(add)).await;
        assert_eq!((won.len(), lost.len()), (1, 3), "{lost:?}");
    }

    async fn its_address_is_changed_with_a_proof_alone(fixture: Fixture) {
        let asked = MailRequest { email: ADA, language: "en", return_to: None };
        let link = fixture.latchkey.account().sign_up_with_passkey(asked).await.unwrap();
        let mut authenticator = Authenticator::synced(ORIGIN);
        let session = create(&fixture, &fixture.latchkey, link.expose(), &mut authenticator).await.unwrap().session;
        let change = EmailChange { from: ADA, to: "ada@new.example.org", password: "" };
        let opened = fixture.latchkey.account().change_email(&fixture.caller, &session, change).await.unwrap();
        assert_eq!(opened.session.email, "ada@new.example.org");
        fixture.pass_seconds(301);
        let change = EmailChange { from: "ada@new.example.org", to: ADA, password: "" };
        let refused = fixture.latchkey.account().change_email(&fixture.caller, &opened.session, change).await;
        assert_eq!(refused.err(), Some(Error::StepUpRequired));
        let other = fixture.settled("bea@example.org").await.0;
        let change = EmailChange { from: "bea@example.org", to: "bea@new.example.org", password: "" };
        let refused = fixture.latchkey.account().change_email(&fixture.caller, &other, change).await;
        assert_eq!(refused.err(), Some(Error::CurrentPasswordWrong), "a password that there is isn't left out");
    }

    async fn the_preview_counts_those_whom_a_policy_locks_out(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        for email in [ADA, "bea@example.org"] {
            Owner::new(&fixture, email).await;
            fixture.pass_seconds(61);
        }
        // With a password, a code is enough.
        let half = fixture.sign_up("cleo@example.org").await;
        let session = add(&fixture, &fixture.latchkey, &half).await;
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();

        let half = fixture.sign_in("admin@example.org").await;
        assert_eq!(half.level, Level::Half);
        let apps = Policy { passkey: false, ..Policy::default() };
        let preview = fixture.latchkey.admin().preview_policy(&admin, &apps).await.unwrap();
        assert_eq!((preview.accounts, preview.need_code.after), (4, 1));
        assert_eq!((preview.locked_out.before, preview.locked_out.after, preview.newly_locked_out), (0, 2, 2));
        assert_eq!(preview.locked_out.names, [ADA, "bea@example.org"]);
        assert_eq!((preview.prove.before, preview.prove.after, preview.ungoverned), (4, 1, false));
        let (count, people) = fixture.latchkey.admin().affected_people(&admin, &apps, PolicyEffect::LockOut, PageCursor::First).await.unwrap();
        assert_eq!((count, people.lines.len()), (2, 2));
        let (count, people) = fixture.latchkey.admin().affected_people(&admin, &apps, PolicyEffect::NeedCode, PageCursor::First).await.unwrap();
        assert_eq!((count, people.lines[0].name.as_str()), (1, "cleo@example.org"));
        let lenient = Policy { session_based: false, enrollment: mfa::Enrollment::None, ..apps };
        let preview = fixture.latchkey.admin().preview_policy(&admin, &lenient).await.unwrap();
        assert_eq!((preview.locked_out.after, preview.need_code.after), (2, 0), "no second step lets in without a first");
    }

    async fn an_administrator_without_a_password_keeps_passkeys_on(fixture: Fixture) {
        let mut owner = Owner::new(&fixture, ADA).await;
        owner.latchkey.operator().grant_administrator(ADA).await.unwrap();
        let session = owner.sign_in(&fixture).await;
        let apps = Policy { passkey: false, ..Policy::default() };
        let refused = owner.latchkey.admin().change_policy(&fixture.caller, &session, (0, &apps), "because", Some(1)).await;
        assert_eq!(refused, Err(Error::LastAdministrator), "codes are of no use to them");
    }

    async fn a_reset_by_mail_sets_no_password(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        fixture.pass_seconds(120);
        let account = owner.latchkey.account();
        account.request_password_reset(&fixture.caller, request("ADA@example.org")).await.unwrap();
        let mail = receive(&owner.latchkey).await;
        assert_eq!((mail.kind, mail.receiver.as_str()), (MailKind::ResetNoPassword, ADA));
        let token = mail.params.link.as_deref().unwrap();
        assert_eq!(account.reset_password(&fixture.caller, token, NEW_PASSWORD).await, Err(Error::LinkOver));
        assert_eq!(account.sign_up_by_link(&fixture.caller, token, NEW_PASSWORD).await.err(), Some(Error::LinkOver));
        assert_eq!(owner.latchkey.passkeys().begin_by_link(token).await.err(), Some(Error::LinkOver), "a code comes first");
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM account WHERE password_hash <> ''").await, 0);

        // A link from before the password was removed.
        let session = account.add_password(&fixture.caller, &owner.session, PASSWORD).await.unwrap().session;
        fixture.pass_seconds(120);
        account.request_password_reset(&fixture.caller, request(ADA)).await.unwrap();
        let mut mail = receive(&owner.latchkey).await;
        while mail.kind != MailKind::ResetPassword {
            mail = receive(&owner.latchkey).await;
        }
        account.remove_password(&fixture.caller, &session).await.unwrap();
        let late = account.reset_password(&fixture.caller, mail.params.link.as_deref().unwrap(), NEW_PASSWORD).await;
        assert_eq!(late, Err(Error::LinkOver));
    }

    async fn after_a_reset_by_an_administrator_it_begins_anew_with_a_password(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        owner.latchkey.operator().reset_mfa(ADA, "lost everything").await.unwrap();
        fixture.pass_seconds(120);
        let latchkey = confirming(&fixture).await;
        latchkey.account().request_password_reset(&fixture.caller, request(ADA)).await.unwrap();
        let mut mail = receive(&latchkey).await;
        while mail.kind != MailKind::ResetPassword {
            mail = receive(&latchkey).await;
        }
        latchkey.account().reset_password(&fixture.caller, mail.params.link.as_deref().unwrap(), NEW_PASSWORD).await.unwrap();
        let opened = latchkey.account().sign_in(&fixture.caller, ADA, NEW_PASSWORD, None).await.unwrap();
        assert_eq!(opened.session.level, Level::Half, "it enrolls a method first");
    }

    async fn an_administrator_sees_that_an_account_has_no_password(fixture: Fixture) {
        let owner = Owner::new(&fixture, ADA).await;
        let admin = administrator(&fixture).await;
        let seen = async |id: &str| owner.latchkey.admin().person(&admin, id).await.unwrap().passwordless;
        assert!(seen(&owner.session.account_id).await && !seen(&admin.account_id).await);
    }
}
