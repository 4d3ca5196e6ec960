use crate::lab::{Lab, on_each_database};
use mfa::{AuditQuery, Caller, Error, view::Activity};

fn events(activity: &[Activity]) -> Vec<&str> {
    activity.iter().rev().map(|line| line.event.as_str()).collect()
}

on_each_database! {
    async fn the_whole_way_is_on_record(lab: Lab) {
        let (session, app, codes) = lab.settled("a@example.org").await;
        let code = app.code(lab.now());
        lab.pass_seconds(60);
        let half = lab.sign_in("a@example.org").await;
        lab.totp(&half, &app.wrong_code(lab.now())).await.unwrap_err();
        lab.pass_seconds(1);
        lab.recovery(&half, &codes[0]).await.unwrap();
        let activity = lab.latchkey.activity(&session, 100).await.unwrap();
        assert_eq!(
            events(&activity),
            [
                "sign_up", "totp_added", "sign_in_complete", "recovery_codes_created", "recovery_codes_acknowledged",
                "sign_in", "code_refused", "recovery_code_used", "sign_in_complete",
            ]
        );
        let refused = activity.iter().find(|line| line.event == "code_refused").unwrap();
        assert_eq!((refused.result.as_str(), refused.method.as_deref(), refused.address.as_str()), ("refused", Some("totp"), "192.0.2.1"));
        assert!(activity.iter().all(|line| line.detail.as_ref().is_none_or(|detail| !detail.contains(&code))));
    }

    async fn a_replay_is_told_apart_and_told_to_the_user(lab: Lab) {
        let (_, app, _) = lab.settled("a@example.org").await;
        lab.pass_seconds(60);
        let thief = lab.sign_in("a@example.org").await;
        let half = lab.sign_in("a@example.org").await;
        let code = app.code(lab.now());
        lab.totp(&half, &code).await.unwrap();
        lab.pass_seconds(1);
        lab.totp(&thief, &code).await.unwrap_err();
        lab.pass_seconds(60);
        let half = lab.sign_in("a@example.org").await;
        let session = lab.totp(&half, &app.code(lab.now())).await.unwrap().session;
        let overview = lab.latchkey.overview(&session).await.unwrap();
        assert_eq!(overview.activity.iter().filter(|line| line.event == "code_replayed").count(), 1);
        assert_eq!(overview.failed_codes_since, 1);
    }

    async fn only_ones_own_activity_is_seen(lab: Lab) {
        let (a, _, _) = lab.settled("a@example.org").await;
        let (b, _, _) = lab.settled("b@example.org").await;
        lab.latchkey.rename_device(&lab.caller, &b, &lab.latchkey.devices(&b).await.unwrap()[0].id, "b's phone").await.unwrap();
        let activity = lab.latchkey.activity(&a, 100).await.unwrap();
        assert!(activity.iter().all(|line| line.event != "totp_renamed"));
    }

    async fn the_operator_leaves_a_line_with_the_reason(lab: Lab) {
        lab.settled("a@example.org").await;
        lab.latchkey.reset_mfa("A@example.org", "called from the known number").await.unwrap();
        let half = lab.sign_in("a@example.org").await;
        let (opened, _) = lab.enroll(&half).await;
        let activity = lab.latchkey.activity(&opened.session, 100).await.unwrap();
        let reset = activity.iter().find(|line| line.event == "mfa_reset").unwrap();
        assert_eq!(reset.detail.as_deref(), Some("called from the known number"));
        assert_eq!(reset.agent, Caller::operator().agent);
    }

    async fn administrators_find_lines_by_event_person_and_day(lab: Lab) {
        let (session, app, _) = lab.settled("a@example.org").await;
        let (_, theirs, _) = lab.settled("admin@example.org").await;
        lab.latchkey.grant_administrator("admin@example.org").await.unwrap();
        lab.pass_seconds(30);
        let admin = lab.totp(&lab.sign_in("admin@example.org").await, &theirs.code(lab.now())).await.unwrap().session;
        let half = lab.sign_in("a@example.org").await;
        lab.totp(&half, &app.wrong_code(lab.now())).await.unwrap_err();
        let next_day = lab.now().0 + 86_400_000;
        lab.pass_seconds(86_400);
        lab.latchkey.reset_mfa("a@example.org", "lost phone").await.unwrap();

        let find = async |query| lab.latchkey.audit(&admin, query, 100).await.map(|page| page.lines);
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
            let page = lab.latchkey.audit(&admin, query, 4).await.unwrap();
            turned.extend(page.lines);
            if !page.older {
                break;
            }
        }
        assert_eq!(turned, everything);
        assert_eq!(lab.latchkey.audit(&session, AuditQuery::default(), 9).await.unwrap_err(), Error::NotFound);
        assert_eq!(lab.latchkey.note_audit_export(&lab.caller, &session, "").await.unwrap_err(), Error::NotFound);
        lab.latchkey.note_audit_export(&lab.caller, &admin, "event=sign_up").await.unwrap();
        let exported = find(AuditQuery { person: Some("admin@example.org"), event: Some("audit_exported"), ..AuditQuery::default() }).await;
        assert_eq!(exported.unwrap()[0].actor_name.as_deref(), Some("admin@example.org"));
    }
}
