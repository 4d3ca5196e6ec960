//! Everything that a passkey is good for, tried with one and the same forgery.

use super::steps::{Owner, REGISTER, SIGN_IN, VERIFY, finish, options, passkeys, prove, register};
use crate::support::{Answer, Client, TestApp};
use authenticator::{Authenticator, Forgery};

pub(super) struct Flows {
    pub(super) owner: Owner,
    pub(super) challenged: Client,
    pub(super) anonymous: Client,
}

impl Flows {
    pub(super) async fn start(app: &TestApp, owner: Owner) -> Self {
        Self { challenged: owner.challenged(app).await, anonymous: app.anonymous(), owner }
    }

    /// Nothing comes of it, neither a passkey nor a session, and an honest answer to the same question comes too late.
    pub(super) async fn refuse(&mut self, forgery: &Forgery, code: &str) {
        self.refuse_registration(forgery, code).await;
        self.refuse_proofs(forgery, code).await;
    }

    pub(super) async fn refuse_registration(&mut self, forgery: &Forgery, code: &str) {
        let Self { owner, .. } = self;
        let before = owner.passkeys().await;
        let mut authenticator = Authenticator::synced(super::steps::ORIGIN);
        let options = options(&mut owner.browser, REGISTER).await;
        let forged = authenticator.clone().register(&options, forgery).unwrap();
        assert_refused(&finish(&mut owner.browser, REGISTER, &forged).await, code, REGISTER);
        let honest = authenticator.register(&options, &Forgery::none()).unwrap();
        assert_eq!(finish(&mut owner.browser, REGISTER, &honest).await.assert_status(409).code(), "passkey_ceremony_over");
        assert_eq!(owner.passkeys().await, before);
    }

    pub(super) async fn refuse_proofs(&mut self, forgery: &Forgery, code: &str) {
        let Self { owner: Owner { browser, authenticator, .. }, challenged, anonymous } = self;
        for (browser, what, step) in [(challenged, VERIFY, "challenge"), (&mut *browser, VERIFY, "done"), (anonymous, SIGN_IN, "sign_in")] {
            let options = options(browser, what).await;
            let cookies = session_cookies(browser);
            // Both answers come from copies: the counter of the forged one must not stand in the way of the honest one.
            let forged = authenticator.clone().assert(&options, forgery).unwrap();
            assert_refused(&finish(browser, what, &forged).await, code, what);
            let honest = authenticator.clone().assert(&options, &Forgery::none()).unwrap();
            assert_eq!(finish(browser, what, &honest).await.assert_status(409).code(), "passkey_ceremony_over", "{what}");
            assert_eq!((browser.step().await.as_str(), session_cookies(browser)), (step, cookies), "{what}");
        }
        assert!(passkeys(browser).await.iter().all(|passkey| passkey["last_used_at"].is_null()), "a refusal is no use");
    }

    /// It counts as if it were honest.
    pub(super) async fn accept(mut self, forgery: &Forgery) {
        let mut authenticator = Authenticator::synced(super::steps::ORIGIN);
        register(&mut self.owner.browser, &mut authenticator, forgery).await.assert_status(200);
        self.accept_proofs(forgery).await;
    }

    pub(super) async fn accept_proofs(&mut self, forgery: &Forgery) {
        let Self { owner: Owner { browser, authenticator, .. }, challenged, anonymous } = self;
        for (browser, what) in [(challenged, VERIFY), (browser, VERIFY), (anonymous, SIGN_IN)] {
            prove(browser, what, authenticator, forgery).await.assert_status(200);
            assert_eq!(browser.step().await, "done", "{what}");
        }
    }

    /// Whatever was refused before: the passkey itself is as good as ever.
    pub(super) async fn accept_honest_proofs(mut self) {
        self.accept_proofs(&Forgery::none()).await;
    }
}

#[track_caller]
fn assert_refused(answer: &Answer, code: &str, what: &str) {
    assert!(answer.status.is_client_error(), "{what}: {} {}", answer.status, answer.body);
    assert_eq!(answer.code(), code, "{what}");
}

fn session_cookies(browser: &Client) -> Vec<Option<String>> {
    ["latchkey", "latchkey-half"].map(|name| browser.cookies.get(name).cloned()).to_vec()
}
