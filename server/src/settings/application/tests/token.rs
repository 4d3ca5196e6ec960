//! The tokens of an application.

use super::{KEY, read};
use crate::settings::{IdentitySource, Settings, TokenKeys, TokenPlace, TokenSettings};

const COOKIE: (&str, &str) = ("APPLICATION__TOKEN_COOKIE", "__Host-shop");
const HEADER: (&str, &str) = ("APPLICATION__TOKEN_HEADER", "X-Shop-User");
const ISSUER: (&str, &str) = ("APPLICATION__TOKEN_ISSUER", "https://accounts.example.org");
const KEYS: (&str, &str) = ("APPLICATION__TOKEN_KEYS", "http://127.0.0.1:8000/jwks.json");
const SECRET: (&str, &str) = ("APPLICATION__TOKEN_SECRET", KEY);

fn token(settings: Settings) -> TokenSettings {
    match settings.application.unwrap().identity {
        IdentitySource::Token(token) => token,
        IdentitySource::Endpoint(_) => panic!("it is asked"),
    }
}

#[track_caller]
fn refused(variables: &[(&str, &str)], told: &str) {
    let error = read(variables).err().unwrap();
    assert!(error.contains(told) && !error.contains(KEY), "{error}");
}

#[test]
fn tokens_take_the_place_of_the_endpoint() {
    let settings = read(&[COOKIE, ISSUER, KEYS]).unwrap();
    assert_eq!(settings.prefix, "/security");
    let by_cookie = token(settings);
    assert_eq!(by_cookie.place, TokenPlace::Cookie("__Host-shop".to_owned()));
    assert!(by_cookie.issuer == ISSUER.1 && by_cookie.audience.is_none());
    assert!(matches!(by_cookie.keys, TokenKeys::Published(address) if address.as_str() == KEYS.1));
    let by_header = token(read(&[HEADER, ISSUER, SECRET, ("APPLICATION__TOKEN_AUDIENCE", "shop")]).unwrap());
    assert_eq!((by_header.place, by_header.audience.as_deref()), (TokenPlace::Header("x-shop-user".parse().unwrap()), Some("shop")));
    let TokenKeys::Shared(secret) = by_header.keys else { panic!("the key is shared") };
    assert!(secret.bytes() == KEY.as_bytes() && !format!("{secret:?}").contains(KEY));
}

#[test]
fn one_place_and_one_kind_of_keys() {
    refused(&[COOKIE, HEADER, ISSUER, KEYS], "`application.token_cookie` must be the name of the application's cookie");
    refused(&[ISSUER, KEYS], "`application.token_cookie` must be");
    refused(&[COOKIE, ISSUER, KEYS, SECRET], "without application.token_secret");
    refused(&[COOKIE, ISSUER], "`application.token_keys` must be an http or https address");
    refused(&[COOKIE, KEYS], "`application.token_issuer` must be the issuer");
}

#[test]
fn nothing_else_tells_who_is_signed_in() {
    let who = ("APPLICATION__WHO", "http://127.0.0.1:8000/latchkey/who");
    for asks in [who, ("APPLICATION__WHO_KEY", KEY), ("APPLICATION__FORWARD_HEADERS", "x-a")] {
        refused(&[COOKIE, ISSUER, KEYS, asks], "without application.token_header, application.who,");
        refused(&[HEADER, ISSUER, KEYS, asks], "without application.token_cookie, application.who,");
    }
}

#[test]
fn values_that_are_refused() {
    for bad in ["a b", "a=b", "a;b", "latchkey", "__Host-latchkey", "latchkey-half-3000", "ä"] {
        refused(&[("APPLICATION__TOKEN_COOKIE", bad), ISSUER, KEYS], "`application.token_cookie` must be");
    }
    for bad in ["cookie", "host", "x-forwarded-user", "latchkey-key", "a b"] {
        refused(&[("APPLICATION__TOKEN_HEADER", bad), ISSUER, KEYS], "`application.token_header` must be");
    }
    for bad in ["http://192.0.2.1/jwks.json", "ftp://localhost/", "jwks.json", "http://a:b@localhost/"] {
        refused(&[COOKIE, ISSUER, ("APPLICATION__TOKEN_KEYS", bad)], "`application.token_keys` must be");
    }
    refused(
        &[COOKIE, ISSUER, ("APPLICATION__TOKEN_SECRET", "0123456789abcdef0123456789abcde")],
        "`application.token_secret` must be 32 to 512",
    );
    refused(&[COOKIE, ("APPLICATION__TOKEN_ISSUER", "two words"), KEYS], "`application.token_issuer` must be");
    refused(&[COOKIE, ISSUER, KEYS, ("APPLICATION__TOKEN_AUDIENCE", "two words")], "`application.token_audience` must be");
    refused(&[COOKIE, ISSUER, KEYS, ("SERVER__PREFIX", "/mfa")], "`server.prefix` must be");
}
