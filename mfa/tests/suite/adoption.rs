use crate::action::tamper;
use crate::lab::{Lab, on_each_database};
use mfa::{
    Enrollment, Error, PeopleFilter, PeopleQuery, Session,
    adoption::{Adoption, Census, Passage},
};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(86_400);

/// Somebody who may open the dashboard and stays signed in. For the figures, the account has no method; that it has proved one is put on.
async fn administrator(lab: &Lab) -> Session {
    lab.set_policy(|policy| policy.enrollment = Enrollment::None).await;
    let opened = lab.latchkey.sign_up(&lab.caller, "admin@example.org", crate::lab::PASSWORD, None).await.unwrap();
    lab.latchkey.grant_administrator("admin@example.org").await.unwrap();
    let mut session = lab.look_up(&opened).await.unwrap();
    session.proved_at = Some(lab.now());
    lab.set_policy(|policy| policy.enrollment = Enrollment::Signup).await;
    session
}

fn passage(adoption: &Adoption, step: &str) -> (i64, i64) {
    let Passage { reached, left, .. } = adoption.funnel.iter().find(|passage| passage.step == step).unwrap();
    (*reached, *left)
}

/// How often something happened on each day.
fn by_day(adoption: &Adoption, event: &str) -> Vec<i64> {
    adoption.days.iter().map(|day| day.count(&[event])).collect()
}

on_each_database! {
    async fn what_accounts_have_is_counted_as_it_changes(lab: Lab) {
        let admin = administrator(&lab).await;
        let now = async || lab.latchkey.adoption(&admin, 7).await.unwrap().now;
        lab.sign_up("nothing@example.org").await;
        let (_, app, codes) = lab.settled("app@example.org").await;
        let everybody = Census { accounts: 3, enrolled: 1, apps: 1, ..Census::default() };
        assert_eq!(now().await, everybody);
        for (used, code) in codes.iter().enumerate() {
            let expected = match 10 - used {
                0..=3 => Census { few_codes: 1, ..everybody },
                _ => everybody,
            };
            assert_eq!(now().await, expected, "{used} codes used");
            lab.pass_seconds(60);
            lab.recovery(&lab.sign_in("app@example.org").await, code).await.unwrap();
        }
        assert_eq!(now().await, Census { no_codes: 1, ..everybody });
        lab.pass_seconds(60);
        let session = lab.totp(&lab.sign_in("app@example.org").await, &app.code(lab.now())).await.unwrap().session;
        lab.latchkey.new_recovery_codes(&lab.caller, &session).await.unwrap();
        assert_eq!(now().await, Census { no_codes: 1, ..everybody }, "the old set answers until the new one is acknowledged");
        lab.latchkey.acknowledge_recovery_codes(&lab.caller, &session, None).await.unwrap();
        assert_eq!(now().await, everybody);
        lab.latchkey.reset_mfa("app@example.org", "lost").await.unwrap();
        assert_eq!(now().await, Census { enrolled: 0, apps: 0, ..everybody });
    }

    async fn figures_are_the_same_before_and_after_they_are_counted_for_good(lab: Lab) {
        let admin = administrator(&lab).await;
        for (email, wrong) in [("a@example.org", 2), ("b@example.org", 1)] {
            let (_, app, _) = lab.settled(email).await;
            lab.pass_seconds(60);
            let half = lab.sign_in(email).await;
            for _ in 0..wrong {
                lab.totp(&half, &app.wrong_code(lab.now())).await.unwrap_err();
            }
            lab.pass(DAY);
        }
        let stuck = lab.sign_up("stuck@example.org").await;
        lab.latchkey.begin_totp(&stuck, None).await.unwrap();
        lab.latchkey.begin_totp(&stuck, None).await.unwrap();

        let before = lab.latchkey.adoption(&admin, 7).await.unwrap();
        assert_eq!(by_day(&before, "code_refused"), [0, 0, 0, 0, 2, 1, 0]);
        assert_eq!(by_day(&before, "totp_added"), [0, 0, 0, 0, 1, 1, 0]);
        assert_eq!((passage(&before, "choose_method"), passage(&before, "set_up_totp")), ((3, 3), (3, 2)));
        assert_eq!(passage(&before, "acknowledge_recovery_codes"), (2, 2));
        for _ in 0..3 {
            lab.latchkey.count_up().await.unwrap();
            let after = lab.latchkey.adoption(&admin, 7).await.unwrap();
            assert_eq!((&after.funnel, &after.now), (&before.funnel, &before.now));
            for (one, other) in after.days.iter().zip(&before.days) {
                assert_eq!((one.from, one.count(&["code_refused", "sign_up"])), (other.from, other.count(&["code_refused", "sign_up"])));
            }
            lab.pass_seconds(300);
        }
    }

    /// A session that owed nothing adds a second app, puts another in its place, makes new codes and proves a method once more.
    async fn only_who_came_to_a_step_goes_on_from_it(lab: Lab) {
        let admin = administrator(&lab).await;
        let (_, app, _) = lab.settled("a@example.org").await;
        let funnel = async || lab.latchkey.adoption(&admin, 7).await.unwrap().funnel;
        let before = funnel().await;
        lab.set_policy(|policy| policy.max_totp_devices = 2).await;
        lab.pass_seconds(60);
        let session = lab.totp(&lab.sign_in("a@example.org").await, &app.code(lab.now())).await.unwrap().session;
        let (opened, second) = lab.enroll(&session).await;
        let devices = lab.latchkey.devices(&opened.session).await.unwrap();
        let begun = lab.latchkey.begin_totp(&opened.session, Some(&devices[0].id)).await.unwrap();
        let code = crate::lab::App::new(&begun.secret).code(lab.now());
        let session = lab.latchkey.confirm_totp(&lab.caller, &opened.session, &code).await.unwrap().session;
        lab.latchkey.new_recovery_codes(&lab.caller, &session).await.unwrap();
        lab.pass_seconds(60);
        let session = lab.totp(&session, &second.code(lab.now())).await.unwrap().session;
        lab.latchkey.acknowledge_recovery_codes(&lab.caller, &session, None).await.unwrap();
        lab.latchkey.begin_passkey_registration(&session).await.unwrap();
        assert_eq!(funnel().await, before);
    }

    async fn who_changes_to_another_method_has_not_set_up_the_first(lab: Lab) {
        let admin = administrator(&lab).await;
        let session = lab.sign_up("a@example.org").await;
        lab.latchkey.begin_totp(&session, None).await.unwrap();
        lab.latchkey.begin_passkey_registration(&session).await.unwrap();
        let steps = async || {
            let adoption = lab.latchkey.adoption(&admin, 7).await.unwrap();
            ["choose_method", "set_up_totp", "set_up_passkey", "acknowledge_recovery_codes"].map(|step| passage(&adoption, step))
        };
        assert_eq!(steps().await, [(1, 1), (1, 0), (1, 0), (0, 0)]);
        lab.enroll(&session).await;
        assert_eq!(steps().await, [(1, 1), (1, 1), (1, 0), (1, 0)]);
    }

    async fn what_is_demanded_since_the_sign_in_brings_its_session_to_the_first_step(lab: Lab) {
        let admin = administrator(&lab).await;
        lab.set_policy(|policy| policy.enrollment = Enrollment::None).await;
        let free = lab.sign_up("free@example.org").await;
        let owes = lab.sign_up("owes@example.org").await;
        lab.enroll(&free).await;
        lab.set_policy(|policy| policy.enrollment = Enrollment::Signup).await;
        lab.enroll(&owes).await;
        let adoption = lab.latchkey.adoption(&admin, 7).await.unwrap();
        assert_eq!((passage(&adoption, "choose_method"), passage(&adoption, "set_up_totp")), ((1, 1), (2, 2)));
    }

    async fn steps_are_deleted_once_they_are_counted_and_their_sessions_over(lab: Lab) {
        let admin = administrator(&lab).await;
        let (gone, _, _) = lab.settled("gone@example.org").await;
        lab.latchkey.delete_account(&lab.caller, &gone).await.unwrap();
        let steps = async || crate::lab::number(&lab.database_url, "SELECT COUNT(*) FROM flow_event").await;
        let all = steps().await;
        lab.pass(DAY * 5);
        lab.latchkey.sweep().await.unwrap();
        assert_eq!(steps().await, all, "not counted yet");
        lab.latchkey.count_up().await.unwrap();
        let before = lab.latchkey.adoption(&admin, 7).await.unwrap().funnel;
        lab.sign_up("young@example.org").await;
        for _ in 0..2 {
            lab.latchkey.sweep().await.unwrap();
            assert_eq!(steps().await, 1, "of the one who is on the way");
            lab.pass_seconds(3600);
            lab.latchkey.count_up().await.unwrap();
        }
        let after = lab.latchkey.adoption(&admin, 7).await.unwrap();
        assert_eq!((passage(&after, "choose_method"), &after.funnel[1..]), ((2, 1), &before[1..]));
    }

    /// Two nodes, each at it twice.
    async fn nothing_is_counted_twice(lab: Lab) {
        let admin = administrator(&lab).await;
        for number in 0..4 {
            lab.sign_up(&format!("{number}@example.org")).await;
            lab.pass(DAY);
        }
        let other = lab.another().await;
        let nodes = [&lab.latchkey, &other, &lab.latchkey, &other];
        for outcome in futures::future::join_all(nodes.map(mfa::Latchkey::count_up)).await {
            outcome.unwrap();
        }
        lab.latchkey.count_up().await.unwrap();
        let adoption = lab.latchkey.adoption(&admin, 7).await.unwrap();
        assert_eq!(by_day(&adoption, "sign_up"), [0, 0, 2, 1, 1, 1, 0]);
    }

    async fn the_census_of_each_day_is_kept(lab: Lab) {
        let admin = administrator(&lab).await;
        lab.latchkey.count_up().await.unwrap();
        lab.enrolled("a@example.org").await;
        lab.latchkey.count_up().await.unwrap();
        lab.pass(DAY);
        lab.pass(DAY);
        lab.latchkey.count_up().await.unwrap();
        lab.enrolled("b@example.org").await;
        let adoption = lab.latchkey.adoption(&admin, 4).await.unwrap();
        let enrolled: Vec<_> = adoption.days.iter().map(|day| day.census.map(|census| (census.accounts, census.enrolled))).collect();
        assert_eq!(enrolled, [None, Some((1, 0)), None, Some((3, 2))], "noted when counted, and today is now");
    }

    async fn those_whom_the_figures_count_are_listed(lab: Lab) {
        let admin = administrator(&lab).await;
        lab.settled("many@example.org").await;
        for (email, used) in [("few@example.org", 7), ("empty@example.org", 10)] {
            let (_, _, codes) = lab.settled(email).await;
            for code in codes.iter().take(used) {
                lab.pass_seconds(60);
                lab.recovery(&lab.sign_in(email).await, code).await.unwrap();
            }
        }
        lab.set_policy(|policy| policy.totp_recovery_codes = false).await;
        lab.enrolled("never@example.org").await;
        lab.sign_up("nothing@example.org").await;
        tamper(&lab, "INSERT INTO account (id, email, password_hash, administrator, created_at, search_key, factors, disabled_at)
                      SELECT id || '-', email || '-', '', FALSE, 0, search_key, factors, 1 FROM account").await;
        let listed = async |show| {
            let people = lab.latchkey.people(&admin, PeopleQuery { filter: show, ..PeopleQuery::default() }).await.unwrap();
            people.lines.into_iter().map(|line| line.name).collect::<Vec<_>>()
        };
        assert_eq!(listed(PeopleFilter::FewCodes).await, ["few@example.org"]);
        assert_eq!(listed(PeopleFilter::NoCodes).await, ["empty@example.org", "never@example.org"]);
        assert_eq!(listed(PeopleFilter::Unenrolled).await, ["admin@example.org", "nothing@example.org"]);
        assert_eq!(listed(PeopleFilter::Disabled).await.len(), 6);
        let now = lab.latchkey.adoption(&admin, 7).await.unwrap().now;
        assert_eq!((now.few_codes, now.no_codes, now.accounts - now.enrolled), (1, 2, 2));
        // What was made up has nothing.
        tamper(&lab, "DELETE FROM account WHERE disabled_at IS NOT NULL").await;
    }

    async fn figures_are_for_administrators(lab: Lab) {
        let (session, _, _) = lab.settled("a@example.org").await;
        assert_eq!(lab.latchkey.adoption(&session, 7).await.unwrap_err(), Error::NotFound);
    }
}
