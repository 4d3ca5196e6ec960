//! An application that signs tokens, and the server and the commands beside it.

use super::{PATIENCE, application, run, told};
use crate::{
    installation::Installation,
    server::{ORIGIN, Server, free_port},
};
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use mfa::{Clock, SystemClock};
use serde_json::json;
use testbed::{Database, token::TokenKey, until};

const ISSUER: &str = "https://accounts.example.org";
const SECURITY: &str = "/security/account/security";

/// The published keys.
fn shop(request: &Request) -> Response {
    match request.uri().path() {
        "/jwks.json" => json!({ "keys": [TokenKey::new(7).jwk()] }).to_string().into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn settings(port: u16) -> Vec<(&'static str, String)> {
    vec![
        ("LATCHKEY__APPLICATION__TOKEN_COOKIE", "shop".to_owned()),
        ("LATCHKEY__APPLICATION__TOKEN_ISSUER", ISSUER.to_owned()),
        ("LATCHKEY__APPLICATION__TOKEN_KEYS", format!("http://127.0.0.1:{port}/jwks.json")),
    ]
}

async fn serve(installation: &Installation, settings: &[(&'static str, String)]) -> Server {
    let settings: Vec<_> = settings.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Server::start(installation, &settings).await
}

fn sign(audience: &str, seconds: i64) -> String {
    let now = SystemClock.now().unix_seconds();
    let now = i64::try_from(now).unwrap();
    let claims = json!({ "iss": ISSUER, "aud": audience, "sub": "7", "sid": "a-hash-of-it", "iat": now - 30, "exp": now + seconds, "name": "Mira\u{1b}[2J" });
    let key = TokenKey::new(7);
    key.sign(&json!({ "alg": "ES256", "kid": key.kid }), &claims)
}

#[tokio::test(flavor = "multi_thread")]
async fn users_of_the_application_enroll_by_its_tokens() {
    let port = application(shop).await;
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let server = serve(&installation, &settings(port)).await;
        until("the keys were read", PATIENCE, async || server.log().contains("tokens of the application tell who is signed in")).await;
        let token = sign(ORIGIN, 120);
        let mira = server.get_with(SECURITY, &format!("Cookie: shop={token}\r\n")).await.unwrap();
        mira.assert_leads_to("/security/mfa");
        assert!(mira.header("set-cookie").starts_with("latchkey-half-3000="));
        for bad in [sign("https://elsewhere.example", 120), sign(ORIGIN, -10), sign(ORIGIN, 700), format!("{token}x"), "x".to_owned()] {
            let nobody = server.get_with(SECURITY, &format!("Cookie: shop={bad}\r\n")).await.unwrap();
            nobody.assert_leads_to("/login?next=%2Fsecurity%2Faccount%2Fsecurity");
        }
        assert!(installation.run(&["user", "list"]).ends_with("  7\n"));
        let log = server.kill();
        assert!(log.contains("Latchkey is ready beside an application"), "{log}");
        assert_eq!(log.matches("isn't valid here").count(), 1, "{log}");
        assert!(!log.contains("a-hash-of-it") && !log.contains(&token), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_start_tells_that_the_keys_cannot_be_read() {
    for (port, warning) in [
        (free_port(), "application.token_keys can't be read: no connection"),
        (application(|_| "[]".into_response()).await, "isn't a JSON Web Key Set"),
    ] {
        let installation = Installation::new(Database::Sqlite).await;
        let server = serve(&installation, &settings(port)).await;
        until(warning, PATIENCE, async || server.log().lines().any(|line| line.contains("WARN") && line.contains(warning))).await;
        let answer = server.get_with(SECURITY, &format!("Cookie: shop={}\r\n", sign(ORIGIN, 120))).await.unwrap();
        assert_eq!(answer.status, 503);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_shows_what_a_token_is_taken_for() {
    let installation = Installation::new(Database::Sqlite).await;
    let port = application(shop).await;
    let settings = [&settings(port)[..], &[("LATCHKEY__SERVER__PUBLIC_ORIGIN", ORIGIN.to_owned())]].concat();
    let who = async |arguments: &[&str]| told(&run(&installation, &[&["check", "who"], arguments].concat(), &settings).await);
    let token = sign(ORIGIN, 120);

    let (status, out, error) = who(&["--cookie", &format!("Cookie: a=b; shop={token}")]).await;
    let expected = format!(
        "token: cookie shop\nkeys: 1 at http://127.0.0.1:{port}/jwks.json\nverdict: signed in\nid: 7\nname: Mira\\u{{1b}}[2J\nsession: 12 characters\n"
    );
    assert_eq!((status, out), (Some(0), expected), "{error}");
    let (status, out, _) = who(&["--token", &token]).await;
    assert!(status == Some(0) && out.contains("verdict: signed in\n"), "{out}");
    let (status, out, _) = who(&[]).await;
    assert!(status == Some(0) && out.ends_with("verdict: nobody is signed in, since there is no token\n"), "{out}");
    for (bad, reason) in [
        (sign("https://elsewhere.example", 120), "its `aud` doesn't name the public origin"),
        (sign(ORIGIN, -10), "it has expired"),
        (format!("{token}AAAA"), "its signature isn't valid"),
    ] {
        let (status, out, _) = who(&["--token", &bad]).await;
        assert!(status == Some(0) && out.contains("since the token isn't valid\nreason: ") && out.contains(reason), "{out}");
    }
    let mut elsewhere = settings.clone();
    elsewhere[2].1 = format!("http://127.0.0.1:{}/jwks.json", free_port());
    let (status, _, error) = told(&run(&installation, &["check", "who", "--token", &token], &elsewhere).await);
    assert!(status == Some(1) && error.contains("application.token_keys can't be read: no connection"), "{error}");
    assert!(!installation.folder().join("data").exists(), "the command makes nothing");
}
