//! Real reverse proxies with the files of `docs/forward-auth`, in front of an application that answers what it was sent.
//!
//! `cargo xtask test proxies` makes the environment in which they are; without it, nothing is tested here.

#![expect(clippy::print_stderr, reason = "says that nothing is tested")]

mod application;
mod proxy;
mod request;

use crate::support::{Client, TestApp, sign_up_below};
use application::Application;
use proxy::{PROXIES, Proxy, Running};
use request::{Answered, send};
use std::net::SocketAddr;
use tokio::net::TcpListener;

const HOST: &str = "app.example.org";
const NAVIGATION: &str = "Sec-Fetch-Mode: navigate\r\n";
const FETCH: &str = "Sec-Fetch-Mode: cors\r\n";
const FORGED: &str =
    "Remote-User: root\r\nremote-user: root\r\nRemote_User: root\r\nX-Forwarded-Uri: /open\r\nX-Original-URL: http://evil.example/\r\n";

/// A handshake with a key whose answer the application knows.
const SOCKET: &str =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

/// Latchkey on a port, behind a proxy.
struct Site {
    app: TestApp,
    serving: tokio::task::JoinHandle<()>,
    port: u16,
}

impl Site {
    async fn start() -> Self {
        let app = TestApp::build().origin(&format!("http://{HOST}")).below("/security").trusted_proxy("127.0.0.1").start().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let service = app.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Self { app, serving, port }
    }

    async fn half(&self, email: &str) -> Client {
        sign_up_below("/security", self.app.anonymous(), email).await
    }

    async fn enrolled(&self, email: &str) -> String {
        let half = self.half(email).await;
        let user = self.app.enroll(half, email).await;
        cookie_of(&user)
    }
}

/// The header with the cookies of a browser.
fn cookie_of(browser: &Client) -> String {
    let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("Cookie: {}\r\n", cookies.join("; "))
}

/// Runs a test with each proxy. All of them are there, or none.
async fn with_each(test: impl AsyncFn(&Proxy, &Running, &Site, &Application)) {
    let Some(programs) = proxy::programs() else {
        eprintln!("not tested: {} isn't set", proxy::VARIABLE);
        return;
    };
    for proxy in PROXIES {
        let (site, application) = (Site::start().await, Application::start().await);
        let running = proxy.start(&programs, site.port, application.port()).await;
        test(proxy, &running, &site, &application).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_session_reaches_the_application_with_its_true_name() {
    with_each(async |proxy, running, site, application| {
        let ada = site.enrolled("ada@example.org").await;
        for (method, headers, body) in [
            ("GET", NAVIGATION, ""),
            ("GET", FETCH, ""),
            ("HEAD", NAVIGATION, ""),
            ("POST", FETCH, "amount=5"),
            ("PUT", FETCH, "amount=5"),
            ("DELETE", FETCH, ""),
            ("OPTIONS", FETCH, ""),
        ] {
            let answer = send(running.port, (method, "/a/../b%2Fc?d=e"), &[ada.as_str(), headers, FORGED].concat(), body).await;
            assert_eq!(answer.status, 200, "{} {method}: {answer:?}", proxy.name);
            let heard = application.last();
            assert_eq!((heard.method.as_str(), heard.body.as_str()), (method, body), "{}", proxy.name);
            assert_eq!(heard.values("remote-user").len(), 1, "{} {method}: {heard:?}", proxy.name);
            assert!(heard.values("remote-user").iter().all(|user| user.len() == 32), "{} {method}: {heard:?}", proxy.name);
            assert_eq!(heard.values("remote-name"), ["ada@example.org"], "{} {method}", proxy.name);
            assert!(heard.headers.iter().all(|(_, value)| value != "root"), "{} {method}: {heard:?}", proxy.name);
        }
        assert!(application.last().values("cookie").iter().any(|cookie| cookie.contains("latchkey")), "{}", proxy.name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_reaches_it() {
    with_each(async |proxy, running, site, application| {
        let half = cookie_of(&site.half("bea@example.org").await);
        for cookie in ["", half.as_str(), "Cookie: latchkey=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"] {
            for (method, path, headers, statuses) in [
                ("GET", "/", NAVIGATION, &[302][..]),
                ("GET", "/api/cart", FETCH, &[401, 403]),
                ("HEAD", "/", NAVIGATION, &[302]),
                ("POST", "/buy", NAVIGATION, &[303]),
                ("POST", "/buy", FETCH, &[401, 403]),
                ("OPTIONS", "/api/cart", "Origin: http://elsewhere.example\r\nAccess-Control-Request-Method: GET\r\n", &[401, 403]),
                ("GET", "/security/../secret", FETCH, &[400, 401, 403, 404, 302]),
                ("GET", "/security/%2e%2e/secret", FETCH, &[400, 401, 403, 404, 302]),
                ("GET", "/security%2F..%2Fsecret", FETCH, &[400, 401, 403, 404]),
                ("GET", "//security/", FETCH, &[200, 400, 401, 403, 404]),
                ("GET", "/live", SOCKET, &[401, 403]),
            ] {
                let answer = send(running.port, (method, path), &[cookie, headers, FORGED].concat(), "").await;
                assert!(statuses.contains(&answer.status), "{} {method} {path} {cookie}: {answer:?}", proxy.name);
                assert!(answer.headers("set-cookie").is_empty(), "{}", proxy.name);
            }
        }
        assert_eq!(application.count(), 0, "{}: {:?}", proxy.name, application.last());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_are_led_to_the_sign_in_on_the_same_site_and_scripts_are_told() {
    with_each(async |proxy, running, _, _| {
        let led = send(running.port, ("GET", "/cart?a=b"), &[NAVIGATION, FORGED].concat(), "").await;
        let sign_in = format!("http://{HOST}/security/sign-in?next=%2Fcart%3Fa%3Db");
        assert_eq!(led.headers("location"), [sign_in.as_str()], "{}", proxy.name);
        let told = send(running.port, ("GET", "/api/cart"), &format!("{FETCH}Referer: http://{HOST}/cart\r\n"), "").await;
        // nginx repeats the header of its first request.
        assert!(told.status == 401 && told.headers("www-authenticate").contains(&"Latchkey"), "{}: {told:?}", proxy.name);
        assert!(told.body.contains("\"not_signed_in\"") && told.body.contains("next=%2Fcart"), "{}: {told:?}", proxy.name);
        let page = send(running.port, ("GET", "/security/sign-in?next=%2Fcart"), NAVIGATION, "").await;
        assert!(page.status == 200 && page.body.contains("<form"), "{}: {page:?}", proxy.name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_is_opened_for_a_full_session_only() {
    with_each(async |proxy, running, site, _| {
        let ada = site.enrolled("ada@example.org").await;
        let opened = send(running.port, ("GET", "/live"), &[ada.as_str(), SOCKET].concat(), "").await;
        assert_eq!(opened.status, 101, "{}: {opened:?}", proxy.name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_latchkey_nobody_is_let_through() {
    with_each(async |proxy, running, site, application| {
        let ada = site.enrolled("ada@example.org").await;
        site.serving.abort();
        // A connection that is kept may be served to its end.
        let mut refused = Answered::default();
        for _ in 0..5 {
            refused = send(running.port, ("GET", "/cart"), &[ada.as_str(), NAVIGATION].concat(), "").await;
            if refused.status != 200 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
        assert!([403, 500, 502, 503].contains(&refused.status), "{}: {refused:?}", proxy.name);
        let before = application.count();
        send(running.port, ("GET", "/cart"), &[ada.as_str(), NAVIGATION].concat(), "").await;
        assert_eq!(application.count(), before, "{}", proxy.name);
    })
    .await;
}
