//! The cookies: how they are named, read and written.
//!
//! With TLS the names have the prefix `__Host-`, which browsers accept only from the host itself, with `Secure` and for the whole site: no
//! neighbouring host and no unencrypted answer can plant one (RFC 6265bis, 4.1.3).

use app::request::CookieChange;
use http::{HeaderMap, HeaderValue, header::COOKIE};
use mfa::Level;
use std::time::Duration;

/// The visitor's choice of language. It is no secret and needs no prefix.
pub const LANGUAGE: &str = "latchkey-language";
const LANGUAGE_KEPT: Duration = Duration::from_secs(365 * 24 * 3600);

/// What the next page has to tell: one of a few fixed codes.
pub const NOTICE: &str = "latchkey-notice";
const NOTICE_KEPT: Duration = Duration::from_secs(60);

/// What binds a passkey sign-in to the browser that began it, for as long as it can be finished.
const PASSKEY_KEPT: Duration = Duration::from_secs(5 * 60);

/// 32 bytes in base64url without padding: the only shape that a secret in a cookie has.
const TOKEN_LENGTH: usize = 43;

/// Cookies that are looked through for ours. Browsers keep fewer for a host.
const MOST: usize = 512;

/// What the cookies are called, which depends on whether there is TLS.
#[derive(Clone, Copy, Debug)]
pub struct CookieNames {
    secure: bool,
}

impl CookieNames {
    /// The names for an origin with or without TLS.
    #[must_use]
    pub const fn new(secure: bool) -> Self {
        Self { secure }
    }

    /// The cookie of a session. Half and full sessions have cookies of different names, so that neither can be taken for the other.
    #[must_use]
    pub const fn session(self, level: Level) -> &'static str {
        match (level, self.secure) {
            (Level::Full, true) => "__Host-latchkey",
            (Level::Full, false) => "latchkey",
            (Level::Half, true) => "__Host-latchkey-half",
            (Level::Half, false) => "latchkey-half",
        }
    }

    /// The cookie of passkey sign-ins under way.
    const fn passkey(self) -> &'static str {
        if self.secure { "__Host-latchkey-passkey" } else { "latchkey-passkey" }
    }

    /// What binds passkey sign-ins to the browser.
    #[must_use]
    pub fn passkey_secret(self, headers: &HeaderMap) -> Option<&str> {
        values(headers, self.passkey()).find(|value| is_token(value))
    }

    /// The id in the cookie of this level. Of several cookies of the name the first one that has the shape of an id counts.
    #[must_use]
    pub fn token(self, headers: &HeaderMap, level: Level) -> Option<&str> {
        values(headers, self.session(level)).find(|value| is_token(value))
    }

    /// Whether the browser sent a cookie of this level, well-formed or not.
    #[must_use]
    pub fn is_sent(self, headers: &HeaderMap, level: Level) -> bool {
        values(headers, self.session(level)).next().is_some()
    }

    /// The ids, half and full, that a browser has once it got the answer with `changes`.
    #[must_use]
    pub fn tokens_after(self, request: &HeaderMap, changes: &[CookieChange]) -> [Option<String>; 2] {
        [Level::Half, Level::Full].map(|level| match last_change(changes, level) {
            Some(CookieChange::Open { level: opened, token }) if *opened == level => Some(token.expose().to_owned()),
            Some(_) => None,
            None => self.token(request, level).map(ToOwned::to_owned),
        })
    }

    /// The `Set-Cookie` headers for `changes`. A cookie is only taken back from browsers that sent it.
    #[must_use]
    pub fn set_cookies(self, request: &HeaderMap, changes: &[CookieChange]) -> Vec<HeaderValue> {
        let mut cookies = Vec::new();
        for level in [Level::Half, Level::Full] {
            match last_change(changes, level) {
                Some(CookieChange::Open { level: opened, token }) if *opened == level => {
                    cookies.push(self.write(self.session(level), token.expose(), None));
                }
                Some(_) if self.is_sent(request, level) => cookies.push(self.write(self.session(level), "", Some(Duration::ZERO))),
                _ => {}
            }
        }
        if let Some(CookieChange::BindPasskeySignIn(secret)) =
            changes.iter().rev().find(|change| matches!(change, CookieChange::BindPasskeySignIn(_)))
        {
            cookies.push(self.write(self.passkey(), secret.expose(), Some(PASSKEY_KEPT)));
        }
        let told = changes.iter().rev().find_map(|change| match change {
            CookieChange::Notice(notice) => Some((notice.code(), NOTICE_KEPT)),
            CookieChange::NoticeTold => Some(("", Duration::ZERO)),
            _ => None,
        });
        let language = changes.iter().rev().find_map(|change| match change {
            CookieChange::Language(language) => Some((language.code(), LANGUAGE_KEPT)),
            _ => None,
        });
        let plain = [(NOTICE, told), (LANGUAGE, language)].into_iter().filter_map(|(name, set)| set.map(|set| (name, set)));
        cookies.extend(plain.map(|(name, (value, kept))| self.write(name, value, Some(kept))));
        cookies.iter().filter_map(|cookie| HeaderValue::from_str(cookie).ok()).collect()
    }

    fn write(self, name: &str, value: &str, kept: Option<Duration>) -> String {
        let mut cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax");
        if self.secure {
            cookie.push_str("; Secure");
        }
        if let Some(kept) = kept {
            cookie.push_str(&format!("; Max-Age={}", kept.as_secs()));
        }
        cookie
    }
}

/// The values of all cookies called `name`. What other applications of the host have set may hold any bytes; it doesn't spoil ours.
pub fn values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    let pairs = headers.get_all(COOKIE).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    let pairs = pairs.take(MOST).filter_map(|pair| str::from_utf8(pair).ok()?.split_once('='));
    pairs.filter(move |(found, _)| found.trim() == name).map(|(_, value)| value.trim())
}

fn is_token(value: &str) -> bool {
    value.len() == TOKEN_LENGTH && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// The change that decides about the cookie of this level. The last word counts: a session may be opened and closed by one request.
fn last_change(changes: &[CookieChange], level: Level) -> Option<&CookieChange> {
    changes.iter().rev().find(|change| matches!(change, CookieChange::Open { .. }) || closes(change, level))
}

fn closes(change: &CookieChange, level: Level) -> bool {
    matches!(change, CookieChange::Close { level: closed } if *closed == level)
}
