//! Answers that no browser gives: refused, never a failure of the server.

use super::steps::{ORIGIN, Owner, REGISTER, SIGN_IN, VERIFY, answered, finish, options, passkeys};
use crate::support::{Answer, Client, TestApp};
use authenticator::{Authenticator, Cbor, Forgery};
use serde_json::{Value, json};

struct Bench {
    owner: Owner,
    anonymous: Client,
}

impl Bench {
    async fn new(app: &TestApp) -> Self {
        Self { owner: Owner::synced(app, "a@example.org").await, anonymous: app.anonymous() }
    }

    fn browser(&mut self, what: &str) -> &mut Client {
        if what == SIGN_IN { &mut self.anonymous } else { &mut self.owner.browser }
    }

    /// The answer that an honest browser would send now.
    async fn honest(&mut self, what: &str, forgery: &Forgery) -> Value {
        if what == REGISTER {
            let asked = options(&mut self.owner.browser, REGISTER).await;
            return Authenticator::synced(ORIGIN).register(&asked, forgery).unwrap();
        }
        let browser = if what == SIGN_IN { &mut self.anonymous } else { &mut self.owner.browser };
        answered(browser, what, &mut self.owner.authenticator, forgery).await
    }

    async fn refuse(&mut self, what: &str, answer: &Value, wrong: &str) {
        let sent = finish(self.browser(what), what, answer).await;
        let shown: String = wrong.chars().take(100).collect();
        assert_refused(&sent, &format!("{what}: {shown}"));
    }

    async fn assert_unharmed(mut self) {
        assert_eq!(passkeys(&mut self.owner.browser).await.len(), 1);
        for what in [VERIFY, SIGN_IN, REGISTER] {
            let answer = self.honest(what, &Forgery::none()).await;
            finish(self.browser(what), what, &answer).await.assert_status(200);
        }
    }
}

#[track_caller]
fn assert_refused(answer: &Answer, what: &str) {
    assert!(answer.status.is_client_error(), "{what}: {} {}", answer.status, answer.body);
    assert!(!answer.code().is_empty(), "{what}: {}", answer.body);
}

/// Values of every kind that JSON has.
fn oddities() -> Vec<Value> {
    let deep = (0..100).fold(json!("x"), |inner, _| json!([inner]));
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("="),
        json!("not base64 !"),
        json!("AA=="),
        json!("\u{0}"),
        json!("💥"),
        json!([]),
        json!([1, 2, 3]),
        json!({}),
        json!({ "$ne": null }),
        json!("A".repeat(50_000)),
        deep,
    ]
}

#[tokio::test]
async fn every_member_is_needed_in_its_own_shape() {
    let app = TestApp::start().await;
    let mut bench = Bench::new(&app).await;
    for (what, members) in [
        (REGISTER, vec!["/id", "/rawId", "/type", "/response", "/response/clientDataJSON", "/response/attestationObject"]),
        (
            VERIFY,
            vec!["/id", "/rawId", "/type", "/response", "/response/clientDataJSON", "/response/authenticatorData", "/response/signature"],
        ),
        (
            SIGN_IN,
            vec![
                "/id",
                "/rawId",
                "/type",
                "/response",
                "/response/clientDataJSON",
                "/response/authenticatorData",
                "/response/signature",
                "/response/userHandle",
            ],
        ),
    ] {
        for member in members {
            for oddity in oddities() {
                let mut answer = bench.honest(what, &Forgery::none()).await;
                let wrong = format!("{member} {oddity}");
                *answer.pointer_mut(member).unwrap() = oddity;
                bench.refuse(what, &answer, &wrong).await;
            }
        }
    }
    bench.assert_unharmed().await;
}

#[tokio::test]
async fn what_is_no_answer_at_all_is_refused() {
    let app = TestApp::start().await;
    let mut bench = Bench::new(&app).await;
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    let deep_members = format!("{}1{}", r#"{"a":"#.repeat(8_000), "}".repeat(8_000));
    let bodies = ["", "{", "null", "[]", "1", "\"x\"", "{}", "{\"response\":{}}", "\u{feff}{}", "id=1&rawId=2", &deep, &deep_members];
    for what in [REGISTER, VERIFY, SIGN_IN] {
        for body in bodies {
            let headers = [("origin", ORIGIN), ("content-type", "application/json")];
            let path = format!("/api/latchkey/passkey/{what}/finish");
            let answer = bench.browser(what).post_with(&path, &headers, body).await;
            assert_refused(&answer, &format!("{what} {}", body.chars().take(40).collect::<String>()));
        }
        let answer = finish(bench.browser(what), what, &json!({ "x": "x".repeat(200_000) })).await;
        assert!(answer.status.is_client_error(), "{what}: {}", answer.status);
        for (content_type, origin) in
            [("text/plain", ORIGIN), ("application/x-www-form-urlencoded", ORIGIN), ("application/json", "https://evil.example")]
        {
            let honest = bench.honest(what, &Forgery::none()).await.to_string();
            let path = format!("/api/latchkey/passkey/{what}/finish");
            let headers = [("origin", origin), ("content-type", content_type)];
            let answer = bench.browser(what).post_with(&path, &headers, &honest).await;
            assert!(answer.status.is_client_error(), "{what} {content_type} {origin}: {}", answer.status);
        }
    }
    bench.assert_unharmed().await;
}

#[tokio::test]
async fn client_data_that_is_none_is_refused() {
    let app = TestApp::start().await;
    let mut bench = Bench::new(&app).await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for what in [REGISTER, VERIFY, SIGN_IN] {
        let honest = bench.honest(what, &Forgery::none()).await;
        let challenge = json!(honest["response"]["clientDataJSON"]);
        for bytes in [
            b"".to_vec(),
            b"{".to_vec(),
            b"null".to_vec(),
            b"[]".to_vec(),
            vec![0xff; 100],
            deep.clone().into_bytes(),
            format!(r#"{{"type":"webauthn.get","type":"webauthn.create","challenge":{challenge},"origin":"{ORIGIN}"}}"#).into_bytes(),
            br#"{"type":1,"challenge":2,"origin":3}"#.to_vec(),
        ] {
            let wrong = String::from_utf8_lossy(&bytes).into_owned();
            let answer = bench.honest(what, &Forgery::none().client_data_json(bytes)).await;
            bench.refuse(what, &answer, &wrong).await;
        }
    }
    bench.assert_unharmed().await;
}

#[tokio::test]
async fn authenticator_data_of_any_length_is_survived() {
    let app = TestApp::start().await;
    let mut bench = Bench::new(&app).await;
    for what in [REGISTER, VERIFY, SIGN_IN] {
        for length in [0, 1, 32, 33, 36, 37, 38, 53, 54, 55, 56, 100, 5000] {
            for byte in [0x00, 0x45, 0xc5, 0xff] {
                let answer = bench.honest(what, &Forgery::none().authenticator_data(vec![byte; length])).await;
                bench.refuse(what, &answer, &format!("{length} times {byte}")).await;
            }
        }
    }
    bench.assert_unharmed().await;
}

#[tokio::test]
async fn cbor_that_is_none_is_refused() {
    let app = TestApp::start().await;
    let mut bench = Bench::new(&app).await;
    let deep = [vec![0x81; 30_000], vec![0x00]].concat();
    let tagged = [vec![0xc1; 30_000], vec![0x00]].concat();
    for bytes in [
        vec![],
        vec![0xff],
        vec![0xa3],
        vec![0xa0],
        vec![0x5f; 1000],
        vec![0x9f; 1000],
        // Maps, bytes and texts that claim to be as long as the address space.
        [vec![0xbb], vec![0xff; 8]].concat(),
        [vec![0x5b], vec![0xff; 8]].concat(),
        [vec![0x7b], vec![0xff; 8]].concat(),
        [vec![0x9b, 0x00, 0x00, 0x00, 0xff], vec![0xff; 4]].concat(),
        deep,
        tagged,
    ] {
        let wrong = format!("{bytes:x?}");
        let answer = bench.honest(REGISTER, &Forgery::none().attestation_object(bytes)).await;
        bench.refuse(REGISTER, &answer, &wrong).await;
    }
    for format in ["packed", "tpm", "android-key", "android-safetynet", "fido-u2f", "apple", "compound", "unheard-of", ""] {
        for statement in [Cbor::Map(vec![]), Cbor::Null, Cbor::Array(vec![Cbor::Null; 3])] {
            let wrong = format!("{format} {statement:?}");
            let answer = bench.honest(REGISTER, &Forgery::none().attestation(format, statement)).await;
            bench.refuse(REGISTER, &answer, &wrong).await;
        }
    }
    bench.assert_unharmed().await;
}

#[tokio::test]
async fn more_than_was_asked_for_is_tolerated() {
    let app = TestApp::start().await;
    let mut bench = Bench::new(&app).await;
    for what in [VERIFY, SIGN_IN, REGISTER] {
        let mut answer = bench.honest(what, &Forgery::none()).await;
        answer["clientExtensionResults"] =
            json!({ "credProps": { "rk": true }, "prf": { "enabled": true }, "unheardOf": [1, { "a": null }] });
        answer["future"] = json!({ "deep": [[[]]] });
        answer["response"]["future"] = json!(1);
        answer["verified"] = json!(true);
        answer["user_id"] = json!("0");
        let sent = finish(bench.browser(what), what, &answer).await;
        sent.assert_status(200);
    }
    for what in [REGISTER, VERIFY, SIGN_IN] {
        for member in ["clientExtensionResults", "authenticatorAttachment"] {
            for oddity in oddities() {
                let mut answer = bench.honest(what, &Forgery::none()).await;
                answer[member] = oddity.clone();
                let sent = finish(bench.browser(what), what, &answer).await;
                let fine = sent.status.is_success() || sent.status.is_client_error();
                assert!(fine, "{what} {member}: {} {}", sent.status, sent.body);
            }
        }
    }
}

#[tokio::test]
async fn a_beginning_takes_any_body() {
    let app = TestApp::start().await;
    let mut bench = Bench::new(&app).await;
    for what in [REGISTER, VERIFY, SIGN_IN] {
        for oddity in oddities() {
            for body in [oddity.clone(), json!({ "next": oddity })] {
                let answer = bench.browser(what).call(&format!("passkey/{what}/begin"), &body).await;
                assert!(answer.status.is_success() || answer.status.is_client_error(), "{what}: {} {}", answer.status, answer.body);
            }
        }
    }
    bench.assert_unharmed().await;
}
