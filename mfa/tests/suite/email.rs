//! Changes of an account's address.

use crate::action::tamper;
use crate::fixture::{App, Fixture, PASSWORD, number, on_each_database, race, rounds};
use mfa::{EmailChange, Enrollment, Error, Form, Opened, PeopleQuery, Purpose, Sensitive, Session};

const OLD: &str = "old@example.org";
const NEW: &str = "new@example.org";

async fn change(fixture: &Fixture, session: &Session, from: &str, to: &str) -> Result<Opened, Error> {
    fixture.latchkey.account().change_email(&fixture.caller, session, EmailChange { from, to, password: PASSWORD }).await
}

async fn sign_in(fixture: &Fixture, email: &str) -> Result<String, Error> {
    Ok(fixture.latchkey.account().sign_in(&fixture.caller, email, PASSWORD, None).await?.session.account_id)
}

/// Proves the app for a parked form.
async fn prove(fixture: &Fixture, session: &Session, app: &App, path: &str, act: Sensitive) -> Session {
    let pending = fixture.latchkey.forms().park(session, &Form { path: path.to_owned(), fields: vec![], act }).await.unwrap();
    fixture.pass_seconds(30);
    let opened = fixture.totp(&session.proving(Purpose::Form(pending.id.clone())), &app.code(fixture.now())).await.unwrap();
    fixture.latchkey.forms().take(&opened.session, &pending.id).await.unwrap();
    fixture.look_up(&opened).await.unwrap()
}

on_each_database! {
    async fn the_account_signs_in_with_the_new_address_and_not_with_the_old_one(fixture: Fixture) {
        let (session, app) = fixture.enrolled(OLD).await;
        fixture.pass_seconds(30);
        let half = fixture.latchkey.account().sign_in(&fixture.caller, OLD, PASSWORD, None).await.unwrap();
        let other = fixture.totp(&half.session, &app.code(fixture.now())).await.unwrap();
        let opened = change(&fixture, &session, OLD, " New@Example.org ").await.unwrap();
        assert_eq!(opened.session.email, NEW);
        assert_eq!(sign_in(&fixture, OLD).await, Err(Error::SignInFailed));
        assert_eq!(sign_in(&fixture, NEW).await.as_ref(), Ok(&session.account_id));
        // The session has a new token. The other session stays and shows the new address, too.
        assert_eq!(fixture.look_up(&opened).await.unwrap().email, NEW);
        assert_eq!(fixture.look_up(&other).await.unwrap().email, NEW);
        assert_eq!(fixture.latchkey.sessions().reload(&session).await.unwrap().email, NEW);
        assert_ne!(opened.token.expose(), other.token.expose());
        // The old address is free for another account.
        assert_ne!(fixture.sign_up(OLD).await.account_id, session.account_id);
    }

    async fn the_history_says_that_it_was_changed_and_not_to_what(fixture: Fixture) {
        let (session, _) = fixture.enrolled(OLD).await;
        fixture.pass_seconds(1);
        let opened = change(&fixture, &session, OLD, NEW).await.unwrap();
        let changes = fixture.latchkey.account().overview(&opened.session).await.unwrap().changes;
        assert_eq!((changes[0].event.as_str(), changes[0].detail.as_deref()), ("email_changed", None));
        let told = "SELECT COUNT(*) FROM audit_event WHERE detail LIKE '%example.org%' OR agent LIKE '%example.org%'";
        assert_eq!(number(&fixture.database_url, told).await, 0);
    }

    async fn people_are_found_by_the_new_address_alone(fixture: Fixture) {
        let (_, app, _) = fixture.settled("admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let (session, _) = fixture.enrolled("mira@old.example").await;
        change(&fixture, &session, "mira@old.example", "ada@xn--mnchen-3ya.example").await.unwrap();
        fixture.pass_seconds(30);
        let half = fixture.sign_in("admin@example.org").await;
        let admin = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        let search = async |search: &str| {
            let found = fixture.latchkey.admin().people(&admin, PeopleQuery { search, ..PeopleQuery::default() }).await.unwrap();
            found.lines.into_iter().map(|line| line.name).collect::<Vec<_>>()
        };
        for found in ["ada@m", "munchen", "xn--mnchen"] {
            assert_eq!(search(found).await, ["ada@münchen.example"], "{found}");
        }
        assert_eq!((search("mira").await, search("old.example").await), (vec![], vec![]));
        assert_eq!(fixture.latchkey.operator().users(Some("mira")).await.unwrap(), []);
        assert_eq!(fixture.latchkey.operator().users(Some("MÜNCHEN")).await.unwrap()[0].email, "ada@münchen.example");
    }

    async fn the_right_password_is_no_wrong_one_when_the_address_is_taken(fixture: Fixture) {
        let (session, _) = fixture.enrolled(OLD).await;
        fixture.sign_up("taken@example.org").await;
        for _ in 0..11 {
            assert_eq!(change(&fixture, &session, OLD, "taken@example.org").await.unwrap_err(), Error::EmailUnavailable);
        }
        fixture.sign_in(OLD).await;
    }

    async fn the_new_address_is_held_to_the_rules_of_sign_up(fixture: Fixture) {
        let (session, _) = fixture.enrolled("ada@münchen.example").await;
        for (taken, spelling) in [("bea@münchen.example", "BEA@xn--mnchen-3ya.example"), ("carla@example.org", "Carla@Example.org")] {
            fixture.sign_up(taken).await;
            for to in [taken, spelling] {
                assert_eq!(change(&fixture, &session, &session.email, to).await.unwrap_err(), Error::EmailUnavailable, "{to}");
            }
        }
        for to in ["", "ada", "ada@", "ada@xn--zzzzzz.example", "a b@example.org"] {
            assert_eq!(change(&fixture, &session, &session.email, to).await.unwrap_err(), Error::EmailInvalid, "{to}");
        }
        for to in ["ada@münchen.example", "Ada@XN--mnchen-3ya.example", " ada@mu\u{308}nchen.example"] {
            assert_eq!(change(&fixture, &session, &session.email, to).await.unwrap_err(), Error::EmailUnchanged, "{to}");
        }
        assert_eq!(sign_in(&fixture, "ada@münchen.example").await, Ok(session.account_id));
    }

    /// Each of the two owners may ask for the spelling that only one account can have.
    async fn of_two_accounts_with_one_address_neither_gets_the_other_ones(fixture: Fixture) {
        let typed = fixture.enrolled("ada@one.example").await.0;
        let sent = fixture.enrolled("ada@two.example").await.0;
        for (session, stored) in [(&typed, "ada@münchen.example"), (&sent, "ada@xn--mnchen-3ya.example")] {
            tamper(
                &fixture,
                &format!("UPDATE account SET email = '{stored}', label = NULL, search = NULL WHERE id = '{}'", session.account_id),
            )
            .await;
        }
        fixture.another().await;
        let (typed, sent) = (fixture.latchkey.sessions().reload(&typed).await.unwrap(), fixture.latchkey.sessions().reload(&sent).await.unwrap());
        assert_eq!(change(&fixture, &typed, &typed.email, &sent.email).await.unwrap_err(), Error::EmailUnavailable);
        for email in [&typed.email, &sent.email] {
            assert_eq!(change(&fixture, &sent, &sent.email, email).await.unwrap_err(), Error::EmailUnchanged);
        }
        let moved = change(&fixture, &typed, &typed.email, NEW).await.unwrap().session;
        assert_eq!(fixture.latchkey.sessions().reload(&sent).await.unwrap().email, "ada@münchen.example", "in its own script again");
        assert_eq!(change(&fixture, &moved, NEW, "ada@münchen.example").await.unwrap_err(), Error::EmailUnavailable);
    }

    /// No other account gets it, even while no account is stored under it.
    async fn an_address_that_an_account_had_in_another_spelling_is_that_account_s(fixture: Fixture) {
        let (typed, stored) = ("ada@münchen.example", "ada@xn--mnchen-3ya.example");
        let owner = fixture.enrolled("ada@one.example").await.0;
        let sent = fixture.enrolled("ada@two.example").await.0;
        for (session, email) in [(&owner, typed), (&sent, stored)] {
            tamper(
                &fixture,
                &format!("UPDATE account SET email = '{email}', label = NULL, search = NULL WHERE id = '{}'", session.account_id),
            )
            .await;
        }
        fixture.another().await;
        tamper(&fixture, &format!("DELETE FROM account WHERE id = '{}'", sent.account_id)).await;
        let other = fixture.enrolled(OLD).await.0;
        for to in [typed, stored] {
            assert_eq!(change(&fixture, &other, OLD, to).await.unwrap_err(), Error::EmailUnavailable, "{to}");
        }
        let opened = change(&fixture, &owner, typed, stored).await.unwrap();
        assert_eq!(fixture.look_up(&opened).await.unwrap().email, typed);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM address_collision").await, 0);
        // An address stored in an earlier form also matches today's form, which is thus taken.
        fixture.sign_up("ada@strasse.example").await;
        assert_eq!(change(&fixture, &other, OLD, "ada@straße.example").await.unwrap_err(), Error::EmailUnavailable);
    }

    async fn a_proof_for_something_else_is_none(fixture: Fixture) {
        let (session, app, _) = fixture.settled(OLD).await;
        fixture.pass_seconds(301);
        assert_eq!(change(&fixture, &session, OLD, NEW).await.unwrap_err(), Error::StepUpRequired);
        let session = prove(&fixture, &session, &app, "/account/password", Sensitive::ChangePassword).await;
        assert_eq!(change(&fixture, &session, OLD, NEW).await.unwrap_err(), Error::StepUpRequired);
        assert_eq!(sign_in(&fixture, OLD).await.as_ref(), Ok(&session.account_id));

        let session = prove(&fixture, &session, &app, "/account/email", Sensitive::ChangeEmail).await;
        fixture.pass_seconds(599);
        let opened = change(&fixture, &session, OLD, NEW).await.unwrap();
        let session = fixture.look_up(&opened).await.unwrap();
        assert_eq!(change(&fixture, &session, NEW, OLD).await.unwrap_err(), Error::StepUpRequired, "it counts once");
    }

    async fn an_account_without_a_method_gives_its_password(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let session = fixture.sign_up(OLD).await;
        let wrong = EmailChange { from: OLD, to: NEW, password: "wrong" };
        assert_eq!(fixture.latchkey.account().change_email(&fixture.caller, &session, wrong).await.unwrap_err(), Error::CurrentPasswordWrong);
        change(&fixture, &session, OLD, NEW).await.unwrap();
    }

    async fn wrong_passwords_are_counted_with_those_of_the_sign_in(fixture: Fixture) {
        let (session, _) = fixture.enrolled(OLD).await;
        for _ in 0..10 {
            let wrong = EmailChange { from: OLD, to: NEW, password: "wrong" };
            assert_eq!(fixture.latchkey.account().change_email(&fixture.caller, &session, wrong).await.unwrap_err(), Error::CurrentPasswordWrong);
        }
        let wait = |error| matches!(error, Error::PasswordRateLimited { .. });
        assert!(wait(change(&fixture, &session, OLD, NEW).await.unwrap_err()) && wait(sign_in(&fixture, OLD).await.unwrap_err()));
        let refused = fixture.latchkey.account().activity(&session, 100).await.unwrap();
        assert_eq!(refused.iter().filter(|line| line.event == "password_refused").map(|line| line.times).sum::<u32>(), 10);
        fixture.pass_seconds(1);
        change(&fixture, &session, OLD, NEW).await.unwrap();
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM password_failure").await, 0, "the right one ends the count");
    }

    async fn a_page_that_shows_an_address_from_before_changes_nothing(fixture: Fixture) {
        let (session, _) = fixture.enrolled(OLD).await;
        let opened = change(&fixture, &session, OLD, NEW).await.unwrap();
        let session = fixture.look_up(&opened).await.unwrap();
        assert_eq!(change(&fixture, &session, OLD, "typed-before@example.org").await.unwrap_err(), Error::EmailReplaced);
        assert_eq!(sign_in(&fixture, NEW).await, Ok(session.account_id));
    }

    async fn of_many_who_want_one_address_one_gets_it(fixture: Fixture) {
        for round in 0..rounds(3) {
            let mut sessions = vec![];
            for number in 0..4 {
                sessions.push(fixture.enrolled(&format!("{round}-{number}@example.org")).await.0);
            }
            let wanted = format!("wanted-{round}@example.org");
            let (won, lost) = race(sessions.iter().map(|session| change(&fixture, session, &session.email, &wanted))).await;
            assert_eq!((won.len(), lost), (1, vec![Error::EmailUnavailable; 3]));
            assert_eq!(sign_in(&fixture, &wanted).await, Ok(won[0].session.account_id.clone()));
        }
    }

    /// Two browsers use two servers, whose queues for hashing are separate: neither request waits for the other.
    async fn of_two_changes_of_one_account_one_is_made(fixture: Fixture) {
        let latchkey = fixture.another().await;
        for round in 0..rounds(5) {
            let old = format!("old-{round}@example.org");
            let (session, app) = fixture.enrolled(&old).await;
            fixture.pass_seconds(30);
            let other = fixture.totp(&fixture.sign_in(&old).await, &app.code(fixture.now())).await.unwrap().session;
            let (one, two) = (format!("one-{round}@example.org"), format!("two-{round}@example.org"));
            let asked = |to| EmailChange { from: &old, to, password: PASSWORD };
            let changes = [(&fixture.latchkey, &session, asked(&one)), (&latchkey, &other, asked(&two))];
            let (won, lost) =
                race(changes.map(|(latchkey, session, change)| latchkey.account().change_email(&fixture.caller, session, change))).await;
            assert_eq!((won.len(), lost), (1, vec![Error::EmailReplaced]));
            assert_eq!(sign_in(&fixture, &won[0].session.email).await, Ok(session.account_id));
        }
    }
}
