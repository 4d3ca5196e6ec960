use crate::{
    action::tamper,
    ended::meanwhile,
    fixture::{App, Fixture, PASSWORD, assert_half, number, on_each_database, race},
};
use mfa::{Error, Form, Level, NextStep, Opened, Purpose, Sensitive, Visitor};

fn visitor(id: &str, session: &str) -> Visitor {
    Visitor::new(id, session).name(format!("{id} of the application"))
}

async fn enter(fixture: &Fixture, visitor: &Visitor) -> Opened {
    fixture.latchkey.enter(&fixture.caller, visitor, None).await.unwrap()
}

/// A user of the application who has enrolled and acknowledged the recovery codes.
async fn settled(fixture: &Fixture, visitor: &Visitor) -> (Opened, App) {
    let half = enter(fixture, visitor).await.session;
    let (opened, app) = fixture.enroll(&half).await;
    fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &opened.session, None).await.unwrap();
    (opened, app)
}

on_each_database! {
    async fn a_session_is_of_one_visitor_in_one_session_of_the_application(fixture: Fixture) {
        let (mira, tom) = (visitor("mira", "m1"), visitor("tom", "t1"));
        let of_mira = enter(&fixture, &mira).await;
        assert_half(&of_mira.session);
        let found = fixture.look_up(&of_mira).await.unwrap();
        for session in [&of_mira.session, &found] {
            assert!(session.is_of(&mira) && session.is_of_application());
            assert!(!session.is_of(&tom));
            assert!(!session.is_of(&visitor("mira", "m2")), "another session of the application");
            assert!(!session.is_of(&visitor("tom", "m1")), "somebody else in the same session of the application");
        }
        let of_tom = enter(&fixture, &tom).await;
        assert_ne!(of_tom.session.account_id, found.account_id);

        let own = fixture.sign_up("mira@example.org").await;
        assert!(!own.is_of_application() && !own.is_of(&mira));
        assert!(!own.is_of(&Visitor::new(&own.account_id, mira.session).name(mira.name)));
    }

    async fn a_new_session_of_the_application_owes_a_code_again(fixture: Fixture) {
        let (full, app) = settled(&fixture, &visitor("mira", "m1")).await;
        assert!(full.session.is_of(&visitor("mira", "m1")), "the binding outlives the rise of the session");
        assert_eq!(fixture.latchkey.next_step(Some(&full.session)).await.unwrap(), NextStep::Done);

        fixture.pass_seconds(30);
        let again = enter(&fixture, &visitor("mira", "m2")).await;
        assert_half(&again.session);
        assert_eq!(again.session.account_id, full.session.account_id);
        assert_eq!(fixture.latchkey.next_step(Some(&again.session)).await.unwrap().name(), "challenge");
        assert_eq!(fixture.latchkey.account().overview(&again.session).await.unwrap_err(), Error::RequiresAdditionalAuth);
        let proved = fixture.totp(&again.session, &app.code(fixture.now())).await.unwrap();
        assert_eq!(proved.session.level, Level::Full);
        let found = fixture.look_up(&proved).await.unwrap();
        assert!(found.is_of(&visitor("mira", "m2")) && !found.is_of(&visitor("mira", "m1")));
        assert!(fixture.is_alive(&full).await, "the other browser stays signed in");
    }

    async fn requests_without_a_cookie_share_a_session_in_which_nothing_has_happened(fixture: Fixture) {
        let mira = visitor("mira", "m1");
        let sessions = async || number(&fixture.database_url, "SELECT COUNT(*) FROM session").await;
        let lines = async || number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event").await;
        let first = enter(&fixture, &mira).await;
        let before = lines().await;
        let mut last = enter(&fixture, &mira).await;
        for _ in 0..20 {
            last = enter(&fixture, &mira).await;
        }
        assert_eq!((sessions().await, lines().await, &last.session.id), (1, before, &first.session.id));
        assert!(fixture.is_alive(&last).await && !fixture.is_alive(&first).await, "its token is a new one");
        race((0..8).map(|_| fixture.latchkey.enter(&fixture.caller, &mira, None))).await;
        assert_eq!(sessions().await, 1);

        // Another browser, another session of the application, and a session in which something was begun or proved are not shared.
        let elsewhere = mfa::Caller::new("198.51.100.7", "test");
        fixture.latchkey.enter(&elsewhere, &mira, None).await.unwrap();
        enter(&fixture, &visitor("mira", "m2")).await;
        assert_eq!(sessions().await, 3);
        let mine = enter(&fixture, &mira).await;
        fixture.latchkey.totp().begin(&mine.session, None, "Authenticator app").await.unwrap();
        let other = enter(&fixture, &mira).await;
        assert_ne!(other.session.id, mine.session.id);
        assert_eq!(fixture.latchkey.totp().pending(&other.session).await.unwrap(), None);
        let (full, _) = fixture.enroll(&mine.session).await;
        let half = enter(&fixture, &mira).await;
        assert_half(&half.session);
        assert!(fixture.is_alive(&full).await && half.session.id != full.session.id);
    }

    async fn a_user_who_is_disabled_meanwhile_does_not_enter(fixture: Fixture) {
        let mira = visitor("mira", "m1");
        let account = enter(&fixture, &mira).await.session.account_id;
        let disable = format!("UPDATE account SET disabled_at = 1 WHERE id = '{account}'");
        let entered = meanwhile(&fixture, &account, &disable, fixture.latchkey.enter(&fixture.caller, &mira, None)).await;
        assert_eq!(entered.err(), Some(Error::SignInFailed));
    }

    async fn a_session_with_a_proof_for_a_form_is_not_shared(fixture: Fixture) {
        let mira = visitor("mira", "m1");
        let (full, app) = settled(&fixture, &mira).await;
        tamper(&fixture, "UPDATE session SET proved_at = NULL, proved_method = NULL").await;
        let pending = fixture.latchkey.forms().park(&full.session, &Form { path: "/account/data".into(), fields: vec![], act: Sensitive::CopyData }).await.unwrap();
        fixture.pass_seconds(30);
        let proving = full.session.proving(Purpose::Form(pending.id.clone()));
        let proved = fixture.totp(&proving, &app.code(fixture.now())).await.unwrap();
        fixture.latchkey.forms().take(&proved.session, &pending.id).await.unwrap();
        fixture.set_policy(|policy| policy.session_based = false).await;
        let other = enter(&fixture, &mira).await;
        assert!(other.session.id != full.session.id && fixture.is_alive(&proved).await);
    }

    async fn no_password_opens_the_account(fixture: Fixture) {
        let mira = visitor("mira@example.org", "m1");
        let (full, _) = settled(&fixture, &mira).await;
        let made_up = format!("application:{}", full.session.account_id);
        for email in ["mira@example.org", &made_up, "mira@example.org of the application"] {
            for password in ["", PASSWORD] {
                let refused = fixture.latchkey.account().sign_in(&fixture.caller, email, password, None).await;
                assert_eq!(refused.unwrap_err(), Error::SignInFailed, "{email} {password}");
            }
        }
        let new = "another good passphrase";
        assert_eq!(fixture.latchkey.account().change_password(&fixture.caller, &full.session, "", new).await.unwrap_err(), Error::NotPossibleNow);

        // A user who signs up with an address that is also the id of an application's user gets a separate account.
        let own = fixture.sign_up("mira@example.org").await;
        assert_ne!(own.account_id, full.session.account_id);
        assert_eq!(fixture.sign_in("mira@example.org").await.account_id, own.account_id);
        assert_eq!(enter(&fixture, &mira).await.session.account_id, full.session.account_id);
    }

    async fn first_visits_at_once_make_one_account(fixture: Fixture) {
        let other = fixture.another().await;
        let visits = (0..8).map(|n| {
            let latchkey = if n % 2 == 0 { &fixture.latchkey } else { &other };
            let (caller, mira) = (&fixture.caller, visitor("mira", &format!("m{n}")));
            async move { latchkey.enter(caller, &mira, None).await }
        });
        let (opened, refused) = race(visits).await;
        assert_eq!((opened.len(), refused.len()), (8, 0));
        assert!(opened.iter().all(|one| one.session.account_id == opened[0].session.account_id));
        let known: Vec<_> = fixture.latchkey.operator().users(Some("mira")).await.unwrap();
        assert_eq!(known.len(), 1);
        let (full, _) = fixture.enroll(&opened[0].session).await;
        let activity = fixture.latchkey.account().activity(&full.session, 100).await.unwrap();
        assert_eq!(activity.iter().filter(|line| line.event == "sign_up").count(), 1);
    }

    async fn the_name_is_the_last_one_given(fixture: Fixture) {
        let mira = visitor("u-1", "m1").name("Mira: Novák\r\n");
        let first = enter(&fixture, &mira).await;
        assert_eq!(first.session.email, "Mira Novák");
        let begun = fixture.latchkey.totp().begin(&first.session, None, "Authenticator app").await.unwrap();
        assert!(begun.uri.contains("Mira%20Nov%C3%A1k"), "{}", begun.uri);

        let renamed = mira.name("Mira Svobodová");
        let second = enter(&fixture, &renamed).await;
        assert_eq!((second.session.email.as_str(), &second.session.account_id), ("Mira Svobodová", &first.session.account_id));
        assert_eq!(fixture.look_up(&first).await.unwrap().email, "Mira Svobodová");
    }

    async fn leaving_the_application_ends_what_it_opened(fixture: Fixture) {
        let (full, _) = settled(&fixture, &visitor("mira", "m1")).await;
        let half = enter(&fixture, &visitor("mira", "m1")).await;
        let elsewhere = enter(&fixture, &visitor("mira", "m2")).await;
        let of_tom = enter(&fixture, &visitor("tom", "t1")).await;
        fixture.latchkey.leave("unknown").await.unwrap();
        fixture.latchkey.leave("m1").await.unwrap();
        fixture.latchkey.leave("m1").await.unwrap();
        assert!(!fixture.is_alive(&full).await && !fixture.is_alive(&half).await);
        assert!(fixture.is_alive(&elsewhere).await && fixture.is_alive(&of_tom).await);
    }

    async fn it_is_on_record(fixture: Fixture) {
        let (full, _) = settled(&fixture, &visitor("mira", "m1")).await;
        enter(&fixture, &visitor("mira", "m2")).await;
        fixture.latchkey.leave("m2").await.unwrap();
        let activity = fixture.latchkey.account().activity(&full.session, 100).await.unwrap();
        let lines: Vec<_> = activity.iter().rev().map(|line| (line.event.as_str(), line.method.as_deref())).collect();
        assert_eq!(lines[..2], [("sign_up", Some("application")), ("sign_in", Some("application"))]);
        assert_eq!(lines[lines.len() - 2..], [("sign_in", Some("application")), ("sign_out", Some("application"))]);
        assert!(!lines.iter().any(|(_, method)| *method == Some("password")));
    }

    async fn who_is_not_named_is_not_let_in(fixture: Fixture) {
        let long = "x".repeat(257);
        for (id, session) in [("", "m1"), ("mira", ""), ("mi\0ra", "m1"), (long.as_str(), "m1")] {
            let refused = fixture.latchkey.enter(&fixture.caller, &visitor(id, session), None).await;
            assert_eq!(refused.unwrap_err(), Error::Unavailable);
        }
        assert!(fixture.latchkey.operator().has_no_accounts().await.unwrap());
    }

    async fn without_a_demand_the_application_s_word_is_enough(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = mfa::Enrollment::None).await;
        let opened = enter(&fixture, &visitor("mira", "m1")).await;
        assert_eq!(opened.session.level, Level::Full);
        assert!(!opened.session.administrator);
    }

    async fn the_operator_finds_a_user_by_the_id_in_the_application(fixture: Fixture) {
        let (full, _) = settled(&fixture, &visitor("User-7", "m1")).await;
        assert_eq!(fixture.latchkey.operator().users(Some("user-7")).await.unwrap()[0].email, "User-7");
        assert_eq!(fixture.latchkey.operator().reset_mfa("user-8", "lost phone").await.unwrap_err(), Error::EmailInvalid);
        fixture.latchkey.operator().reset_mfa("User-7", "lost phone").await.unwrap();
        assert!(!fixture.is_alive(&full).await);
        let again = enter(&fixture, &visitor("User-7", "m1")).await;
        assert_eq!(fixture.latchkey.next_step(Some(&again.session)).await.unwrap().name(), "choose_method");
    }

    async fn a_wish_is_remembered_for_the_end_of_the_flow(fixture: Fixture) {
        let opened = enter(&fixture, &visitor("mira", "m1")).await;
        fixture.latchkey.sessions().set_return_to(&opened.session, "/vault").await.unwrap();
        assert_eq!(fixture.look_up(&opened).await.unwrap().return_to.as_deref(), Some("/vault"));
    }
}
