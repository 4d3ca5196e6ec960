//! What a valid token says.

use super::*;
use crate::sign_in::{ReportFault, SignIn};
use http::Request;
use std::time::Duration;

#[tokio::test]
async fn a_token_says_what_the_endpoint_can_say() {
    let shop = Shop::start().await;
    let visitor = somebody(shop.judge(&shop.sign()).await);
    assert_eq!((&*visitor.id, &*visitor.session, &*visitor.name), ("7", "m1", "Mira"));
    assert!(visitor.address.is_none() && visitor.language.is_none());
    let more = json!({ "name": null, "address": "mira@example.org", "address_confirmed": true, "language": "de" });
    let visitor = somebody(shop.judge(&shop.sign_with(&more)).await);
    let address = visitor.address.unwrap();
    assert!(
        address.confirmed && address.text == "mira@example.org" && visitor.language.as_deref() == Some("de") && visitor.name.is_empty()
    );
    let visitor = somebody(shop.judge(&shop.sign_with(&json!({ "address": "mira@example.org" }))).await);
    assert!(!visitor.address.unwrap().confirmed);
    // As OpenID Connect has it.
    let visitor = somebody(shop.judge(&shop.sign_with(&json!({ "address": { "country": "DE" } }))).await);
    assert!(visitor.address.is_none());
}

#[tokio::test]
async fn the_bounds_are_those_of_the_endpoint() {
    let shop = Shop::start().await;
    for (changes, fault) in [
        (json!({ "sub": "" }), ReportFault::Invalid),
        (json!({ "sub": "x".repeat(257) }), ReportFault::Invalid),
        (json!({ "sub": "a\u{0}b" }), ReportFault::Invalid),
        (json!({ "sid": "" }), ReportFault::Invalid),
        (json!({ "sid": "x".repeat(1025) }), ReportFault::TooLong),
        (json!({ "name": "x".repeat(1025) }), ReportFault::TooLong),
        (json!({ "address": "x".repeat(1025) }), ReportFault::TooLong),
    ] {
        assert_eq!(refused(shop.judge(&shop.sign_with(&changes)).await, &changes.to_string()), InvalidToken::Visitor(fault));
    }
}

#[tokio::test]
async fn a_session_that_is_in_a_cookie_is_refused() {
    let shop = Shop::start().await;
    let session = "5f0c9a7e2d6b4813";
    let token = shop.sign_with(&json!({ "sid": session }));
    somebody(shop.judge(&token).await);
    for other in [session.to_owned(), format!("s%3A{session}.signature")] {
        let cookie = HeaderValue::from_str(&format!("id={other}; shop={token}")).unwrap();
        let judged = shop.token.judge(&HeaderMap::from_iter([(COOKIE, cookie)])).await;
        assert_eq!(refused(judged, &other), InvalidToken::Visitor(ReportFault::InCookie));
    }
    let several = HeaderValue::from_str(&format!("shop={token}; shop={}", shop.sign())).unwrap();
    assert_eq!(refused(shop.token.judge(&HeaderMap::from_iter([(COOKIE, several)])).await, "planted"), InvalidToken::Several);
}

#[tokio::test]
async fn clocks_may_differ_by_seconds() {
    let shop = Shop::start().await;
    let token = shop.sign();
    shop.clock.put_back(Duration::from_secs(4));
    somebody(shop.judge(&token).await);
    shop.clock.put_back(Duration::from_secs(2));
    assert_eq!(refused(shop.judge(&token).await, "ours is behind"), InvalidToken::NotYet);
    shop.clock.put_ahead(Duration::from_secs(6 + 304));
    somebody(shop.judge(&token).await);
    shop.clock.put_ahead(Duration::from_secs(1));
    assert_eq!(refused(shop.judge(&token).await, "ours is ahead"), InvalidToken::Expired);
    assert_eq!(shop.publisher.asked(), 1, "a clock that is set reads no keys");
}

#[tokio::test]
async fn tokens_of_a_session_that_was_ended_do_not_count() {
    let shop = Shop::start().await;
    let before = shop.sign();
    somebody(shop.judge(&before).await);
    shop.token.end("m1");
    shop.clock.advance(Duration::from_secs(1));
    // Renewed by another request at the same moment.
    for token in [&before, &shop.sign()] {
        assert_eq!(refused(shop.judge(token).await, "ended"), InvalidToken::Ended);
    }
    somebody(shop.judge(&shop.sign_with(&json!({ "sid": "m2" }))).await);
    shop.clock.advance(Duration::from_mins(11));
    somebody(shop.judge(&shop.sign()).await);
}

#[tokio::test]
async fn a_token_that_is_valid_for_hours_is_not_so_in_its_last_minutes_either() {
    let shop = Shop::start().await;
    let now = shop.clock.now().0 / 1000;
    let long = shop.sign_with(&json!({ "iat": now, "exp": now + 3600 }));
    for _ in 0..2 {
        assert_eq!(refused(shop.judge(&long).await, "an hour"), InvalidToken::TooLong);
        shop.clock.advance(Duration::from_secs(3600 - 60));
    }
    assert_eq!(refused(shop.judge(&shop.sign_with(&json!({ "iat": null }))).await, "no iat"), InvalidToken::Missing("iat"));
}

#[tokio::test]
async fn a_token_of_nobody_is_no_error() {
    let shop = Shop::start().await;
    let visitor = async |token: &str| {
        let request = Request::builder().header(COOKIE, format!("shop={token}")).body(()).unwrap();
        shop.token.visitor(&request.into_parts().0).await
    };
    assert_eq!(visitor(&shop.sign()).await.unwrap().unwrap().id, "7");
    for token in ["", "x", &shop.sign_with(&json!({ "exp": 1 }))] {
        assert!(visitor(token).await.unwrap().is_none(), "{token}");
    }
    shop.clock.advance(Duration::from_hours(25));
    shop.publisher.answers(StatusCode::BAD_GATEWAY, "");
    assert!(visitor(&shop.sign()).await.is_err());
}
