//! The requests that the application gets.

use crate::{
    log::listen,
    support::{Beside, KEY, Mood, soon},
};
use futures::future::join_all;
use http::{Request, request::Parts};
use server::{embed::SignIn, settings::LogFormat};
use std::time::Duration;

#[tokio::test]
async fn the_application_is_asked_as_documented() {
    let beside = Beside::start_at("https://shop.example.org").await;
    let mut mira = beside.enrolled("mira", "m1").await;
    let before = beside.shop.asked().len();
    let own: Vec<_> = mira.cookies.clone().into_values().filter(|value| value != "m1").collect();
    assert!(!own.is_empty());
    let headers = [
        ("x-forwarded-for", "203.0.113.9"),
        ("x-forwarded-host", "evil.example"),
        ("user-agent", "a browser"),
        ("x-device", "7"),
        ("authorization", "Bearer a"),
        ("accept", "text/html"),
    ];
    mira.request_with(http::Method::GET, "/security/account/security?a=b", &headers, "").await.assert_status(200);
    let asked = beside.shop.asked();
    let (line, headers) = &asked[before];
    assert_eq!((asked.len(), line.as_str()), (before + 1, "GET /latchkey/who?from=latchkey"));
    for (name, value) in [
        ("cookie", "shop=m1"),
        ("host", "shop.example.org"),
        ("x-forwarded-host", "shop.example.org"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-for", "192.0.2.1"),
        ("user-agent", "a browser"),
        ("accept", "application/json"),
        ("latchkey-key", KEY),
        ("x-device", "7"),
    ] {
        let values: Vec<_> = headers.get_all(name).iter().collect();
        assert_eq!(values, [value], "{name}");
    }
    assert!(headers.get("authorization").is_none());
    for secret in own {
        assert!(!format!("{asked:?}").contains(&secret), "a cookie of ours");
    }
}

#[tokio::test]
async fn a_form_is_asked_about_by_get() {
    let beside = Beside::start().await;
    let mut tom = beside.signed_in("tom", "t1");
    tom.submit("/security/mfa/choose", &[("method", "totp")]).await.assert_leads_to("/security/mfa/totp");
    assert!(beside.shop.asked().iter().all(|(line, _)| line == "GET /latchkey/who?from=latchkey"));
}

#[tokio::test]
async fn a_user_is_remembered_for_a_second_and_nobody_is_not() {
    let beside = Beside::start().await;
    let mut mira = beside.signed_in("mira", "m1");
    mira.get("/security/mfa").await;
    mira.cookies.retain(|name, _| name == "shop");
    mira.get("/security/mfa").await;
    assert_eq!(beside.shop.asked().len(), 1);
    beside.advance(Duration::from_secs(1));
    mira.get("/security/mfa").await;
    assert_eq!(beside.shop.asked().len(), 2);

    let mut late = beside.anonymous();
    late.cookies.insert("shop".to_owned(), "s".to_owned());
    late.get("/security/mfa").await.assert_leads_to("/login?next=%2Fsecurity%2Fmfa");
    beside.shop.sign_in("s", "tom", "t1");
    late.get("/security/mfa").await.assert_leads_to("/security/mfa/choose");
}

#[tokio::test]
async fn without_cookies_nobody_is_asked_about() {
    let beside = Beside::start().await;
    beside.anonymous().get("/security/mfa").await.assert_leads_to("/login?next=%2Fsecurity%2Fmfa");
    assert!(beside.shop.asked().is_empty());
}

/// A request of the visitor with this cookie.
fn request(cookie: usize) -> Parts {
    Request::builder().header("cookie", format!("shop={cookie}")).body(()).unwrap().into_parts().0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_visitors_are_each_asked_about_once() {
    let beside = Beside::start().await;
    for visitor in 0..1000 {
        beside.shop.sign_in(&visitor.to_string(), &format!("user-{visitor}"), &format!("session-{visitor}"));
    }
    let all = (0..3000).map(|number| {
        let (who, visitor) = (beside.who.clone(), number % 1000);
        tokio::spawn(async move { (visitor, who.visitor(&request(visitor)).await) })
    });
    let mut late = 0;
    for answer in soon(join_all(all)).await {
        match answer.unwrap() {
            (visitor, Ok(Some(found))) => assert_eq!(found.id, format!("user-{visitor}")),
            (visitor, Ok(None)) => panic!("{visitor} is nobody"),
            // On a machine that is busy with something else.
            (_, Err(_)) => late += 1,
        }
    }
    assert_eq!(beside.shop.most_at_once(), 1);
    assert!(beside.shop.asked().len() <= 1000 && late < 1500, "{} requests, {late} late", beside.shop.asked().len());
}

#[tokio::test]
async fn cookies_of_the_application_go_no_further() {
    let (lines, _guard) = listen(LogFormat::Text);
    let beside = Beside::start().await;
    beside.shop.sets_cookies();
    let mut mira = beside.signed_in("mira", "m1");
    for _ in 0..3 {
        let answer = mira.get("/security/mfa").await;
        assert!(answer.cookies().iter().all(|cookie| !cookie.contains("shop")));
        beside.advance(Duration::from_secs(1));
    }
    assert_eq!((mira.cookies["shop"].as_str(), beside.shop.asked().len()), ("m1", 3));
    assert_eq!(lines.text().matches("sets cookies, which are dropped").count(), 1);
}

#[tokio::test]
async fn neither_the_key_nor_a_session_is_in_the_log() {
    let (lines, _guard) = listen(LogFormat::Text);
    let beside = Beside::start().await;
    let mut mira = beside.signed_in("mira", "a-session-of-the-shop");
    mira.get("/security/mfa").await;
    for (status, body) in [(500, "a-secret"), (200, "a-secret"), (302, "a-secret"), (200, r#"{"id": "a-secret", "session": 1}"#)] {
        beside.shop.becomes(Mood::Always(status, body.to_owned()));
        beside.advance(Duration::from_secs(1));
        mira.get("/security/mfa").await.assert_status(503);
    }
    for secret in [KEY, "a-session-of-the-shop", "a-secret"] {
        assert!(!lines.text().contains(secret), "{secret}");
    }
}
