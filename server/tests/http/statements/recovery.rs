//! The statements of a recovery: begun, led on by a day, stopped, and completed. One address is told.

use super::{challenged, walk::Walk};
use crate::support::{PASSWORD, TestApp, recorded};
use mfa::mail::MailKind;
use std::time::Duration;

const ASK: &str = "/mfa/account-recovery";
const DAY: Duration = Duration::from_hours(24);

/// The path of the main link of the mail of this kind.
async fn link(app: &TestApp, kind: MailKind) -> String {
    app.latchkey.deliveries().advance_recoveries().await.unwrap();
    let mails = app.mails().await;
    let mail = mails.iter().find(|mail| mail.kind == kind).unwrap();
    format!("/m/{}", mail.params.link.as_deref().unwrap())
}

#[tokio::test]
async fn recovery() {
    let app = TestApp::build().confirms_addresses().start().await;
    let user = app.user("a@example.org").await;
    app.mails().await;
    app.advance(DAY * 8);
    let mut taken = vec![];
    for is_stopped in [true, false] {
        let mut walk = Walk::of(challenged(&app, &user.email).await);
        let page = walk.get(ASK).await;
        walk.submit(&page, ASK, &[]).await.assert_status(303);
        let begin = link(&app, MailKind::ConfirmRecovery).await;
        let page = walk.get(&begin).await;
        walk.submit(&page, &begin, &[("current", PASSWORD)]).await.assert_status(303);
        taken.push(walk.taken());
        let stop = link(&app, MailKind::RecoveryStarted).await;
        let mut walk = Walk::of(app.anonymous());
        if is_stopped {
            let page = walk.get(&stop).await;
            walk.submit(&page, &stop, &[]).await.assert_status(303);
            taken.push(walk.taken());
            app.advance(DAY * 8);
            app.execute("UPDATE account SET password_due_at = NULL").await;
            continue;
        }
        app.advance(DAY);
        let ((), day) = recorded(async { app.latchkey.deliveries().advance_recoveries().await.unwrap() }).await;
        taken.push(vec![day.len()]);
        for _ in 0..2 {
            link(&app, MailKind::RecoveryDay).await;
            app.advance(DAY);
        }
        let finish = link(&app, MailKind::RecoveryReady).await;
        let page = walk.get(&finish).await;
        let answer = walk.submit(&page, &finish, &[("current", PASSWORD)]).await;
        walk.follow(&answer).await.assert_status(200);
        taken.push(walk.taken());
    }
    // Asked for and begun, then stopped; begun again, a day later, and the session that sets up a new method.
    assert_eq!(taken, [vec![4, 12, 2, 34], vec![3, 18], vec![4, 12, 2, 34], vec![12], vec![4, 31, 2]]);
}
