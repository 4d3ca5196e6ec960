//! The meaning of the application's answer.

use super::Forwarded;
use crate::{
    outbound::{self, Failure},
    sign_in::{ReportFault, ReportedUser, Unavailable, VisitorResult},
};
use http::{StatusCode, header::SET_COOKIE};
use mfa::Visitor;
use std::time::Duration;

/// An answer, or the reason why there is none.
pub struct WhoReport {
    /// The status. `None` if there was no answer.
    pub status: Option<u16>,
    /// The time from the request to the end of the answer.
    pub took: Duration,
    /// The meaning.
    pub verdict: VisitorResult,
    /// Whether the answer sets cookies, which are dropped.
    pub sets_cookies: bool,
}

impl WhoReport {
    pub(super) fn new(answer: Result<outbound::Answer, Failure>, asked: &Forwarded, took: Duration) -> Self {
        match answer {
            Ok(answer) => Self {
                status: Some(answer.status.as_u16()),
                took,
                sets_cookies: answer.headers.contains_key(SET_COOKIE),
                verdict: verdict(answer.status, &answer.body, asked),
            },
            Err(failure) => Self { status: None, took, sets_cookies: false, verdict: unavailable(format!("application.who: {failure}")) },
        }
    }
}

fn unavailable(reason: impl std::fmt::Display) -> VisitorResult {
    Err(Unavailable::because(reason))
}

fn verdict(status: StatusCode, body: &[u8], asked: &Forwarded) -> VisitorResult {
    match status {
        StatusCode::OK => match read(body, asked) {
            Ok(visitor) => Ok(Some(visitor)),
            Err(reason) => unavailable(format!("application.who answered 200, but {reason}")),
        },
        StatusCode::NO_CONTENT | StatusCode::UNAUTHORIZED => Ok(None),
        status if status.is_redirection() => unavailable(format!(
            "application.who answered {}, and redirects aren't followed: it has to answer 200, 204 or 401",
            status.as_u16()
        )),
        status => unavailable(format!("application.who answered {} in place of 200, 204 or 401", status.as_u16())),
    }
}

/// The visitor of a valid body. The reason for refusing an invalid one quotes nothing of it.
fn read(body: &[u8], asked: &Forwarded) -> Result<Visitor, String> {
    let user: ReportedUser = serde_json::from_slice(body).map_err(|error| match error.classify() {
        // Such as "missing field `session`". The error may quote a value of another type.
        serde_json::error::Category::Data => {
            "the JSON isn't an object whose members id and session (and name, address, language) are strings".to_owned()
        }
        _ => "the body isn't JSON".to_owned(),
    })?;
    user.into_visitor(|text| asked.has_in_cookie(text)).map_err(|fault| {
        let reason = match fault {
            ReportFault::TooLong => "session, name or address is longer than 1024 characters",
            ReportFault::InCookie => "session is the value of a cookie, which no page may learn: answer a hash of it",
            ReportFault::Invalid => "id isn't 1 to 256 bytes long, or session is empty",
        };
        reason.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cookie::CookieNames;
    use http::{HeaderMap, HeaderValue, header::COOKIE};

    const SESSION: &str = "5f0c9a7e2d6b4813";

    fn verdict_of(status: u16, body: &str) -> VisitorResult {
        let origin = "https://shop.example.org".parse().unwrap();
        let cookie = HeaderValue::from_str(&format!("a=s%3A{SESSION}.signature; short=m1")).unwrap();
        let sent = HeaderMap::from_iter([(COOKIE, cookie)]);
        let asked = Forwarded::new(&sent, &CookieNames::new(&origin), &[], None, &origin);
        verdict(StatusCode::from_u16(status).unwrap(), body.as_bytes(), &asked)
    }

    #[track_caller]
    fn refused(status: u16, body: &str) -> String {
        match verdict_of(status, body) {
            Err(reason) => reason.to_string(),
            Ok(None) => panic!("{status} {body} is nobody"),
            Ok(Some(_)) => panic!("{status} {body} is somebody"),
        }
    }

    #[test]
    fn a_user_has_an_id_and_a_session() {
        let body =
            r#"{"id": "7", "session": "m1", "roles": ["a"], "address": "Mira@example.org", "address_confirmed": true, "language": "de"}"#;
        let Ok(Some(visitor)) = verdict_of(200, body) else { panic!("somebody") };
        assert_eq!((&*visitor.id, &*visitor.session, &*visitor.name), ("7", "m1", ""));
        let address = visitor.address.unwrap();
        assert!(address.confirmed && address.text == "Mira@example.org" && visitor.language.as_deref() == Some("de"));
        let Ok(Some(visitor)) = verdict_of(200, r#"{"id": "7", "name": "Mira", "session": "m1", "address": "a@b.c"}"#) else {
            panic!("somebody")
        };
        assert!(visitor.name == "Mira" && !visitor.address.unwrap().confirmed, "an address isn't confirmed unless that is said");
    }

    #[test]
    fn two_statuses_are_nobody() {
        for status in [204, 401] {
            assert!(matches!(verdict_of(status, "{\"id\": 7}"), Ok(None)));
        }
    }

    #[test]
    fn everything_else_is_no_answer() {
        for status in [100, 201, 202, 206, 301, 302, 304, 307, 400, 403, 404, 429, 500, 502, 503] {
            refused(status, r#"{"id": "7", "session": "m1"}"#);
        }
        for body in [
            "",
            "null",
            "[]",
            "7",
            "<html>Sign in</html>",
            r#"{"id": "7"}"#,
            r#"{"session": "m1"}"#,
            r#"{"id": 7, "session": "m1"}"#,
            r#"{"id": "", "session": "m1"}"#,
            r#"{"id": "7", "session": ""}"#,
            r#"{"id": "7", "session": null}"#,
            r#"{"id": "7", "session": "m1", "name": 7}"#,
            r#"{"id": "7", "id": "8", "session": "m1"}"#,
            r#"{"id": "\u0000", "session": "m1"}"#,
            r#"{"id": "7", "session": "m1"} and more"#,
        ] {
            refused(200, body);
        }
        let long = "x".repeat(1025);
        for body in [
            format!(r#"{{"id": "{}", "session": "m1"}}"#, "x".repeat(257)),
            format!(r#"{{"id": "7", "session": "{long}"}}"#),
            format!(r#"{{"id": "7", "session": "m1", "name": "{long}"}}"#),
        ] {
            refused(200, &body);
        }
    }

    #[test]
    fn a_reason_quotes_nothing_of_the_body() {
        for body in [r#"{"id": "secret", "session": 7}"#, "secret", r#"{"id": "7", "session": {"secret": 1}}"#] {
            assert!(!refused(200, body).contains("secret"), "{body}");
        }
    }

    #[test]
    fn a_session_that_is_a_cookie_is_refused() {
        let body = format!(r#"{{"id": "7", "session": "{SESSION}"}}"#);
        assert!(refused(200, &body).contains("answer a hash of it"));
        assert!(!refused(200, &body).contains(SESSION));
    }
}
