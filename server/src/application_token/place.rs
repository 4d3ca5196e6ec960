//! The token of a request.

use super::InvalidToken;
use crate::{bearer, cookie, settings::TokenPlace};
use http::{HeaderMap, HeaderName, header::AUTHORIZATION};

/// The token of a request with these headers. `None` if there is none.
pub(super) fn find<'a>(place: &'a TokenPlace, headers: &'a HeaderMap) -> Result<Option<&'a str>, InvalidToken> {
    match place {
        TokenPlace::Cookie(name) => in_cookie(name, headers),
        TokenPlace::Header(name) => in_header(name, headers),
    }
}

fn in_cookie<'a>(name: &'a str, headers: &'a HeaderMap) -> Result<Option<&'a str>, InvalidToken> {
    let mut tokens = cookie::values(headers, name).filter(|value| !value.is_empty());
    let Some(token) = tokens.next() else { return Ok(None) };
    if tokens.any(|other| other != token) { Err(InvalidToken::Several) } else { Ok(Some(token)) }
}

/// With or without "Bearer", which `Authorization` needs: it may have credentials of another kind.
fn in_header<'a>(name: &HeaderName, headers: &'a HeaderMap) -> Result<Option<&'a str>, InvalidToken> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(InvalidToken::Several);
    }
    let value = value.to_str().map_err(|_| InvalidToken::NotAToken)?.trim();
    let token = bearer::credentials(value).unwrap_or(if name == AUTHORIZATION { "" } else { value });
    Ok(Some(token).filter(|token| !token.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn found(place: &TokenPlace, lines: &[(&'static str, &str)]) -> Result<Option<String>, InvalidToken> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_str(value).unwrap());
        }
        find(place, &headers).map(|token| token.map(ToOwned::to_owned))
    }

    #[test]
    fn a_cookie_has_one_token() {
        let place = TokenPlace::Cookie("__Host-shop".to_owned());
        let cookie = |line| found(&place, &[("cookie", line)]);
        assert_eq!(cookie("a=b; __Host-shop=t.o.k"), Ok(Some("t.o.k".to_owned())));
        assert_eq!(cookie("__Host-shop=t.o.k; __Host-shop=t.o.k"), Ok(Some("t.o.k".to_owned())));
        assert_eq!(cookie("__Host-shop=t.o.k; __Host-shop=planted"), Err(InvalidToken::Several));
        assert_eq!(found(&place, &[("cookie", "__Host-shop=t.o.k"), ("cookie", "__Host-shop=planted")]), Err(InvalidToken::Several));
        for none in ["a=b", "__Host-shop=", "__host-shop=t.o.k", "shop=t.o.k"] {
            assert_eq!(cookie(none), Ok(None), "{none}");
        }
        assert_eq!(found(&place, &[("__host-shop", "t.o.k"), ("authorization", "Bearer t.o.k")]), Ok(None));
    }

    #[test]
    fn a_header_has_one_token() {
        let [own, authorization] = ["x-shop-user", "authorization"].map(|name| TokenPlace::Header(name.parse().unwrap()));
        for value in ["t.o.k", " t.o.k ", "Bearer t.o.k", "bearer  t.o.k"] {
            assert_eq!(found(&own, &[("x-shop-user", value)]), Ok(Some("t.o.k".to_owned())), "{value}");
        }
        assert_eq!(found(&authorization, &[("authorization", "BEARER t.o.k")]), Ok(Some("t.o.k".to_owned())));
        for other in ["Basic dTpw", "t.o.k", "Bearer", "Bearer "] {
            assert_eq!(found(&authorization, &[("authorization", other)]), Ok(None), "{other}");
        }
        assert_eq!(found(&own, &[("x-shop-user", "a"), ("x-shop-user", "a")]), Err(InvalidToken::Several));
        assert_eq!(found(&own, &[("x_shop_user", "a"), ("cookie", "x-shop-user=a")]), Ok(None));
    }
}
