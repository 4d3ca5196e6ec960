//! Requests that wait for their account. After the wait, each sees the present session, policy and account: if its session has ended, the request
//! changes nothing.

use crate::{
    fixture::{Fixture, PASSWORD, number, on_each_database},
    mail::{confirming, reset_link},
};
use mfa::{AdminAction, Caller, EmailChange, Error, KeyGrant, Latchkey, Policy, Scope, Session, Timestamp};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};
use std::{future::Future, pin::Pin, time::Duration};

/// The arguments of the acts.
struct Acting {
    latchkey: Latchkey,
    caller: Caller,
    /// The session that ends.
    session: Session,
    /// A device of its account.
    device: String,
    /// A session of another account.
    other: Session,
}

type Act = for<'a> fn(&'a Acting) -> Pin<Box<dyn Future<Output = Result<(), Error>> + 'a>>;

/// A token in the form of those in mails.
const LINK: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Acts on the user's own account that take a fresh proof.
const WITH_PROOF: &[(&str, Act)] = &[
    ("remove a device", |act| Box::pin(act.latchkey.totp().remove(&act.caller, &act.session, &act.device))),
    ("begin a device", |act| Box::pin(async { act.latchkey.totp().begin(&act.session, None, "Tablet").await.map(drop) })),
    ("new codes", |act| Box::pin(async { act.latchkey.recovery_codes().new_codes(&act.caller, &act.session).await.map(drop) })),
    ("change the password", |act| {
        Box::pin(async {
            act.latchkey.account().change_password(&act.caller, &act.session, PASSWORD, "another good passphrase").await.map(drop)
        })
    }),
    ("remove the password", |act| Box::pin(async { act.latchkey.account().remove_password(&act.caller, &act.session).await.map(drop) })),
    ("remove the second address", |act| {
        Box::pin(act.latchkey.account().remove_notice_address(&act.caller, &act.session, "second@example.org"))
    }),
    ("begin a passkey", |act| Box::pin(async { act.latchkey.passkeys().begin_registration(&act.session).await.map(drop) })),
    ("remove a passkey", |act| Box::pin(act.latchkey.passkeys().remove(&act.caller, &act.session, "x"))),
    ("request another address", |act| {
        Box::pin(async {
            let change = EmailChange { from: "a@example.org", to: "new@example.org", password: PASSWORD };
            act.latchkey.account().request_email_change(&act.caller, &act.session, change, "en").await
        })
    }),
    ("request a second address", |act| {
        Box::pin(act.latchkey.account().request_notice_address(&act.caller, &act.session, "second@example.org", "en"))
    }),
    ("copy the data", |act| Box::pin(async { act.latchkey.account().copy_data(&act.caller, &act.session).await.map(drop) })),
    ("delete the account", |act| Box::pin(act.latchkey.account().delete(&act.caller, &act.session))),
];

/// Acts that a full session is enough for.
const WITHOUT_PROOF: &[(&str, Act)] = &[
    ("rename a device", |act| Box::pin(act.latchkey.totp().rename(&act.caller, &act.session, &act.device, "Old phone"))),
    ("rename a passkey", |act| Box::pin(act.latchkey.passkeys().rename(&act.caller, &act.session, "x", "Old phone"))),
    ("change the address", |act| {
        Box::pin(async { act.latchkey.account().change_email_by_link(&act.caller, &act.session, LINK).await.map(drop) })
    }),
    ("add a second address", |act| Box::pin(act.latchkey.account().add_notice_address(&act.caller, &act.session, LINK))),
    ("request a confirmation", |act| Box::pin(act.latchkey.account().request_confirmation(&act.caller, &act.session, "en"))),
    ("set the language", |act| Box::pin(act.latchkey.account().set_language(&act.session, "de"))),
    ("answer the check-up", |act| Box::pin(act.latchkey.account().note_check_up(&act.session))),
    ("decline a second method", |act| Box::pin(act.latchkey.sessions().decline_second_method(&act.session))),
    ("end a session", |act| Box::pin(act.latchkey.sessions().end(&act.caller, &act.session, &act.other.id))),
    ("end all others", |act| Box::pin(async { act.latchkey.sessions().end_others(&act.caller, &act.session).await.map(drop) })),
    ("end trust", |act| Box::pin(act.latchkey.sessions().end_trust(&act.caller, &act.session, "x"))),
    ("end all trust", |act| Box::pin(async { act.latchkey.sessions().end_all_trust(&act.caller, &act.session).await.map(drop) })),
    ("stop a recovery", |act| Box::pin(act.latchkey.account().stop_recovery(&act.caller, &act.session, "x"))),
    ("dismiss a notice", |act| Box::pin(act.latchkey.account().dismiss_notices(&act.session, Timestamp(0)))),
];

/// Acts of an administrator.
const ADMINISTRATORS: &[(&str, Act)] = &[
    ("reset", |act| {
        Box::pin(async {
            act.latchkey.admin().apply(&act.caller, &act.session, &act.other.account_id, AdminAction::Reset, "lost").await.map(drop)
        })
    }),
    ("decide", |act| Box::pin(act.latchkey.admin().decide_approval(&act.caller, &act.session, "x", true))),
    ("change the policy", |act| {
        Box::pin(async {
            let policy = (1, &Policy::default());
            act.latchkey.admin().change_policy(&act.caller, &act.session, policy, "because", None).await.map(drop)
        })
    }),
    ("create a key", |act| {
        Box::pin(async {
            let grant = KeyGrant { scopes: &[Scope::ConsumeMfaTokens], valid_for: None };
            act.latchkey.admin().create_application_key(&act.caller, &act.session, "shop", grant).await.map(drop)
        })
    }),
    ("stop somebody's recovery", |act| Box::pin(act.latchkey.admin().stop_recovery(&act.caller, &act.session, "x", "because"))),
];

const END: &str = "DELETE FROM session";

/// Runs a statement in a transaction that holds the account, and commits it once `act` waits for that.
pub(crate) async fn meanwhile<T>(fixture: &Fixture, account: &str, statement: &str, act: impl Future<Output = T>) -> T {
    macro_rules! meanwhile {
        ($connection:ty, $begin:literal, $waits:ident) => {{
            let mut connection = <$connection>::connect(&fixture.database_url).await.unwrap();
            connection.execute($begin).await.unwrap();
            let locked = format!("UPDATE account SET revision = revision + 1 WHERE id = '{account}'");
            connection.execute(AssertSqlSafe(locked)).await.unwrap();
            connection.execute(AssertSqlSafe(statement.to_owned())).await.unwrap();
            let commit = async {
                $waits(fixture).await;
                connection.execute("COMMIT").await.unwrap();
            };
            futures::join!(act, commit).0
        }};
    }
    match fixture.database_url.starts_with("sqlite") {
        true => meanwhile!(SqliteConnection, "BEGIN IMMEDIATE", waits_for_the_file),
        false => meanwhile!(PgConnection, "BEGIN", waits_for_a_lock),
    }
}

/// SQLite doesn't say who waits. The act can do nothing without the file, whether it has come to it by then or not.
async fn waits_for_the_file(_: &Fixture) {
    tokio::time::sleep(Duration::from_millis(20)).await;
}

async fn waits_for_a_lock(fixture: &Fixture) {
    let waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    for _ in 0..500 {
        if number(&fixture.database_url, waiting).await > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the act waits for nothing");
}

/// Runs each act while its session changes, and expects this error.
async fn assert_nothing_happens(fixture: &Fixture, acts: &[(&str, Act)], (change, expected): (&str, Error), is_administrator: bool) {
    let (_, app, _) = fixture.settled("a@example.org").await;
    if is_administrator {
        fixture.latchkey.operator().grant_administrator("a@example.org").await.unwrap();
    }
    let (other, _, _) = fixture.settled("b@example.org").await;
    let lines = async || number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event").await;
    for (name, act) in acts {
        fixture.pass_seconds(61);
        let half = fixture.sign_in("a@example.org").await;
        let session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        let device = fixture.latchkey.totp().devices(&session).await.unwrap()[0].id.clone();
        let (latchkey, caller) = (confirming(fixture).await, fixture.caller.clone());
        let acting = Acting { latchkey, caller, session, device, other: other.clone() };
        let before = lines().await;
        let change = format!("{change} WHERE id = '{}'", acting.session.id);
        assert_eq!(meanwhile(fixture, &acting.session.account_id, &change, act(&acting)).await, Err(expected.clone()), "{name}");
        assert_eq!(lines().await, before, "{name}");
    }
}

on_each_database! {
    async fn its_request_changes_nothing_of_its_own_account(fixture: Fixture) {
        assert_nothing_happens(&fixture, WITHOUT_PROOF, (END, Error::NotSignedIn), false).await;
    }

    async fn its_proof_is_worth_nothing(fixture: Fixture) {
        assert_nothing_happens(&fixture, WITH_PROOF, (END, Error::NotSignedIn), false).await;
    }

    async fn one_that_is_not_full_any_more_does_nothing_either(fixture: Fixture) {
        let disprove = "UPDATE session SET proved_at = NULL, proved_method = NULL";
        assert_nothing_happens(&fixture, WITHOUT_PROOF, (disprove, Error::RequiresAdditionalAuth), false).await;
    }

    async fn its_enrollment_is_not_postponed(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        let postponed = fixture.latchkey.sessions().postpone_enrollment(&fixture.caller, &session);
        assert_eq!(meanwhile(&fixture, &session.account_id, END, postponed).await, Err(Error::NotSignedIn));
    }

    async fn codes_are_not_acknowledged_for_it(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
        let acknowledged = fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None);
        let disprove = "UPDATE session SET proved_at = NULL, proved_method = NULL";
        assert_eq!(meanwhile(&fixture, &session.account_id, disprove, acknowledged).await.err(), Some(Error::RequiresAdditionalAuth));
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM recovery_set WHERE acknowledged_at IS NULL").await, 1);
    }

    async fn a_password_is_changed_under_the_policy_of_the_moment(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        fixture.set_policy(|policy| policy.totp = true).await;
        let without_apps = r#"UPDATE policy SET body = REPLACE(body, '"totp":true', '"totp":false')"#;
        let change = fixture.latchkey.account().change_password(&fixture.caller, &session, PASSWORD, "another good passphrase");
        assert_eq!(meanwhile(&fixture, &session.account_id, without_apps, change).await.err(), Some(Error::StepUpRequired));
        fixture.sign_in("a@example.org").await;
    }

    async fn a_password_is_as_long_as_the_policy_of_the_moment_demands(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        fixture.set_policy(|policy| policy.session_based = true).await;
        let alone = r#"UPDATE policy SET body = REPLACE(body, '"session_based":true', '"session_based":false')"#;
        let change = fixture.latchkey.account().change_password(&fixture.caller, &session, PASSWORD, "kj4-Qx9!");
        let changed = meanwhile(&fixture, &session.account_id, alone, change).await;
        assert_eq!(changed.err(), Some(Error::PasswordTooShort { minimum: 15 }));
    }

    async fn a_password_is_reset_under_the_policy_of_the_moment(fixture: Fixture) {
        let (session, _, _) = fixture.settled("ada@example.org").await;
        fixture.set_policy(|policy| policy.session_based = true).await;
        let link = reset_link(&fixture, "ada@example.org").await;
        let alone = r#"UPDATE policy SET body = REPLACE(body, '"session_based":true', '"session_based":false')"#;
        let reset = async || fixture.latchkey.account().reset_password(&fixture.caller, &link, "kj4-Qx9!").await;
        assert_eq!(meanwhile(&fixture, &session.account_id, alone, reset()).await, Err(Error::PasswordTooShort { minimum: 15 }));
        fixture.set_policy(|policy| policy.session_based = true).await;
        reset().await.unwrap();
    }

    async fn its_request_does_nothing_to_others(fixture: Fixture) {
        assert_nothing_happens(&fixture, ADMINISTRATORS, (END, Error::NotSignedIn), true).await;
    }
}
