//! `latchkey check gates`

use super::{application, run, settings, told};
use crate::installation::Installation;
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header::COOKIE};
use std::fs;
use testbed::Database;

/// An application, with Latchkey behind the same address, as a browser sees both.
fn shop(request: &Request) -> Response {
    let to = |location: &'static str| (StatusCode::SEE_OTHER, [("location", location)]).into_response();
    match (request.uri().path(), request.headers().get(COOKIE).map(|cookies| cookies.to_str().unwrap())) {
        ("/security/account/security", Some("half")) => to("/security/mfa"),
        ("/security/account/security", Some("full")) => "methods".into_response(),
        ("/security/account/security", _) => to("/login?next=%2Fsecurity"),
        ("/orders", _) => to("/security/mfa"),
        ("/account", _) => to("/login?next=/account"),
        ("/api/orders", _) => StatusCode::FORBIDDEN.into_response(),
        ("/export", _) => "every order".into_response(),
        ("/elsewhere", _) => to("https://elsewhere.example/security/mfa"),
        ("/security-news", _) => to("/security-news/today"),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn open_pages_are_found() {
    let installation = Installation::new(Database::Sqlite).await;
    let port = application(shop).await;
    let settings = [&settings(port)[..], &[("LATCHKEY__SERVER__PUBLIC_ORIGIN", format!("http://localhost:{port}"))]].concat();
    let gates = async |arguments: &[&str]| told(&run(&installation, &[&["check", "gates"], arguments].concat(), &settings).await);

    fs::write(installation.folder().join("paths.txt"), "# pages\n/orders\n\n/account\n/api/orders?page=2\n").unwrap();
    let (status, out, error) = gates(&["--cookie", "half", "--paths", "paths.txt"]).await;
    assert_eq!(status, Some(0), "{error}");
    assert_eq!(
        out,
        "closed   /orders  303 to /security/mfa\nclosed   /account  303 to /login\nclosed   /api/orders?page=2  403\n\
         all 3 paths are closed to a session without its second factor\n"
    );
    let (status, out, error) =
        gates(&["--cookie", "half", "--paths", "paths.txt", "/export", "/gone", "/elsewhere", "/security-news", "//x"]).await;
    assert_eq!(status, Some(1));
    for line in [
        "OPEN     /export  200\n",
        "unclear  /gone  404\n",
        "unclear  /elsewhere  303\n",
        "unclear  /security-news  303 to",
        "unclear  //x  ",
    ] {
        assert!(out.contains(line), "{line} in {out}");
    }
    assert!(error.ends_with("5 of 8 paths aren't known to be closed to a session without its second factor\n"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_half_session_tells_anything() {
    let installation = Installation::new(Database::Sqlite).await;
    let port = application(shop).await;
    let settings = [&settings(port)[..], &[("LATCHKEY__SERVER__PUBLIC_ORIGIN", format!("http://localhost:{port}"))]].concat();
    for (cookie, problem) in [("full", "has no pending step"), ("none", "nobody is signed in")] {
        let (status, out, error) = told(&run(&installation, &["check", "gates", "--cookie", cookie, "/orders"], &settings).await);
        assert!(status == Some(1) && out.is_empty() && error.contains(problem), "{error}");
    }
    let (status, _, error) = told(&run(&installation, &["check", "gates", "--cookie", "half"], &settings).await);
    assert!(status == Some(1) && error.contains("there is no path to check"), "{error}");
}
