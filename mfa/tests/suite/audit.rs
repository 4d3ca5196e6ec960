use crate::lab::{Lab, on_each_database};
use mfa::{Caller, view::Activity};

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
}
