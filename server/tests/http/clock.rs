//! Pages while the server's clock is wrong, and once it is right again: the table in `docs/operating.md`, "The clock".

use crate::support::{Answer, Client, TestApp, User, everywhere};
use serde_json::{Value, json};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

#[derive(Clone, Copy, Debug)]
enum Jump {
    Ahead(Duration),
    Back(Duration),
}

impl Jump {
    const ALL: [Self; 4] = [Self::Ahead(DAY.saturating_mul(2)), Self::Back(DAY.saturating_mul(2)), Self::Ahead(HOUR), Self::Back(HOUR)];

    fn happens(self, app: &TestApp) {
        match self {
            Self::Ahead(by) => app.clock().put_ahead(by),
            Self::Back(by) => app.clock().put_back(by),
        }
    }

    fn is_put_right(self, app: &TestApp) {
        match self {
            Self::Ahead(by) => Self::Back(by),
            Self::Back(by) => Self::Ahead(by),
        }
        .happens(app);
    }
}

/// The people whom a jump meets.
struct People {
    signed_in: User,
    signs_in: User,
    waits: User,
    holds: User,
    held: String,
    enrolls: Client,
    enrollment: Value,
}

impl People {
    async fn meet(app: &TestApp, jump: Jump) -> Self {
        let name = |what: &str| format!("{what}-{}@example.org", format!("{jump:?}").replace(['(', ')'], ""));
        let [signed_in, signs_in, waits] = [app.user(&name("a")).await, app.user(&name("b")).await, app.user(&name("c")).await];
        for _ in 0..2 {
            let mut browser = with_password(app, &waits).await;
            for _ in 0..5 {
                code(&mut browser, "000000").await.assert_status(401);
            }
        }
        let mut holds = app.user(&name("d")).await;
        app.advance(Duration::from_secs(300));
        holds.submit("/account/recovery-codes", &[]).await.assert_leads_to("/mfa/verify");
        let held = holds.proof_for_form().await;
        let mut enrolls = app.half(&name("e")).await;
        let enrollment = enrolls.call("totp/begin", &json!({ "replaces": null })).await.assert_status(200).json();
        Self { signed_in, signs_in, waits, holds, held, enrolls, enrollment }
    }
}

async fn with_password(app: &TestApp, user: &User) -> Client {
    let mut browser = app.anonymous();
    browser.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    browser
}

async fn code(browser: &mut Client, code: &str) -> Answer {
    browser.submit("/mfa/verify", &[("code", code)]).await
}

fn assert_signed_out(answer: &Answer) {
    let to = answer.header("location");
    assert!(answer.status.is_redirection() && to.starts_with("/sign-in"), "{} {to}", answer.status);
}

#[tokio::test]
async fn a_clock_that_jumps_locks_nobody_out_and_keeps_nothing_alive() {
    everywhere(async |app| {
        for jump in Jump::ALL {
            let mut people = People::meet(&app, jump).await;
            let phone = people.signs_in.code();
            jump.happens(&app);

            // A session counts for a half hour without a visit. One that was seen in the future is over as well.
            assert_signed_out(&people.signed_in.get("/account/security").await);
            assert_signed_out(&people.holds.submit_as_it_is(&people.held, &[("code", "000000")]).await);
            assert_signed_out(&people.enrolls.get("/mfa/totp").await);
            // The password counts, and so does what doesn't depend on the time. The phone shows the codes of another time.
            let mut browser = with_password(&app, &people.signs_in).await;
            code(&mut browser, &phone).await.assert_status(401);
            // Ahead, the wait is over; back, it would last longer than any wait may.
            let mut browser = with_password(&app, &people.waits).await;
            code(&mut browser, &people.waits.code()).await.assert_leads_to("/account/security");

            jump.is_put_right(&app);
            app.advance(MINUTE);
            // A session that made no request meanwhile is as it was.
            people.signed_in.get("/account/security").await.assert_status(200);
            let proof = people.holds.code();
            people.holds.submit(&people.held, &[("code", &proof)]).await.assert_leads_to("/mfa/recovery-codes");
            let begun = people.enrolls.call("totp/begin", &json!({ "replaces": null })).await;
            assert_eq!(begun.assert_status(200).json()["uri"], people.enrollment["uri"], "the code that was scanned");
            // A session that made one has ended.
            assert_signed_out(&browser.get("/account/security").await);
            for user in [&people.signs_in, &people.waits] {
                let mut browser = user.sign_in_again(app.anonymous()).await;
                browser.get("/account/security").await.assert_status(200);
            }
        }
    })
    .await;
}
