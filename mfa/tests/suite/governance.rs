use crate::action::tamper;
use crate::fixture::{Fixture, assert_half, number, on_each_database, race};
use mfa::{Enrollment, Error, Level, NextStep, PageCursor, People, Policy, PolicyEffect, Session, policy::Action};
use std::time::Duration;

/// An administrator with an app and recovery codes.
async fn administrator(fixture: &Fixture, email: &str) -> Session {
    let (_, app, _) = fixture.settled(email).await;
    fixture.latchkey.operator().grant_administrator(email).await.unwrap();
    fixture.pass_seconds(30);
    let half = fixture.sign_in(email).await;
    fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session
}

async fn change(fixture: &Fixture, session: &Session, policy: &Policy, confirmed: Option<i64>) -> Result<i64, Error> {
    let based_on = fixture.latchkey.admin().newest_policy(session).await?.number;
    fixture.latchkey.admin().change_policy(&fixture.caller, session, (based_on, policy), "because", confirmed).await
}

async fn page(fixture: &Fixture, (admin, policy, effect): (&Session, &Policy, PolicyEffect), cursor: PageCursor<'_>) -> (i64, People) {
    fixture.latchkey.admin().affected_people(admin, policy, effect, cursor).await.unwrap()
}

fn transfer(required: bool) -> Action {
    let (name, token) = ("transfer.create".to_owned(), mfa::policy::TokenKind::SingleUse);
    Action { name, description: String::new(), required, token, lifetime_seconds: 60 }
}

on_each_database! {
    /// During an update, a server of the old version runs beside one of the new version.
    async fn what_a_newer_server_put_into_the_policy_is_neither_refused_nor_lost(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        fixture.set_policy(|policy| policy.actions = vec![transfer(false)]).await;
        tamper(&fixture, r#"UPDATE policy SET body = REPLACE(REPLACE(body, '"totp":', '"sms":{"on":true},"totp":'), '"required":', '"twice":true,"required":')"#).await;
        assert_eq!(fixture.latchkey.operator().unknown_policy_fields().await.unwrap(), ["actions.twice", "sms"]);
        assert_eq!(fixture.latchkey.policy().await.unwrap().actions, [transfer(false)]);

        fixture.set_policy(|policy| policy.step_up_seconds = 60).await;
        let mut policy = fixture.latchkey.policy().await.unwrap();
        assert_eq!(policy.step_up_seconds, 60);
        policy.actions.insert(0, Action { name: "another".to_owned(), ..transfer(true) });
        change(&fixture, &admin, &policy, None).await.unwrap();
        assert_eq!(fixture.latchkey.policy().await.unwrap(), policy);
        assert_eq!(fixture.latchkey.operator().unknown_policy_fields().await.unwrap(), ["actions.twice", "sms"]);
        let kept = "SELECT COUNT(*) FROM policy WHERE body LIKE '%\"sms\":{\"on\":true}%' AND body LIKE '%\"twice\":true%'";
        assert_eq!(number(&fixture.database_url, kept).await, 3);

        // An unknown value may stand for more protection than any known one.
        tamper(&fixture, r#"UPDATE policy SET body = REPLACE(body, '"enrollment":"signup"', '"enrollment":"invited"')"#).await;
        assert_eq!(fixture.latchkey.policy().await.unwrap_err(), Error::Unavailable);
    }

    async fn what_the_preview_counts_is_what_happens(fixture: Fixture) {
        // Two accounts without a method, two with an app and codes, one with an app alone.
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let admin = administrator(&fixture, "admin@example.org").await;
        for email in ["none1@example.org", "none2@example.org"] {
            fixture.sign_up(email).await;
        }
        let mut with_codes = vec![];
        for email in ["codes1@example.org", "codes2@example.org"] {
            with_codes.push((email, fixture.settled(email).await.2));
        }
        fixture.set_policy(|policy| policy.totp_recovery_codes = false).await;
        fixture.enrolled("bare@example.org").await;
        fixture.set_policy(|policy| policy.totp_recovery_codes = true).await;

        let demanding = Policy { totp: false, ..Policy::default() };
        let preview = fixture.latchkey.admin().preview_policy(&admin, &demanding).await.unwrap();
        assert_eq!(preview.accounts, 6);
        assert_eq!((preview.enroll.before, preview.enroll.after), (0, 2));
        assert_eq!((preview.prove.before, preview.prove.after), (4, 0));
        assert_eq!((preview.need_code.after, preview.locked_out.after), (3, 1));
        assert_eq!(preview.enroll.names, ["none1@example.org", "none2@example.org"]);
        assert_eq!(preview.locked_out.names, ["bare@example.org"]);
        assert!(!preview.ungoverned, "the administrator has codes");
        assert_eq!(change(&fixture, &admin, &demanding, Some(3)).await.unwrap_err(), Error::ConfirmationMissing);
        change(&fixture, &admin, &demanding, Some(1)).await.unwrap();

        for email in ["none1@example.org", "none2@example.org"] {
            let half = fixture.sign_in(email).await;
            assert_half(&half);
            assert_eq!(fixture.latchkey.next_step(Some(&half)).await.unwrap().name(), "choose_method");
        }
        for (email, codes) in &with_codes {
            let half = fixture.sign_in(email).await;
            assert!(matches!(fixture.latchkey.next_step(Some(&half)).await.unwrap(), NextStep::Challenge { .. }));
            assert_eq!(fixture.totp(&half, "000000").await.unwrap_err(), Error::MethodDisabled);
            let full = fixture.recovery(&half, &codes[0]).await.unwrap().session;
            assert_eq!(fixture.latchkey.next_step(Some(&full)).await.unwrap().name(), "choose_method");
        }
        let bare = fixture.sign_in("bare@example.org").await;
        assert_eq!(fixture.totp(&bare, "000000").await.unwrap_err(), Error::MethodDisabled);
        assert_eq!(fixture.latchkey.totp().begin(&bare, None, "Authenticator app").await.unwrap_err(), Error::MethodDisabled);
        assert_eq!(fixture.latchkey.passkeys().begin_registration(&bare).await.unwrap_err(), Error::RequiresAdditionalAuth);
    }

    async fn the_last_administrator_cannot_be_locked_out(fixture: Fixture) {
        fixture.set_policy(|policy| policy.totp_recovery_codes = false).await;
        fixture.enrolled("admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let (_, app) = fixture.enrolled("other@example.org").await;
        fixture.latchkey.operator().grant_administrator("other@example.org").await.unwrap();
        fixture.pass_seconds(30);
        let other = fixture.totp(&fixture.sign_in("other@example.org").await, &app.code(fixture.now())).await.unwrap().session;
        let without = Policy { totp: false, ..Policy::default() };
        assert!(fixture.latchkey.admin().preview_policy(&other, &without).await.unwrap().ungoverned);
        assert_eq!(change(&fixture, &other, &without, Some(2)).await.unwrap_err(), Error::LastAdministrator);
    }

    async fn every_version_is_kept_and_can_be_restored(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        assert_eq!(fixture.latchkey.admin().newest_policy(&admin).await.unwrap().number, 0);
        let strict = Policy { step_up_seconds: 60, ..Policy::default() };
        assert_eq!(change(&fixture, &admin, &strict, None).await.unwrap(), 1);
        assert_eq!(change(&fixture, &admin, &Policy::default(), None).await.unwrap(), 2);
        let versions = fixture.latchkey.admin().policy_versions(&admin, None, 10).await.unwrap();
        let numbers: Vec<_> = versions.iter().map(|version| version.number).collect();
        assert_eq!(numbers, [2, 1]);
        assert_eq!((versions[1].author.as_str(), versions[1].reason.as_str()), ("admin@example.org", "because"));
        let old = fixture.latchkey.admin().policy_version(&admin, 1).await.unwrap();
        assert_eq!(old.policy, strict);
        assert_eq!(change(&fixture, &admin, &old.policy, None).await.unwrap(), 3);
        assert_eq!(fixture.latchkey.policy().await.unwrap(), strict);
        assert_eq!(fixture.latchkey.admin().policy_version(&admin, 0).await.unwrap().policy, Policy::default());
        assert_eq!(fixture.latchkey.admin().policy_version(&admin, 4).await.unwrap_err(), Error::NotFound);
        assert_eq!(fixture.latchkey.admin().policy_versions(&admin, Some(2), 1).await.unwrap()[0].number, 1);
    }

    async fn of_administrators_who_save_at_once_one_does(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        for round in 0..4 {
            let policies: Vec<_> = (0..8).map(|n| Policy { step_up_seconds: 60 + n, ..Policy::default() }).collect();
            let changes =
                policies.iter().map(|policy| fixture.latchkey.admin().change_policy(&fixture.caller, &admin, (round, policy), "at once", None));
            let (won, lost) = race(changes).await;
            assert_eq!(won, [round + 1]);
            assert!(lost.iter().all(|error| *error == Error::PolicyChanged), "{lost:?}");
        }
    }

    async fn a_change_takes_an_administrator_a_fresh_proof_and_a_reason(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        let (user, _, _) = fixture.settled("a@example.org").await;
        let half = fixture.sign_in("admin@example.org").await;
        let policy = Policy::default();
        for session in [&user, &half] {
            assert_eq!(fixture.latchkey.admin().newest_policy(session).await.unwrap_err(), Error::NotFound);
            assert_eq!(fixture.latchkey.admin().policy_versions(session, None, 9).await.unwrap_err(), Error::NotFound);
            assert_eq!(fixture.latchkey.admin().policy_version(session, 0).await.unwrap_err(), Error::NotFound);
            assert_eq!(fixture.latchkey.admin().preview_policy(session, &policy).await.unwrap_err(), Error::NotFound);
            assert_eq!(
                fixture.latchkey.admin().change_policy(&fixture.caller, session, (0, &policy), "because", None).await.unwrap_err(),
                Error::NotFound
            );
        }
        for reason in ["", "  ", "a\nb", &"x".repeat(301)] {
            let changed = fixture.latchkey.admin().change_policy(&fixture.caller, &admin, (0, &policy), reason, None).await;
            assert_eq!(changed.unwrap_err(), Error::ReasonMissing);
        }
        let impossible = Policy { step_up_seconds: 0, ..Policy::default() };
        assert_eq!(change(&fixture, &admin, &impossible, None).await.unwrap_err(), Error::MalformedRequest);
        fixture.pass_seconds(300);
        assert_eq!(change(&fixture, &admin, &policy, None).await.unwrap_err(), Error::StepUpRequired);
    }

    async fn enrollment_is_put_off_for_a_session_and_until_a_day(fixture: Fixture) {
        let until = fixture.now() + Duration::from_hours(1);
        fixture.set_policy(|policy| policy.grace_until = Some(until.0)).await;
        let session = fixture.sign_up("a@example.org").await;
        assert_eq!(session.level, Level::Full);
        let step = async |session: &Session| fixture.latchkey.next_step(Some(session)).await.unwrap();
        assert!(matches!(step(&session).await, NextStep::ChooseMethod { skippable: true, .. }));
        fixture.latchkey.sessions().postpone_enrollment(&fixture.caller, &session).await.unwrap();
        assert_eq!(step(&session).await, NextStep::Done);
        assert_eq!(fixture.latchkey.sessions().postpone_enrollment(&fixture.caller, &session).await.unwrap_err(), Error::NotPossibleNow);
        // Offered again at the next sign-in, and required in the end.
        let again = fixture.sign_in("a@example.org").await;
        assert!(matches!(step(&again).await, NextStep::ChooseMethod { skippable: true, .. }));
        fixture.pass_seconds(3600);
        assert!(matches!(step(&session).await, NextStep::ChooseMethod { skippable: false, .. }));
        assert_eq!(fixture.latchkey.sessions().postpone_enrollment(&fixture.caller, &again).await.unwrap_err(), Error::NotPossibleNow);
        let late = fixture.sign_in("a@example.org").await;
        assert_half(&late);
        fixture.enroll(&late).await;
    }

    async fn each_combination_asks_for_what_it_says(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        fixture.settled("with@example.org").await;
        fixture.sign_up("without@example.org").await;
        let action = transfer(true);
        for (session_based, enrollment, with, without) in [
            (true, Enrollment::Signup, "challenge", "choose_method"),
            (true, Enrollment::Action, "challenge", "done"),
            (true, Enrollment::None, "challenge", "done"),
            (false, Enrollment::Signup, "done", "choose_method"),
            (false, Enrollment::Action, "done", "done"),
            (false, Enrollment::None, "done", "done"),
        ] {
            for actions in [vec![], vec![action.clone()]] {
                fixture
                    .set_policy(|policy| {
                        policy.session_based = session_based;
                        policy.enrollment = enrollment;
                        policy.actions.clone_from(&actions);
                    })
                    .await;
                for (email, expected) in [("with@example.org", with), ("without@example.org", without)] {
                    let session = fixture.sign_in(email).await;
                    let step = fixture.latchkey.next_step(Some(&session)).await.unwrap();
                    assert_eq!(step.name(), expected, "{email} {session_based} {enrollment:?}");
                    if session.level == Level::Full {
                        let demand = fixture.latchkey.tokens().demand(&session, "transfer.create").await.unwrap();
                        assert_eq!(demand.required, !actions.is_empty());
                        assert_eq!(demand.enrollment, !actions.is_empty() && email == "without@example.org");
                        assert!(!fixture.latchkey.status(Some(&session)).await.unwrap().offered.is_empty(), "enrolling is always possible");
                    }
                }
            }
        }
    }

    async fn who_enrolls_before_an_action_is_whom_the_preview_names(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let admin = administrator(&fixture, "admin@example.org").await;
        fixture.settled("with@example.org").await;
        let mut accounts = vec![];
        for email in ["none1@example.org", "none2@example.org"] {
            accounts.push((email, fixture.sign_up(email).await.account_id));
        }
        let mut before = 0;
        for enrollment in [Enrollment::None, Enrollment::Action, Enrollment::Signup] {
            for actions in [vec![], vec![transfer(false)], vec![transfer(false), Action { name: "other".to_owned(), ..transfer(true) }]] {
                let policy = Policy { enrollment, actions, ..Policy::default() };
                let preview = fixture.latchkey.admin().preview_policy(&admin, &policy).await.unwrap();
                fixture.set_policy(|saved| saved.clone_from(&policy)).await;
                let mut asked = vec![];
                for (email, account) in &accounts {
                    for action in &policy.actions {
                        let demand = fixture.latchkey.tokens().demand_of(account, &action.name).await.unwrap().unwrap();
                        if demand.enrollment && !asked.contains(&(*email).to_owned()) {
                            asked.push((*email).to_owned());
                        }
                    }
                }
                let affected = preview.enroll_for_action;
                assert_eq!((affected.before, affected.after), (before, asked.len().try_into().unwrap()), "{policy:?}");
                assert_eq!(affected.names, asked, "{policy:?}");
                before = affected.after;
            }
        }
        assert_eq!(before, 2);
    }

    async fn all_whom_a_policy_touches_are_listed_page_by_page(fixture: Fixture) {
        let admin = administrator(&fixture, "admin@example.org").await;
        // Accounts with every combination of factors in mixed order, including administrators, disabled ones and some without a password.
        for number in 0..130 {
            let factors = [0, 1, 2, 3, 5, 6, 13][number % 7];
            tamper(
                &fixture,
                &format!(
                    "INSERT INTO account (id, email, password_hash, administrator, created_at, search_key, factors, disabled_at)
                 VALUES ('{number:03}', 'p{number:03}', '{}', {}, 0, (SELECT search_key FROM account LIMIT 1), {factors}, {})",
                    if number % 8 == 5 { "" } else { "x" },
                    number % 4 == 0,
                    if number % 10 == 9 { "1" } else { "NULL" }
                ),
            )
            .await;
        }
        let policy = Policy { passkey: false, actions: vec![transfer(true)], ..Policy::default() };
        let preview = fixture.latchkey.admin().preview_policy(&admin, &policy).await.unwrap();
        for (effect, affected) in [
            (PolicyEffect::Enroll, &preview.enroll),
            (PolicyEffect::EnrollForAction, &preview.enroll_for_action),
            (PolicyEffect::Prove, &preview.prove),
            (PolicyEffect::NeedCode, &preview.need_code),
            (PolicyEffect::LockOut, &preview.locked_out),
        ] {
            let asked = (&admin, &policy, effect);
            let (count, mut people) = page(&fixture, asked, PageCursor::First).await;
            assert!(!people.earlier && count == affected.after);
            let mut ids: Vec<String> = vec![];
            loop {
                ids.extend(people.lines.iter().map(|line| line.id.clone()));
                let Some(last) = people.lines.last().filter(|_| people.later) else { break };
                let (_, next) = page(&fixture, asked, PageCursor::After(&last.id)).await;
                let (_, back) = page(&fixture, asked, PageCursor::Before(&next.lines[0].id)).await;
                assert_eq!(back.lines, people.lines, "{effect:?}");
                people = next;
            }
            assert_eq!(i64::try_from(ids.len()), Ok(affected.after), "{effect:?}");
            let unique: std::collections::BTreeSet<_> = ids.iter().collect();
            assert_eq!(unique.len(), ids.len(), "{effect:?}");
            // The administrator's own id is made of random digits.
            assert!(ids.iter().all(|id| id.len() != 3 || !id.ends_with('9')), "nobody who is disabled");
        }
        assert!(preview.prove.more() > 0, "there is more than one page");
        let user = fixture.settled("user@example.org").await.0;
        let refused = fixture.latchkey.admin().affected_people(&user, &policy, PolicyEffect::Prove, PageCursor::First).await;
        assert_eq!(refused.unwrap_err(), Error::NotFound);
        // The inserted accounts don't have the noted factors, which the fixture would report.
        tamper(&fixture, "DELETE FROM account WHERE LENGTH(id) = 3").await;
    }

    async fn what_is_demanded_since_is_owed_by_sessions_from_before(fixture: Fixture) {
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let session = fixture.sign_up("a@example.org").await;
        assert_eq!(fixture.latchkey.needs_proof_for(&session, mfa::Sensitive::DeleteAccount).await, Ok(false));
        fixture.set_policy(|policy| policy.enrollment = Enrollment::Signup).await;
        assert_eq!(fixture.latchkey.account().delete(&fixture.caller, &session).await.unwrap_err(), Error::RequiresAdditionalAuth);
        let (enrolled, _) = fixture.enroll(&session).await;
        fixture.latchkey.account().delete(&fixture.caller, &enrolled.session).await.unwrap();
    }

    async fn without_a_challenge_a_method_that_is_off_locks_nobody_out(fixture: Fixture) {
        fixture
            .set_policy(|policy| {
                policy.enrollment = Enrollment::None;
                policy.session_based = false;
            })
            .await;
        let (_, app, _) = fixture.settled("admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        fixture.pass_seconds(30);
        let admin = fixture.totp(&fixture.sign_in("admin@example.org").await, &app.code(fixture.now())).await.unwrap().session;
        fixture.set_policy(|policy| policy.totp_recovery_codes = false).await;
        fixture.enrolled("bare@example.org").await;
        let mut policy = fixture.latchkey.policy().await.unwrap();
        policy.totp = false;
        let preview = fixture.latchkey.admin().preview_policy(&admin, &policy).await.unwrap();
        assert_eq!((preview.locked_out.after, preview.newly_locked_out), (0, 0));
        assert!(!preview.ungoverned, "the administrator has codes to prove");
        let session = fixture.sign_in("bare@example.org").await;
        assert_eq!(fixture.latchkey.next_step(Some(&session)).await.unwrap(), NextStep::Done);
    }
}
