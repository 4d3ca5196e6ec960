//! Many at once.

use super::steps::{ORIGIN, Owner, REGISTER, SIGN_IN, VERIFY, answered, finish, options, passkeys, register};
use crate::support::{Answer, Client, everywhere};
use authenticator::{Authenticator, Forgery};
use futures::future::join_all;
use serde_json::{Value, json};
use std::time::Duration;

const AT_ONCE: usize = 20;
const ROUNDS: usize = 8;

/// The same answer from many connections of one browser.
async fn post_at_once(browser: &Client, what: &'static str, answer: &Value) -> Vec<Answer> {
    let posts = (0..AT_ONCE).map(|_| {
        let (mut browser, answer) = (browser.clone(), answer.clone());
        tokio::spawn(async move { finish(&mut browser, what, &answer).await })
    });
    join_all(posts).await.into_iter().map(Result::unwrap).collect()
}

fn assert_one_won(answers: &[Answer], what: &str) {
    let won = answers.iter().filter(|answer| answer.status.is_success()).count();
    let lost = answers.iter().filter(|answer| answer.status.is_client_error()).count();
    let statuses: Vec<_> = answers.iter().map(|answer| (answer.status.as_u16(), &answer.body)).collect();
    assert_eq!((won, lost), (1, AT_ONCE - 1), "{what}: {statuses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_posts_of_one_answer_one_counts() {
    everywhere(async |app| {
        let mut owner = Owner::new(&app, "a@example.org", Authenticator::security_key(ORIGIN)).await;
        for _ in 0..ROUNDS {
            let mut challenged = owner.challenged(&app).await;
            let mut anonymous = app.anonymous();
            for (browser, what) in [(&mut challenged, VERIFY), (&mut anonymous, SIGN_IN)] {
                let answer = answered(browser, what, &mut owner.authenticator, &Forgery::none()).await;
                assert_one_won(&post_at_once(browser, what, &answer).await, what);
            }
        }
        let asked = options(&mut owner.browser, REGISTER).await;
        let answer = Authenticator::synced(ORIGIN).register(&asked, &Forgery::none()).unwrap();
        let answers = post_at_once(&owner.browser, REGISTER, &answer).await;
        assert_one_won(&answers, REGISTER);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_copies_that_count_alike_one_gets_in() {
    everywhere(async |app| {
        let mut owner = Owner::new(&app, "a@example.org", Authenticator::security_key(ORIGIN)).await;
        for counter in (1..=ROUNDS).map(|round| u32::try_from(1000 * round).unwrap()) {
            let mut copies = Vec::new();
            for _ in 0..AT_ONCE {
                let mut browser = app.anonymous();
                let answer = answered(&mut browser, SIGN_IN, &mut owner.authenticator, &Forgery::none().counter(counter)).await;
                copies.push((browser, answer));
            }
            let posts =
                copies.into_iter().map(|(mut browser, answer)| tokio::spawn(async move { finish(&mut browser, SIGN_IN, &answer).await }));
            let answers: Vec<Answer> = join_all(posts).await.into_iter().map(Result::unwrap).collect();
            assert_one_won(&answers, SIGN_IN);
            for refused in answers.iter().filter(|answer| !answer.status.is_success()) {
                assert_eq!(refused.assert_status(401).code(), "passkey_cloned");
            }
        }
        let told = owner.browser.call("activity/list", &json!({ "limit": 100 })).await.json();
        let cloned = told.as_array().unwrap().iter().filter(|entry| entry["event"] == "passkey_cloned");
        let seen = cloned.map(|entry| entry["times"].as_u64().unwrap()).sum::<u64>();
        assert_eq!(usize::try_from(seen), Ok(ROUNDS * (AT_ONCE - 1)), "the user sees each counted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_accounts_that_claim_one_credential_one_gets_it() {
    everywhere(async |app| {
        let mut claims = Vec::new();
        for number in 0..6 {
            let mut browser = app.half(&format!("{number}@example.org")).await;
            let asked = options(&mut browser, REGISTER).await;
            let answer = Authenticator::synced(ORIGIN).register(&asked, &Forgery::none().credential_id([9; 32])).unwrap();
            claims.push(tokio::spawn(async move { finish(&mut browser, REGISTER, &answer).await }));
        }
        let answers: Vec<Answer> = join_all(claims).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(answers.iter().filter(|answer| answer.status.is_success()).count(), 1);
        for answer in answers.iter().filter(|answer| !answer.status.is_success()) {
            assert_eq!(answer.assert_status(409).code(), "passkey_already_registered");
        }
    })
    .await;
}

/// Two calls of one browser at the same moment.
async fn both(browser: &Client, calls: [(&'static str, Value); 2]) -> [Answer; 2] {
    let [first, second] = calls.map(|(name, arguments)| {
        let mut browser = browser.clone();
        tokio::spawn(async move { browser.call(name, &arguments).await })
    });
    [first.await.unwrap(), second.await.unwrap()]
}

#[tokio::test(flavor = "multi_thread")]
async fn two_removals_at_once_never_leave_no_passkey() {
    everywhere(async |app| {
        for round in 0..ROUNDS {
            let mut owner = Owner::synced(&app, &format!("{round}@example.org")).await;
            owner.another().await;
            let ids: Vec<Value> = owner.passkeys().await.iter().map(|passkey| json!({ "id": passkey["id"] })).collect();
            let answers = both(&owner.browser, [("passkey/delete", ids[0].clone()), ("passkey/delete", ids[1].clone())]).await;
            let left = owner.passkeys().await.len();
            let removed = answers.iter().filter(|answer| answer.status.is_success()).count();
            let refused = answers.iter().filter(|answer| answer.status.as_u16() == 409).count();
            assert_eq!((left, removed, refused), (1, 1, 1), "{answers:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_passkey_and_app_at_once_never_leaves_neither() {
    everywhere(async |app| {
        for round in 0..ROUNDS {
            let mut user = app.user(&format!("{round}@example.org")).await;
            app.advance(Duration::from_secs(30));
            let code = user.code();
            user.call("totp/verify", &json!({ "code": code, "device": null })).await.assert_status(200);
            register(&mut user, &mut Authenticator::synced(ORIGIN), &Forgery::none()).await.assert_status(200);
            let device = json!({ "id": user.call("device/list", &json!({})).await.json()[0]["id"] });
            let passkey = json!({ "id": passkeys(&mut user).await[0]["id"] });
            let answers = both(&user, [("device/remove", device), ("passkey/delete", passkey)]).await;
            let devices = user.call("device/list", &json!({})).await.json().as_array().unwrap().len();
            let left = devices + passkeys(&mut user).await.len();
            let removed = answers.iter().filter(|answer| answer.status.is_success()).count();
            let refused = answers.iter().filter(|answer| answer.status.as_u16() == 409).count();
            assert_eq!((left, removed, refused), (1, 1, 1), "{answers:?}");
        }
    })
    .await;
}
