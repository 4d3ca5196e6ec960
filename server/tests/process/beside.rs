//! The server beside an application, and the commands that check the application.

mod encrypted;
mod gates;
mod token;

use crate::{installation::Installation, server::Server};
use axum::{
    Router,
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header::COOKIE};
use std::{process::Output, time::Duration};
use testbed::{Database, until};
use tokio::net::TcpListener;

const KEY: &str = "a-key-of-the-application-and-latchkey";
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts an application on this machine that answers like `answer`, and returns its port.
async fn application(answer: fn(&Request) -> Response) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let router = Router::new().fallback(async move |request: Request| answer(&request));
    tokio::spawn(async move { axum::serve(listener, router).await });
    port
}

/// The sole user, if the request has the cookie and the key.
fn shop(request: &Request) -> Response {
    let has = |name: &str, value: &str| request.headers().get(name).is_some_and(|found| found == value);
    match (has("latchkey-key", KEY), has(COOKIE.as_str(), "shop=miras")) {
        (true, true) => r#"{"id": "7", "name": "Mira\u001b[2J", "session": "a-hash-of-it", "language": "de"}"#.into_response(),
        (true, false) => StatusCode::NO_CONTENT.into_response(),
        _ => StatusCode::FORBIDDEN.into_response(),
    }
}

/// The settings for an application at this port.
fn settings(port: u16) -> [(&'static str, String); 2] {
    [("LATCHKEY__APPLICATION__WHO", format!("http://127.0.0.1:{port}/who")), ("LATCHKEY__APPLICATION__WHO_KEY", KEY.to_owned())]
}

async fn serve(installation: &Installation, port: u16) -> Server {
    let settings = settings(port);
    let settings: Vec<_> = settings.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Server::start(installation, &settings).await
}

/// Runs a command in a thread for blocking work: the application that it asks is in this process.
async fn run(installation: &Installation, arguments: &[&str], settings: &[(&'static str, String)]) -> Output {
    let mut command = installation.command(arguments);
    command.envs(settings.iter().map(|(key, value)| (*key, value.as_str())));
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

/// Exit status, standard output and standard error. The key is in neither.
fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert!(!out.contains(KEY) && !error.contains(KEY), "{out}{error}");
    (output.status.code(), out, error)
}

#[tokio::test(flavor = "multi_thread")]
async fn users_of_the_application_enroll_below_the_prefix() {
    let port = application(shop).await;
    for database in Database::available() {
        let installation = Installation::new(database).await;
        let server = serve(&installation, port).await;
        until("the application was asked", PATIENCE, async || server.log().contains("the application answers who is signed in")).await;
        let nobody = server.get("/security/account/security").await.unwrap();
        nobody.assert_leads_to("/login?next=%2Fsecurity%2Faccount%2Fsecurity");
        let mira = server.get_with("/security/account/security", "Cookie: shop=miras\r\n").await.unwrap();
        mira.assert_leads_to("/security/mfa");
        assert!(mira.header("set-cookie").starts_with("latchkey-half-3000="));
        for absent in ["/", "/sign-up", "/.well-known/change-password"] {
            assert_eq!(server.get(absent).await.unwrap().status, 404, "{absent}");
        }
        let users = installation.run(&["user", "list"]);
        assert!(users.ends_with("  7\n") && !users.contains("administrator"), "{users}");
        let log = server.kill();
        assert!(log.contains("Latchkey is ready beside an application") && log.contains("path=\"/security/account/security\""), "{log}");
        assert!(log.contains("server.trusted_proxies isn't set"));
        assert!(!log.contains(KEY) && !log.contains("a-hash-of-it") && !log.contains("miras"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_start_tells_what_is_wrong_with_the_application() {
    let nowhere = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let everybody = application(|_| r#"{"id": "7", "session": "1"}"#.into_response()).await;
    let redirecting = application(|_| (StatusCode::FOUND, [("location", "/login")]).into_response()).await;
    for (port, warning) in [
        (nowhere, "application.who: no connection"),
        (everybody, "every visitor would be signed in as that user"),
        (redirecting, "application.who answered 302"),
    ] {
        let installation = Installation::new(Database::Sqlite).await;
        let server = serve(&installation, port).await;
        until(warning, PATIENCE, async || server.log().lines().any(|line| line.contains("WARN") && line.contains(warning))).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_shows_what_the_application_says() {
    let installation = Installation::new(Database::Sqlite).await;
    let settings = settings(application(shop).await);
    let who = async |arguments: &[&str]| told(&run(&installation, &[&["check", "who"], arguments].concat(), &settings).await);

    let (status, out, _) = who(&[]).await;
    assert!(status == Some(0) && out.contains("status: 204\n") && out.ends_with("verdict: nobody is signed in\n"), "{out}");
    let (status, out, _) = who(&["--cookie", "Cookie: shop=miras"]).await;
    assert!(status == Some(0) && out.contains("status: 200\n") && out.contains(" ms\n"), "{out}");
    assert!(out.ends_with("verdict: signed in\nid: 7\nname: Mira\\u{1b}[2J\nsession: 12 characters\nlanguage: de\n"), "{out}");
    let mut wrong = settings.clone();
    wrong[1].1 = "another-key-of-the-application-and-latchkey".to_owned();
    let (status, out, error) = told(&run(&installation, &["check", "who"], &wrong).await);
    assert!(status == Some(1) && out.contains("status: 403\n"), "{out}");
    assert!(error.ends_with("application.who answered 403 in place of 200, 204 or 401\n"), "{error}");
    let (status, _, error) = told(&run(&installation, &["check", "who"], &[]).await);
    assert!(status == Some(1) && error.contains("neither application.who nor a token is set"), "{error}");
    assert!(!installation.folder().join("data").exists(), "the command makes nothing");
}
