use crate::action::tamper;
use crate::fixture::{Fixture, PASSWORD, number, on_each_database, race};
use mfa::{ActivityKind, AuditQuery, Caller, Error, Session, view::Activity};

fn events(activity: &[Activity]) -> Vec<&str> {
    activity.iter().rev().map(|line| line.event.as_str()).collect()
}

/// All lines of this kind, page by page.
async fn pages(fixture: &Fixture, session: &Session, kind: ActivityKind, limit: usize) -> Vec<Activity> {
    let (mut lines, mut before) = (vec![], None);
    loop {
        let page = fixture.latchkey.account().activity_page(session, kind, before.as_deref(), limit).await.unwrap();
        assert!(page.lines.len() <= limit);
        lines.extend(page.lines);
        before = page.older;
        if before.is_none() {
            return lines;
        }
    }
}

on_each_database! {
    async fn no_number_of_refusals_hides_what_an_intruder_has_changed(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let intruder = Caller::new("198.51.100.66", "intruder");
        fixture.latchkey.recovery_codes().new_codes(&intruder, &session).await.unwrap();
        for guess in 0..150 {
            let from = Caller::new(&format!("203.0.113.{}", guess % 7), "intruder");
            while let Err(Error::PasswordRateLimited { retry_after_seconds }) =
                fixture.latchkey.account().sign_in(&from, "a@example.org", "wrong", None).await
            {
                fixture.pass_seconds(retry_after_seconds);
            }
            if guess % 10 == 0 {
                fixture.latchkey.maintenance().seal_audit().await.unwrap();
            }
        }
        let is_theirs = |line: &Activity| line.event == "recovery_codes_created" && line.address == intruder.address;
        let overview = fixture.latchkey.account().overview(&session).await;
        let changes = overview.map(|overview| overview.changes).unwrap();
        assert!(changes.iter().any(is_theirs));
        assert!(changes.iter().all(|line| line.result == "ok"));
        let everything = fixture.latchkey.account().activity(&session, 20).await.unwrap();
        assert!(everything.iter().any(is_theirs), "{:?}", events(&everything));
        let refused = everything.iter().filter(|line| line.event == "password_refused").map(|line| line.times).sum::<u32>();
        assert_eq!(refused, 150, "each is counted");
        for kind in [ActivityKind::Everything, ActivityKind::Changes] {
            for limit in [1, 3, 100] {
                let lines = pages(&fixture, &session, kind, limit).await;
                assert_eq!((lines[lines.len() - 1].event.as_str(), lines.iter().filter(|line| is_theirs(line)).count()), ("sign_up", 1));
            }
        }
        assert_eq!(fixture.latchkey.operator().verify_audit(None).await.unwrap().troubles, []);
    }

    async fn repetitions_are_counted_in_one_line_until_it_is_sealed(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        let device = fixture.latchkey.totp().devices(&session).await.unwrap()[0].id.clone();
        let lines = async || number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event").await;
        let before = lines().await;
        let rename = async |name: String| fixture.latchkey.totp().rename(&fixture.caller, &session, &device, &name).await;
        for name in 0..50 {
            fixture.pass_seconds(1);
            rename(format!("Phone {name}")).await.unwrap();
        }
        race((0..8).map(|name| rename(format!("Phone at once {name}")))).await;
        rename("Last name".to_owned()).await.unwrap();
        assert_eq!(lines().await, before + 1);
        let newest = async || fixture.latchkey.account().activity(&session, 1).await.unwrap().remove(0);
        let line = newest().await;
        assert_eq!((line.event.as_str(), line.times, line.detail.as_deref()), ("totp_renamed", 59, Some("Last name")));
        assert_eq!((line.at, line.last_at), (fixture.now().0 - 49_000, Some(fixture.now().0)));

        fixture.latchkey.maintenance().seal_audit().await.unwrap();
        rename("Another".to_owned()).await.unwrap();
        assert_eq!((lines().await, newest().await.times), (before + 2, 1), "a sealed line never changes");
        fixture.pass_seconds(301);
        rename("Much later".to_owned()).await.unwrap();
        assert_eq!((lines().await, newest().await.times), (before + 3, 1));
        fixture.latchkey.maintenance().seal_audit().await.unwrap();
        let verified = fixture.latchkey.operator().verify_audit(None).await.unwrap();
        assert_eq!((verified.unsealed, verified.troubles), (0, vec![]));
        tamper(&fixture, "UPDATE audit_event SET times = 1, last_at = NULL WHERE times = 59").await;
        assert_eq!(fixture.latchkey.operator().verify_audit(None).await.unwrap().troubles.len(), 1);
    }

    async fn what_differs_is_not_a_repetition(fixture: Fixture) {
        let (session, _) = fixture.enrolled("a@example.org").await;
        fixture.sign_up("b@example.org").await;
        let before = number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event").await;
        let elsewhere = Caller::new("198.51.100.7", "test");
        for (caller, email) in [
            (&fixture.caller, "a@example.org"),
            (&elsewhere, "a@example.org"),
            (&fixture.caller, "b@example.org"),
            (&fixture.caller, "nobody@example.org"),
        ] {
            for _ in 0..3 {
                fixture.latchkey.account().sign_in(caller, email, "wrong", None).await.unwrap_err();
            }
        }
        let line = "SELECT COUNT(*) FROM audit_event WHERE event = 'password_refused' AND times = 3";
        assert_eq!(number(&fixture.database_url, line).await, 4);
        assert_eq!(number(&fixture.database_url, "SELECT COUNT(*) FROM audit_event").await, before + 4);
        // The owner sees them as one entry, since they are consecutive.
        let newest = fixture.latchkey.account().activity(&session, 1).await.unwrap().remove(0);
        assert_eq!((newest.times, newest.address.as_str()), (6, "198.51.100.7"));
        fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", PASSWORD, None).await.unwrap();
        let newest = fixture.latchkey.account().activity(&session, 1).await.unwrap().remove(0);
        assert_eq!((newest.event.as_str(), newest.times), ("sign_in", 1));
    }

    async fn attempts_before_and_after_a_sign_in_are_told_apart(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        let wrong = async || fixture.latchkey.account().sign_in(&fixture.caller, "a@example.org", "wrong", None).await.unwrap_err();
        wrong().await;
        wrong().await;
        fixture.pass_seconds(30);
        let half = fixture.sign_in("a@example.org").await;
        fixture.totp(&half, &app.code(fixture.now())).await.unwrap();
        wrong().await;
        let lines = fixture.latchkey.account().activity(&session, 4).await.unwrap();
        let lines: Vec<_> = lines.iter().map(|line| (line.event.as_str(), line.times)).collect();
        assert_eq!(lines, [("password_refused", 1), ("sign_in_complete", 1), ("sign_in", 1), ("password_refused", 2)]);
    }

    async fn the_whole_way_is_on_record(fixture: Fixture) {
        let (session, app, codes) = fixture.settled("a@example.org").await;
        let code = app.code(fixture.now());
        fixture.pass_seconds(60);
        let half = fixture.sign_in("a@example.org").await;
        fixture.totp(&half, &app.wrong_code(fixture.now())).await.unwrap_err();
        fixture.pass_seconds(1);
        fixture.recovery(&half, &codes[0]).await.unwrap();
        let activity = fixture.latchkey.account().activity(&session, 100).await.unwrap();
        assert_eq!(
            events(&activity),
            [
                "sign_up",
                "totp_added",
                "sign_in_complete",
                "recovery_codes_created",
                "recovery_codes_acknowledged",
                "sign_in",
                "code_refused",
                "recovery_code_used",
                "sign_in_complete",
            ]
        );
        let refused = activity.iter().find(|line| line.event == "code_refused").unwrap();
        assert_eq!((refused.result.as_str(), refused.method.as_deref(), refused.address.as_str()), ("refused", Some("totp"), "192.0.2.1"));
        assert!(activity.iter().all(|line| line.detail.as_ref().is_none_or(|detail| !detail.contains(&code))));
    }

    async fn a_replay_is_told_apart_and_told_to_the_user(fixture: Fixture) {
        let (_, app, _) = fixture.settled("a@example.org").await;
        fixture.pass_seconds(60);
        let thief = fixture.sign_in("a@example.org").await;
        let half = fixture.sign_in("a@example.org").await;
        let code = app.code(fixture.now());
        fixture.totp(&half, &code).await.unwrap();
        fixture.pass_seconds(1);
        fixture.totp(&thief, &code).await.unwrap_err();
        fixture.pass_seconds(60);
        let half = fixture.sign_in("a@example.org").await;
        let session = fixture.totp(&half, &app.code(fixture.now())).await.unwrap().session;
        let overview = fixture.latchkey.account().overview(&session).await.unwrap();
        assert_eq!(overview.activity.iter().filter(|line| line.event == "code_replayed").count(), 1);
        assert_eq!(overview.failed_codes_since, 1);
    }

    async fn only_ones_own_activity_is_seen(fixture: Fixture) {
        let (a, _, _) = fixture.settled("a@example.org").await;
        let (b, _, _) = fixture.settled("b@example.org").await;
        fixture.latchkey.totp().rename(&fixture.caller, &b, &fixture.latchkey.totp().devices(&b).await.unwrap()[0].id, "b's phone").await.unwrap();
        let activity = fixture.latchkey.account().activity(&a, 100).await.unwrap();
        assert!(activity.iter().all(|line| line.event != "totp_renamed"));
    }

    async fn the_operator_leaves_a_line_with_the_reason(fixture: Fixture) {
        fixture.settled("a@example.org").await;
        fixture.latchkey.operator().reset_mfa("A@example.org", "called from the known number").await.unwrap();
        let half = fixture.sign_in("a@example.org").await;
        let (opened, _) = fixture.enroll(&half).await;
        let activity = fixture.latchkey.account().activity(&opened.session, 100).await.unwrap();
        let reset = activity.iter().find(|line| line.event == "mfa_reset").unwrap();
        assert_eq!(reset.detail.as_deref(), Some("called from the known number"));
        assert_eq!(reset.agent, Caller::operator().agent);
    }

    async fn administrators_find_lines_by_event_person_and_day(fixture: Fixture) {
        let (session, app, _) = fixture.settled("a@example.org").await;
        let (_, theirs, _) = fixture.settled("admin@example.org").await;
        fixture.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        fixture.pass_seconds(30);
        let admin = fixture.totp(&fixture.sign_in("admin@example.org").await, &theirs.code(fixture.now())).await.unwrap().session;
        let half = fixture.sign_in("a@example.org").await;
        fixture.totp(&half, &app.wrong_code(fixture.now())).await.unwrap_err();
        let next_day = fixture.now().0 + 86_400_000;
        fixture.pass_seconds(86_400);
        fixture.latchkey.operator().reset_mfa("a@example.org", "lost phone").await.unwrap();

        let find = async |query| fixture.latchkey.admin().audit(&admin, query, 100).await.map(|page| page.lines);
        let everything = find(AuditQuery::default()).await.unwrap();
        assert!(everything.is_sorted_by(|newer, older| newer.id > older.id && newer.at >= older.at));
        assert_eq!((everything[0].event.as_str(), everything[0].actor.as_str()), ("mfa_reset", "operator"));
        let refused = find(AuditQuery { refused: true, ..AuditQuery::default() }).await.unwrap();
        assert_eq!((refused.len(), refused[0].name.as_deref()), (1, Some("a@example.org")));
        let sign_ups = find(AuditQuery { event: Some("sign_up"), ..AuditQuery::default() }).await.unwrap();
        assert_eq!(sign_ups.len(), 2);
        for (event, lines) in [("code_refused", 1), ("sign_up", 0), ("no_such_event", 0)] {
            let query = AuditQuery { event: Some(event), refused: true, ..AuditQuery::default() };
            assert_eq!(find(query).await.unwrap().len(), lines, "{event}, refused");
        }
        for person in ["A@Example.org", &session.account_id] {
            let of = find(AuditQuery { person: Some(person), ..AuditQuery::default() }).await.unwrap();
            assert!(of.iter().all(|line| line.account_id.as_deref() == Some(session.account_id.as_str())) && of.len() > 5);
        }
        assert_eq!(find(AuditQuery { person: Some("nobody"), ..AuditQuery::default() }).await.unwrap_err(), Error::NotFound);
        let before = find(AuditQuery { to: Some(next_day), ..AuditQuery::default() }).await.unwrap();
        let after = find(AuditQuery { from: Some(next_day), ..AuditQuery::default() }).await.unwrap();
        assert_eq!((after.len(), before.len() + after.len()), (1, everything.len()));

        let mut turned = vec![];
        loop {
            let last = turned.last().map(|line: &mfa::AuditLine| line.id.clone());
            let query = AuditQuery { before: last.as_deref(), ..AuditQuery::default() };
            let page = fixture.latchkey.admin().audit(&admin, query, 4).await.unwrap();
            turned.extend(page.lines);
            if !page.older {
                break;
            }
        }
        assert_eq!(turned, everything);
        assert_eq!(fixture.latchkey.admin().audit(&session, AuditQuery::default(), 9).await.unwrap_err(), Error::NotFound);
        assert_eq!(fixture.latchkey.admin().note_audit_export(&fixture.caller, &session, "").await.unwrap_err(), Error::NotFound);
        fixture.latchkey.admin().note_audit_export(&fixture.caller, &admin, "event=sign_up").await.unwrap();
        let exported = find(AuditQuery { person: Some("admin@example.org"), event: Some("audit_exported"), ..AuditQuery::default() }).await;
        assert_eq!(exported.unwrap()[0].actor_name.as_deref(), Some("admin@example.org"));
    }
}
