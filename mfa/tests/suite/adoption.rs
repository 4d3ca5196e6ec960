use crate::action::tamper;
use crate::fixture::{Fixture, on_each_database};
use mfa::{
    Enrollment, Error, PeopleFilter, PeopleQuery, Session,
    adoption::{Adoption, FactorCounts, Passage},
};
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);

/// An administrator who stays signed in. For the sake of the figures the account has no method: the proof is only set in the session.
async fn administrator(fixture: &Fixture) -> Session {
    fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
    let opened = fixture.latchkey.account().sign_up(&fixture.caller, "admin@example.org", crate::fixture::PASSWORD, None).await.unwrap();
    fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    let mut session = fixture.look_up(&opened).await.unwrap();
    session.proved_at = Some(fixture.now());
    fixture.set_policy(|policy| policy.enrollment = Enrollment::Signup).await;
    session
}

fn passage(adoption: &Adoption, step: &str) -> (i64, i64) {
    let Passage { reached, left, .. } = adoption.funnel.iter().find(|passage| passage.step == step).unwrap();
    (*reached, *left)
}

/// The daily numbers of an event.
fn by_day(adoption: &Adoption, event: &str) -> Vec<i64> {
    adoption.days.iter().map(|day| day.count(&[event])).collect()
}

on_each_database! {
    async fn what_accounts_have_is_counted_as_it_changes(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        let now = async || fixture.latchkey.admin().adoption(&admin, 7).await.unwrap().now;
        fixture.sign_up("nothing@example.org").await;
        let (_, app, codes) = fixture.settled("app@example.org").await;
        let everybody = FactorCounts { accounts: 3, enrolled: 1, apps: 1, ..FactorCounts::default() };
        assert_eq!(now().await, everybody);
        for (used, code) in codes.iter().enumerate() {
            let expected = match 10 - used {
                0..=3 => FactorCounts { few_codes: 1, ..everybody },
                _ => everybody,
            };
            assert_eq!(now().await, expected, "{used} codes used");
            fixture.pass_seconds(60);
            fixture.recovery(&fixture.sign_in("app@example.org").await, code).await.unwrap();
        }
        assert_eq!(now().await, FactorCounts { no_codes: 1, ..everybody });
        fixture.pass_seconds(60);
        let session = fixture.totp(&fixture.sign_in("app@example.org").await, &app.code(fixture.now())).await.unwrap().session;
        fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
        assert_eq!(now().await, FactorCounts { no_codes: 1, ..everybody }, "the old set answers until the new one is acknowledged");
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();
        assert_eq!(now().await, everybody);
        fixture.latchkey.operator().reset_mfa("app@example.org", "lost").await.unwrap();
        assert_eq!(now().await, FactorCounts { enrolled: 0, apps: 0, ..everybody });
    }

    async fn figures_are_the_same_before_and_after_they_are_counted_for_good(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        for (email, wrong) in [("a@example.org", 2), ("b@example.org", 1)] {
            let (_, app, _) = fixture.settled(email).await;
            fixture.pass_seconds(60);
            let half = fixture.sign_in(email).await;
            for _ in 0..wrong {
                fixture.totp(&half, &app.wrong_code(fixture.now())).await.unwrap_err();
            }
            fixture.pass(DAY);
        }
        let stuck = fixture.sign_up("stuck@example.org").await;
        fixture.latchkey.totp().begin(&stuck, None, "Authenticator app").await.unwrap();
        fixture.latchkey.totp().begin(&stuck, None, "Authenticator app").await.unwrap();

        let before = fixture.latchkey.admin().adoption(&admin, 7).await.unwrap();
        assert_eq!(by_day(&before, "code_refused"), [0, 0, 0, 0, 2, 1, 0]);
        assert_eq!(by_day(&before, "totp_added"), [0, 0, 0, 0, 1, 1, 0]);
        assert_eq!((passage(&before, "choose_method"), passage(&before, "set_up_totp")), ((3, 3), (3, 2)));
        assert_eq!(passage(&before, "acknowledge_recovery_codes"), (2, 2));
        for _ in 0..3 {
            fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
            let after = fixture.latchkey.admin().adoption(&admin, 7).await.unwrap();
            assert_eq!((&after.funnel, &after.now), (&before.funnel, &before.now));
            for (one, other) in after.days.iter().zip(&before.days) {
                assert_eq!((one.from, one.count(&["code_refused", "sign_up"])), (other.from, other.count(&["code_refused", "sign_up"])));
            }
            fixture.pass_seconds(300);
        }
    }

    /// A session without a pending step adds a second app, replaces an app, makes new codes and proves a method again.
    async fn only_who_came_to_a_step_goes_on_from_it(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        let (_, app, _) = fixture.settled("a@example.org").await;
        let funnel = async || fixture.latchkey.admin().adoption(&admin, 7).await.unwrap().funnel;
        let before = funnel().await;
        fixture.set_policy(|policy| policy.max_totp_devices = 2).await;
        fixture.pass_seconds(60);
        let session = fixture.totp(&fixture.sign_in("a@example.org").await, &app.code(fixture.now())).await.unwrap().session;
        let (opened, second) = fixture.enroll(&session).await;
        let devices = fixture.latchkey.totp().devices(&opened.session).await.unwrap();
        let begun = fixture.latchkey.totp().begin(&opened.session, Some(&devices[0].id), "Authenticator app").await.unwrap();
        let code = crate::fixture::App::new(&begun.secret).code(fixture.now());
        let session = fixture.latchkey.totp().confirm(&fixture.caller, &opened.session, &code).await.unwrap().session;
        fixture.latchkey.recovery_codes().new_codes(&fixture.caller, &session).await.unwrap();
        fixture.pass_seconds(60);
        let session = fixture.totp(&session, &second.code(fixture.now())).await.unwrap().session;
        fixture.latchkey.recovery_codes().acknowledge(&fixture.caller, &session, None).await.unwrap();
        fixture.latchkey.passkeys().begin_registration(&session).await.unwrap();
        assert_eq!(funnel().await, before);
    }

    async fn who_changes_to_another_method_has_not_set_up_the_first(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        let session = fixture.sign_up("a@example.org").await;
        fixture.latchkey.totp().begin(&session, None, "Authenticator app").await.unwrap();
        fixture.latchkey.passkeys().begin_registration(&session).await.unwrap();
        let steps = async || {
            let adoption = fixture.latchkey.admin().adoption(&admin, 7).await.unwrap();
            ["choose_method", "set_up_totp", "set_up_passkey", "acknowledge_recovery_codes"].map(|step| passage(&adoption, step))
        };
        assert_eq!(steps().await, [(1, 1), (1, 0), (1, 0), (0, 0)]);
        fixture.enroll(&session).await;
        assert_eq!(steps().await, [(1, 1), (1, 1), (1, 0), (1, 0)]);
    }

    async fn what_is_demanded_since_the_sign_in_brings_its_session_to_the_first_step(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        fixture.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let free = fixture.sign_up("free@example.org").await;
        let owes = fixture.sign_up("owes@example.org").await;
        fixture.enroll(&free).await;
        fixture.set_policy(|policy| policy.enrollment = Enrollment::Signup).await;
        fixture.enroll(&owes).await;
        let adoption = fixture.latchkey.admin().adoption(&admin, 7).await.unwrap();
        assert_eq!((passage(&adoption, "choose_method"), passage(&adoption, "set_up_totp")), ((1, 1), (2, 2)));
    }

    async fn steps_are_deleted_once_they_are_counted_and_their_sessions_over(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        let (gone, _, _) = fixture.settled("gone@example.org").await;
        fixture.latchkey.account().delete(&fixture.caller, &gone).await.unwrap();
        let steps = async || crate::fixture::number(&fixture.database_url, "SELECT COUNT(*) FROM flow_event").await;
        let all = steps().await;
        fixture.pass(DAY * 5);
        fixture.latchkey.maintenance().sweep().await.unwrap();
        assert_eq!(steps().await, all, "not counted yet");
        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        let before = fixture.latchkey.admin().adoption(&admin, 7).await.unwrap().funnel;
        fixture.sign_up("young@example.org").await;
        for _ in 0..2 {
            fixture.latchkey.maintenance().sweep().await.unwrap();
            assert_eq!(steps().await, 1, "of the one who is on the way");
            fixture.pass_seconds(3600);
            fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        }
        let after = fixture.latchkey.admin().adoption(&admin, 7).await.unwrap();
        assert_eq!((passage(&after, "choose_method"), &after.funnel[1..]), ((2, 1), &before[1..]));
    }

    /// Two nodes count, each of them twice.
    async fn nothing_is_counted_twice(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        for number in 0..4 {
            fixture.sign_up(&format!("{number}@example.org")).await;
            fixture.pass(DAY);
        }
        let other = fixture.another().await;
        let nodes = [&fixture.latchkey, &other, &fixture.latchkey, &other];
        for outcome in futures::future::join_all(nodes.map(|node| node.maintenance().aggregate_counts())).await {
            outcome.unwrap();
        }
        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        let adoption = fixture.latchkey.admin().adoption(&admin, 7).await.unwrap();
        assert_eq!(by_day(&adoption, "sign_up"), [0, 0, 2, 1, 1, 1, 0]);
    }

    async fn the_census_of_each_day_is_kept(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        fixture.enrolled("a@example.org").await;
        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        fixture.pass(DAY);
        fixture.pass(DAY);
        fixture.latchkey.maintenance().aggregate_counts().await.unwrap();
        fixture.enrolled("b@example.org").await;
        let adoption = fixture.latchkey.admin().adoption(&admin, 4).await.unwrap();
        let enrolled: Vec<_> = adoption.days.iter().map(|day| day.census.map(|census| (census.accounts, census.enrolled))).collect();
        assert_eq!(enrolled, [None, Some((1, 0)), None, Some((3, 2))], "noted when counted, and today is now");
    }

    async fn those_whom_the_figures_count_are_listed(fixture: Fixture) {
        let admin = administrator(&fixture).await;
        fixture.settled("many@example.org").await;
        for (email, used) in [("few@example.org", 7), ("empty@example.org", 10)] {
            let (_, _, codes) = fixture.settled(email).await;
            for code in codes.iter().take(used) {
                fixture.pass_seconds(60);
                fixture.recovery(&fixture.sign_in(email).await, code).await.unwrap();
            }
        }
        fixture.set_policy(|policy| policy.totp_recovery_codes = false).await;
        fixture.enrolled("never@example.org").await;
        fixture.sign_up("nothing@example.org").await;
        tamper(
            &fixture,
            "INSERT INTO account (id, email, password_hash, administrator, created_at, search_key, factors, disabled_at)
                      SELECT id || '-', email || '-', '', FALSE, 0, search_key, factors, 1 FROM account",
        )
        .await;
        let listed = async |show| {
            let people = fixture.latchkey.admin().people(&admin, PeopleQuery { filter: show, ..PeopleQuery::default() }).await.unwrap();
            people.lines.into_iter().map(|line| line.name).collect::<Vec<_>>()
        };
        assert_eq!(listed(PeopleFilter::FewCodes).await, ["few@example.org"]);
        assert_eq!(listed(PeopleFilter::NoCodes).await, ["empty@example.org", "never@example.org"]);
        assert_eq!(listed(PeopleFilter::Unenrolled).await, ["admin@example.org", "nothing@example.org"]);
        assert_eq!(listed(PeopleFilter::Disabled).await.len(), 6);
        let now = fixture.latchkey.admin().adoption(&admin, 7).await.unwrap().now;
        assert_eq!((now.few_codes, now.no_codes, now.accounts - now.enrolled), (1, 2, 2));
        // The inserted accounts don't have the noted factors, which the fixture would report.
        tamper(&fixture, "DELETE FROM account WHERE disabled_at IS NOT NULL").await;
    }

    async fn figures_are_for_administrators(fixture: Fixture) {
        let (session, _, _) = fixture.settled("a@example.org").await;
        assert_eq!(fixture.latchkey.admin().adoption(&session, 7).await.unwrap_err(), Error::NotFound);
    }
}
