//! An administrator who can sign in always remains, whatever is deleted, disabled, removed or saved, also simultaneously.

use crate::action::tamper;
use crate::changing::Changing;
use crate::fixture::{App, Fixture, PASSWORD, number, on_each_database, race, rounds};
use futures::future::join_all;
use mfa::{ActionOutcome, AdminAction, Enrollment, Error, LastAdministrator, Policy, Session};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::time::timeout;

/// An administrator with an authenticator app and nothing else, signed in with a fresh proof.
async fn administrator(fixture: &Fixture, email: &str) -> (Session, App) {
    let (_, app) = fixture.enrolled(email).await;
    fixture.latchkey.operator().grant_administrator(email).await.unwrap();
    fixture.pass_seconds(30);
    let half = fixture.sign_in(email).await;
    (fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session, app)
}

/// The session with a proof that counts without apps.
async fn proved_by_passkey(fixture: &Fixture, session: &Session) -> Session {
    tamper(fixture, &format!("UPDATE session SET proved_method = 'passkey' WHERE id = '{}'", session.id)).await;
    fixture.latchkey.sessions().reload(session).await.unwrap()
}

/// Gives an account a passkey, which isn't used to sign in.
async fn give_passkey(fixture: &Fixture, account: &str, id: &str) {
    tamper(
        fixture,
        &format!(
            "INSERT INTO passkey (id, account_id, credential_id, credential, name, counter, backup_eligible, backed_up, created_at)
             VALUES ('{id}', '{account}', CAST('{id}' AS {}), '{{}}', 'Phone', 0, FALSE, FALSE, 0)",
            if fixture.database_url.starts_with("sqlite") { "BLOB" } else { "BYTEA" }
        ),
    )
    .await;
    note_factors(fixture).await;
}

async fn note_factors(fixture: &Fixture) {
    tamper(fixture, "UPDATE account SET factors = (SELECT factors FROM held_factors WHERE held_factors.id = account.id)").await;
}

/// A policy without recovery codes and without required enrollment.
fn lenient() -> Policy {
    Policy { enrollment: Enrollment::None, totp_recovery_codes: false, passkey_recovery_codes: false, ..Policy::default() }
}

on_each_database! {
    async fn somebody_with_a_method_that_is_off_is_no_administrator_to_leave_behind(fixture: Fixture) {
        fixture.set_policy(|policy| *policy = lenient()).await;
        let mut administrators = vec![];
        for email in ["leaving@example.org", "other@example.org", "third@example.org"] {
            let (session, _) = administrator(&fixture, email).await;
            administrators.push(proved_by_passkey(&fixture, &session).await);
        }
        let [leaving, other, third] = administrators.try_into().unwrap();
        give_passkey(&fixture, &leaving.account_id, "01").await;
        fixture.set_policy(|policy| policy.totp = false).await;
        let deleted = fixture.latchkey.account().delete(&fixture.caller, &leaving).await;
        assert_eq!(deleted.unwrap_err(), Error::LastAdministrator);
        // An administrator who can't sign in can't approve either.
        let asked = fixture.latchkey.admin().apply(&fixture.caller, &other, &leaving.account_id, AdminAction::Disable, "gone").await;
        assert_eq!(asked.unwrap_err(), Error::SecondAdministratorNeeded);
        fixture.set_policy(|policy| policy.totp = true).await;
        assert_eq!(
            fixture.latchkey.admin().apply(&fixture.caller, &other, &leaving.account_id, AdminAction::Disable, "gone").await,
            Ok(ActionOutcome::Requested)
        );
        let approval = fixture.latchkey.admin().approvals(&third).await.unwrap().0[0].id.clone();
        fixture.set_policy(|policy| policy.totp = false).await;
        let approve = async || fixture.latchkey.admin().decide_approval(&fixture.caller, &third, &approval, true).await;
        assert_eq!(approve().await.unwrap_err(), Error::LastAdministrator);
        fixture.set_policy(|policy| policy.totp = true).await;
        approve().await.unwrap();
        fixture.latchkey.account().delete(&fixture.caller, &other).await.unwrap();
        assert_eq!(
            fixture.latchkey.account().delete(&fixture.caller, &third).await.unwrap_err(),
            Error::LastAdministrator,
            "the other is disabled"
        );
    }

    /// Otherwise, one user could keep all administrators waiting.
    async fn what_comes_without_a_proof_is_refused_before_the_lock(fixture: Fixture) {
        let (user, _) = fixture.enrolled("a@example.org").await;
        let (admin, _) = administrator(&fixture, "admin@example.org").await;
        let device = fixture.latchkey.totp().devices(&admin).await.unwrap()[0].id.clone();
        fixture.pass_seconds(301);
        let administering = Changing::begin(&fixture, "UPDATE administration SET revision = revision + 1").await;
        let (latchkey, caller) = (&fixture.latchkey, &fixture.caller);
        let refused = timeout(Duration::from_secs(2), async {
            [
                latchkey.account().delete(caller, &user).await,
                latchkey.totp().remove(caller, &admin, &device).await,
                latchkey.passkeys().remove(caller, &admin, "x").await,
                latchkey.admin().decide_approval(caller, &admin, "x", true).await,
            ]
        });
        assert!(refused.await.unwrap().iter().all(|refused| *refused == Err(Error::StepUpRequired)));
        administering.commit().await;
    }

    async fn the_last_administrator_keeps_a_method_that_is_accepted(fixture: Fixture) {
        fixture.set_policy(|policy| *policy = lenient()).await;
        let (session, _) = administrator(&fixture, "a@example.org").await;
        let session = proved_by_passkey(&fixture, &session).await;
        give_passkey(&fixture, &session.account_id, "01").await;
        fixture.set_policy(|policy| policy.totp = false).await;
        let remove = async || fixture.latchkey.passkeys().remove(&fixture.caller, &session, "01").await;
        assert_eq!(remove().await.unwrap_err(), Error::LastAdministrator);
        // An administrator without a method enrolls at the next sign-in.
        fixture.sign_up("b@example.org").await;
        fixture.latchkey.operator().grant_administrator("b@example.org").await.unwrap();
        remove().await.unwrap();
    }

    async fn a_policy_set_at_the_command_line_keeps_an_administrator_unless_it_says_otherwise(fixture: Fixture) {
        fixture.set_policy(|policy| *policy = lenient()).await;
        administrator(&fixture, "a@example.org").await;
        let without_apps = Policy { totp: false, ..lenient() };
        let save = async |last| fixture.latchkey.operator().save_policy("test", "test", &without_apps, last).await;
        assert_eq!(save(LastAdministrator::Stays).await, Err(Error::LastAdministrator));
        assert_eq!(save(LastAdministrator::MayGo).await, Ok(()));
        assert_eq!(save(LastAdministrator::Stays).await, Ok(()), "it takes nobody away");
    }

    async fn of_two_first_accounts_at_once_one_is_the_administrator(fixture: Fixture) {
        let servers = [fixture.with_first_administrator().await, fixture.with_first_administrator().await];
        for round in 0..rounds(6) {
            tamper(&fixture, "DELETE FROM account").await;
            let emails = ["a@example.org", "b@example.org"];
            let (won, _) =
                race(servers.iter().zip(emails).map(|(server, email)| server.account().sign_up(&fixture.caller, email, PASSWORD, None))).await;
            let administrators = won.iter().filter(|opened| opened.session.administrator).count();
            assert_eq!((won.len(), administrators), (2, 1), "round {round}");
            assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM account WHERE administrator").await, 1, "round {round}");
        }
    }

    async fn a_policy_and_the_removal_of_a_method_at_once_lock_nobody_out(fixture: Fixture) {
        for round in 0..rounds(6) {
            tamper(&fixture, "DELETE FROM account").await;
            fixture.latchkey.operator().save_policy("test", "test", &lenient(), LastAdministrator::MayGo).await.unwrap();
            let (session, _) = administrator(&fixture, "a@example.org").await;
            let (passkey, app) = (format!("{round:06}"), fixture.latchkey.totp().devices(&session).await.unwrap()[0].id.clone());
            give_passkey(&fixture, &session.account_id, &passkey).await;
            let based_on = fixture.latchkey.admin().newest_policy(&session).await.unwrap().number;
            let (of_app, without_apps) = (round % 2 == 0, Policy { totp: round % 2 == 0, passkey: round % 2 == 1, ..lenient() });
            let change = async {
                fixture.latchkey.admin().change_policy(&fixture.caller, &session, (based_on, &without_apps), "because", None).await.map(drop)
            };
            let remove = async {
                if of_app {
                    fixture.latchkey.totp().remove(&fixture.caller, &session, &app).await
                } else {
                    fixture.latchkey.passkeys().remove(&fixture.caller, &session, &passkey).await
                }
            };
            let futures: [std::pin::Pin<Box<dyn Future<Output = _> + Send>>; 2] = [Box::pin(change), Box::pin(remove)];
            let (won, lost) = race(futures).await;
            assert_eq!(won.len(), 1, "round {round}: {lost:?}");
            // The removal was proved with the app: without apps, that proof is over as well.
            assert!(matches!(lost[..], [Error::LastAdministrator | Error::StepUpRequired]), "round {round}: {lost:?}");
        }
    }

    async fn a_policy_and_the_removal_of_somebody_elses_method_at_once_lock_nobody_out(fixture: Fixture) {
        for round in 0..rounds(6) {
            tamper(&fixture, "DELETE FROM account").await;
            let without_codes = Policy { enrollment: Enrollment::Signup, ..lenient() };
            fixture.latchkey.operator().save_policy("test", "test", &without_codes, LastAdministrator::MayGo).await.unwrap();
            let (admin, _) = administrator(&fixture, "admin@example.org").await;
            let (user, _) = fixture.enrolled("ada@example.org").await;
            let (passkey, app) = (format!("{round:06}"), fixture.latchkey.totp().devices(&user).await.unwrap()[0].id.clone());
            give_passkey(&fixture, &user.account_id, &passkey).await;
            let based_on = fixture.latchkey.admin().newest_policy(&admin).await.unwrap().number;
            let without_passkeys = Policy { passkey: false, ..without_codes };
            let change = async {
                fixture.latchkey.admin().change_policy(&fixture.caller, &admin, (based_on, &without_passkeys), "because", None).await.map(drop)
            };
            let remove = async { fixture.latchkey.totp().remove(&fixture.caller, &user, &app).await };
            let futures: [std::pin::Pin<Box<dyn Future<Output = _> + Send>>; 2] = [Box::pin(change), Box::pin(remove)];
            let (won, lost) = race(futures).await;
            assert_eq!(won.len(), 1, "round {round}: {lost:?}");
            assert!(matches!(lost[..], [Error::LastMethod | Error::ConfirmationMissing]), "round {round}: {lost:?}");
        }
    }

    async fn a_policy_and_an_enrollment_at_once_lock_nobody_out(fixture: Fixture) {
        for round in 0..rounds(6) {
            tamper(&fixture, "DELETE FROM account").await;
            fixture.latchkey.operator().save_policy("test", "test", &lenient(), LastAdministrator::MayGo).await.unwrap();
            let (admin, _) = administrator(&fixture, "admin@example.org").await;
            give_passkey(&fixture, &admin.account_id, &format!("{round:06}")).await;
            let user = fixture.sign_up("ada@example.org").await;
            let app = App::new(&fixture.latchkey.totp().begin(&user, None, "Phone").await.unwrap().secret);
            let based_on = fixture.latchkey.admin().newest_policy(&admin).await.unwrap().number;
            let without_apps = Policy { totp: false, ..lenient() };
            let change = async {
                fixture.latchkey.admin().change_policy(&fixture.caller, &admin, (based_on, &without_apps), "because", None).await.map(drop)
            };
            let enroll = async { fixture.latchkey.totp().confirm(&fixture.caller, &user, &app.code(fixture.now())).await.map(drop) };
            let futures: [std::pin::Pin<Box<dyn Future<Output = _> + Send>>; 2] = [Box::pin(change), Box::pin(enroll)];
            let (won, lost) = race(futures).await;
            assert_eq!(won.len(), 1, "round {round}: {lost:?}");
            assert!(matches!(lost[..], [Error::MethodDisabled | Error::ConfirmationMissing]), "round {round}: {lost:?}");
        }
    }

    /// Each request holds the policy while it waits for its account, so that there is no moment without one that does.
    async fn an_administrator_has_a_turn_among_the_requests_of_a_user(fixture: Fixture) {
        let (admin, _) = administrator(&fixture, "admin@example.org").await;
        let (user, _) = fixture.enrolled("ada@example.org").await;
        let done = AtomicBool::new(false);
        let requests = join_all((0..8).map(|_| async {
            while !done.load(Ordering::Relaxed) {
                let refused = fixture.latchkey.totp().remove(&fixture.caller, &user, "x").await;
                assert!(matches!(refused, Err(Error::NotFound | Error::NotSignedIn)), "{refused:?}");
            }
        }));
        let acts = async {
            for round in 0..5 {
                let act = fixture.latchkey.admin().apply(&fixture.caller, &admin, &user.account_id, AdminAction::Enable, "because").await;
                assert_eq!(act, Ok(ActionOutcome::Done), "round {round}");
            }
            done.store(true, Ordering::Relaxed);
        };
        futures::join!(requests, acts);
    }
}
