//! When the keys are read.

use super::*;
use futures::future::join_all;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn keys_are_kept_and_read_again() {
    let shop = Shop::start().await;
    for _ in 0..3 {
        somebody(shop.judge(&shop.sign()).await);
    }
    assert_eq!(shop.publisher.asked(), 1);
    shop.clock.advance(10 * MINUTE - Duration::from_secs(1));
    somebody(shop.judge(&shop.sign()).await);
    assert_eq!(shop.publisher.asked(), 1, "max-age is ten minutes");
    shop.clock.advance(Duration::from_secs(1));
    somebody(shop.judge(&shop.sign()).await);
    assert_eq!(shop.publisher.asked(), 2);
}

#[tokio::test]
async fn a_new_key_counts_at_once_and_an_old_one_until_the_keys_are_read_again() {
    let mut shop = Shop::start().await;
    let old = shop.sign();
    somebody(shop.judge(&old).await);
    shop.clock.advance(MINUTE);
    shop.key = TokenKey::new(8);
    shop.publisher.publish(&[TokenKey::new(8).jwk()]);
    somebody(shop.judge(&old).await);
    somebody(shop.judge(&shop.sign()).await);
    assert_eq!(shop.publisher.asked(), 2);
    assert_eq!(refused(shop.judge(&old).await, "withdrawn"), InvalidToken::UnknownKey);
    // The same id with other contents.
    shop.clock.advance(10 * MINUTE);
    shop.key = TokenKey::new(9).called(&TokenKey::new(8).kid);
    shop.publisher.publish(&[shop.key.jwk()]);
    somebody(shop.judge(&shop.sign()).await);
}

#[tokio::test]
async fn a_flood_of_unknown_keys_asks_once_in_half_a_minute() {
    let shop = Shop::start().await;
    somebody(shop.judge(&shop.sign()).await);
    let flood = async || {
        let tokens: Vec<_> = (0..200)
            .map(|number| shop.key.sign(&changed(&shop.header(), &json!({ "kid": format!("unknown {number}") })), &shop.claims()))
            .collect();
        for judged in join_all(tokens.iter().map(|token| shop.judge(token))).await {
            assert_eq!(refused(judged, "unknown"), InvalidToken::UnknownKey);
        }
        shop.publisher.asked()
    };
    assert_eq!(flood().await, 1, "they were just read");
    shop.clock.advance(Duration::from_secs(30));
    assert_eq!(flood().await, 2);
    shop.clock.advance(Duration::from_secs(29));
    assert_eq!(flood().await, 2);
    shop.clock.advance(Duration::from_secs(1));
    assert_eq!(flood().await, 3);
    somebody(shop.judge(&shop.sign()).await);
}

#[tokio::test]
async fn keys_are_used_for_a_day_while_they_cannot_be_read() {
    let shop = Shop::start().await;
    somebody(shop.judge(&shop.sign()).await);
    for (status, body) in [(StatusCode::INTERNAL_SERVER_ERROR, ""), (StatusCode::OK, "{}"), (StatusCode::FOUND, "")] {
        shop.publisher.answers(status, body);
        shop.clock.advance(60 * MINUTE);
        let before = shop.publisher.asked();
        for _ in 0..3 {
            somebody(shop.judge(&shop.sign()).await);
        }
        assert_eq!(shop.publisher.asked(), before + 1, "an attempt every half a minute");
    }
    let unknown = shop.key.sign(&changed(&shop.header(), &json!({ "kid": "new" })), &shop.claims());
    assert!(unavailable(shop.judge(&unknown).await).contains("answered 302"), "it may be one of those that couldn't be read");
    shop.clock.advance(21 * 60 * MINUTE);
    assert_eq!(unavailable(shop.judge(&shop.sign()).await), "application.token_keys answered 302 in place of 200");
    shop.publisher.publish(&[shop.key.jwk()]);
    shop.clock.advance(Duration::from_secs(5));
    somebody(shop.judge(&shop.sign()).await);
}

#[tokio::test]
async fn keys_that_are_withdrawn_do_not_count_any_more() {
    for none in [r#"{"keys":[]}"#, r#"{"keys":[{"kty":"EC","crv":"P-384","x":"","y":""}]}"#] {
        let shop = Shop::start().await;
        somebody(shop.judge(&shop.sign()).await);
        shop.publisher.answers(StatusCode::OK, none);
        shop.clock.advance(60 * MINUTE);
        assert!(unavailable(shop.judge(&shop.sign()).await).contains("has no key for ES256"));
        shop.publisher.publish(&[shop.key.jwk()]);
        shop.clock.advance(Duration::from_secs(5));
        somebody(shop.judge(&shop.sign()).await);
    }
}

#[tokio::test]
async fn a_private_key_that_is_published_is_not_used() {
    let shop = Shop::start().await;
    let mut jwk = shop.key.jwk();
    jwk["d"] = json!("AAAA");
    shop.publisher.publish(&[jwk]);
    assert!(unavailable(shop.judge(&shop.sign()).await).contains("has no key"));
}

#[tokio::test]
async fn without_keys_nobody_can_be_told_and_they_are_asked_for_every_few_seconds() {
    let shop = Shop::start().await;
    shop.publisher.answers(StatusCode::NOT_FOUND, "");
    for second in 0..10 {
        for _ in 0..3 {
            assert!(unavailable(shop.judge(&shop.sign()).await).contains("answered 404"));
        }
        assert_eq!(shop.publisher.asked(), 1 + second / 5);
        shop.clock.advance(Duration::from_secs(1));
    }
    assert!(matches!(shop.token.judge(&HeaderMap::new()).await, TokenVerdict::Nobody), "without a token no key is needed");
    shop.publisher.publish(&[shop.key.jwk()]);
    somebody(shop.judge(&shop.sign()).await);
}

#[tokio::test]
async fn an_application_that_does_not_run() {
    let nowhere = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let clock = clock();
    let token = verifier(&settings(TokenKeys::Published(format!("http://{nowhere}/keys").parse().unwrap())), &clock);
    let text = TokenKey::new(7).sign(&json!({ "alg": "ES256" }), &claims(clock.now().0 / 1000));
    assert!(unavailable(judge(&token, &text).await).starts_with("application.token_keys can't be read: no connection"));
    assert!(token.count_keys().await.is_err());
}

#[tokio::test]
async fn a_visitor_who_goes_away_interrupts_nothing() {
    let shop = Shop::start().await;
    let token = shop.sign();
    {
        let judging = std::pin::pin!(shop.judge(&token));
        assert!(futures::poll!(judging).is_pending());
    }
    somebody(shop.judge(&token).await);
    assert_eq!(shop.publisher.asked(), 1);
}

#[tokio::test]
async fn many_visitors_at_once_are_one_request() {
    let shop = Shop::start().await;
    let token = shop.sign();
    for judged in join_all((0..100).map(|_| shop.judge(&token))).await {
        somebody(judged);
    }
    assert_eq!(shop.publisher.asked(), 1);
}
