//! The cookies: their names, and how they are parsed and written.
//!
//! With TLS, the names have the prefix `__Host-`, which browsers accept only from the host itself, with `Secure` and for the whole site: neither
//! another host of the domain nor an unencrypted response can plant one (RFC 6265bis, 4.1.3). Browsers send cookies to all ports of a host. If the
//! installation's port isn't the default one, the names end with it, so that two installations on one host don't overwrite each other's cookies.

use http::{HeaderMap, HeaderValue, header::COOKIE};
use mfa::Level;
use std::{sync::Arc, time::Duration};
use ui::{flash::Flash, request::CookieChange};
use url::Url;

/// How long a choice of language or time zone is kept.
const CHOICE_KEPT: Duration = Duration::from_hours(365 * 24);

const FLASH_KEPT: Duration = Duration::from_secs(60);

/// How long a browser is taken to have the stylesheet: as long as it may keep the file.
const STYLE_KEPT: Duration = Duration::from_hours(365 * 24);

/// How long the cookie that binds passkey sign-ins to the browser is kept: as long as such a sign-in can be completed.
const PASSKEY_KEPT: Duration = Duration::from_mins(5);

/// How long a browser is recognised after its last sign-in, like its row in the database.
const BROWSER_KEPT: Duration = Duration::from_hours(365 * 24);

/// The format of every secret in a cookie: 32 bytes in base64url without padding.
const TOKEN_LENGTH: usize = 43;

/// The number of cookies that are searched for ours. Browsers keep fewer per host.
const MOST: usize = 512;

/// Whether `text` is part of `cookies`: of one value, or of all cookies of a request.
pub(crate) fn contains(cookies: &[u8], text: &str) -> bool {
    cookies.windows(text.len().max(1)).any(|part| part == text.as_bytes())
}

/// The names of one installation's cookies.
#[derive(Debug)]
pub struct CookieNames {
    secure: bool,
    full: String,
    half: String,
    passkey: String,
    /// Recognises the browser at the next sign-in. In a trusted one, it stands for the second factor.
    browser: String,
    /// The visitor's choice of language. It isn't secret and needs no prefix.
    language: String,
    /// The visitor's time zone. Scripts on our pages write it too.
    zone: Arc<str>,
    /// The flash message for the next page: one of a few fixed codes.
    flash: String,
    /// The name of the stylesheet that the browser has in its cache.
    style: String,
}

impl CookieNames {
    /// The names for the installation at `origin`.
    #[must_use]
    pub fn new(origin: &Url) -> Self {
        let secure = origin.scheme() == "https";
        let prefix = if secure { "__Host-" } else { "" };
        // An address omits the default port.
        let port = origin.port().map(|port| format!("-{port}")).unwrap_or_default();
        Self {
            secure,
            full: format!("{prefix}latchkey{port}"),
            half: format!("{prefix}latchkey-half{port}"),
            passkey: format!("{prefix}latchkey-passkey{port}"),
            browser: format!("{prefix}latchkey-browser{port}"),
            language: format!("latchkey-language{port}"),
            zone: format!("latchkey-zone{port}").into(),
            flash: format!("latchkey-notice{port}"),
            style: format!("latchkey-style{port}"),
        }
    }

    /// The cookie of a session. Half and full sessions have cookies of different names, so that one can't be mistaken for the other.
    #[must_use]
    pub fn session(&self, level: Level) -> &str {
        match level {
            Level::Full => &self.full,
            Level::Half => &self.half,
        }
    }

    /// The language that the visitor chose.
    #[must_use]
    pub fn language<'a>(&'a self, headers: &'a HeaderMap) -> Option<&'a str> {
        values(headers, &self.language).next()
    }

    /// The time zone that the browser reported or the visitor chose.
    #[must_use]
    pub fn zone<'a>(&'a self, headers: &'a HeaderMap) -> Option<&'a str> {
        values(headers, &self.zone).next()
    }

    /// The name of the cookie for the time zone.
    #[must_use]
    pub fn zone_name(&self) -> Arc<str> {
        Arc::clone(&self.zone)
    }

    /// The flash message that the previous request left.
    #[must_use]
    pub fn flash(&self, headers: &HeaderMap) -> Option<Flash> {
        values(headers, &self.flash).find_map(Flash::from_code)
    }

    /// Whether the browser has the stylesheet of this name. Another host of the domain may have planted a second cookie.
    #[must_use]
    pub fn has_style(&self, headers: &HeaderMap, name: &str) -> bool {
        values(headers, &self.style).any(|value| value == name)
    }

    /// Notes that the browser has the stylesheet of this name.
    pub(crate) fn remember_style(&self, name: &str) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.write(&self.style, name, Some(STYLE_KEPT))).ok()
    }

    /// Notes that the browser has no stylesheet.
    pub(crate) fn forget_style(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.write(&self.style, "", Some(Duration::ZERO))).ok()
    }

    /// The secret that binds passkey sign-ins to the browser.
    #[must_use]
    pub fn passkey_secret<'a>(&'a self, headers: &'a HeaderMap) -> Option<&'a str> {
        values(headers, &self.passkey).find(|value| is_token(value))
    }

    /// The secret by which the browser is recognised.
    #[must_use]
    pub fn browser_secret<'a>(&'a self, headers: &'a HeaderMap) -> Option<&'a str> {
        values(headers, &self.browser).find(|value| is_token(value))
    }

    /// The session id in the cookie of this level. If there are several cookies of that name, the first with the format of an id counts.
    #[must_use]
    pub fn token<'a>(&'a self, headers: &'a HeaderMap, level: Level) -> Option<&'a str> {
        values(headers, self.session(level)).find(|value| is_token(value))
    }

    /// Whether the browser sent a cookie of this level, well-formed or not.
    #[must_use]
    pub fn is_sent(&self, headers: &HeaderMap, level: Level) -> bool {
        values(headers, self.session(level)).next().is_some()
    }

    /// Whether the browser sent any of our cookies, which shows that it stores cookies. The one of the stylesheet doesn't count: every first page sets it,
    /// and a browser may keep it although it refuses those whose names begin with `__Host-`.
    #[must_use]
    pub fn is_any_sent(&self, headers: &HeaderMap) -> bool {
        self.all().into_iter().filter(|name| *name != self.style).any(|name| values(headers, name).next().is_some())
    }

    /// The cookies of a request without ours, for the application that set them. `None` if there are none.
    pub(crate) fn others(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let pairs = headers.get_all(COOKIE).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
        let is_ours = |pair: &[u8]| {
            let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default().trim_ascii();
            self.all().into_iter().any(|ours| ours.as_bytes() == name)
        };
        let others: Vec<_> = pairs.map(<[u8]>::trim_ascii).filter(|pair| !pair.is_empty() && !is_ours(pair)).collect();
        HeaderValue::from_bytes(&others.join(&b"; "[..])).ok().filter(|_| !others.is_empty())
    }

    fn all(&self) -> [&str; 8] {
        [&self.full, &self.half, &self.passkey, &self.browser, &self.language, &self.zone, &self.flash, &self.style]
    }

    /// The session ids, half and full, that a browser has after it received the response with `changes`.
    #[must_use]
    pub fn tokens_after(&self, request: &HeaderMap, changes: &[CookieChange]) -> [Option<String>; 2] {
        [Level::Half, Level::Full].map(|level| match last_change(changes, level) {
            Some(CookieChange::Open { level: opened, token }) if *opened == level => Some(token.expose().to_owned()),
            Some(_) => None,
            None => self.token(request, level).map(ToOwned::to_owned),
        })
    }

    /// The `Set-Cookie` headers for `changes`. A cookie is deleted only if the browser sent it.
    #[must_use]
    pub fn set_cookies(&self, request: &HeaderMap, changes: &[CookieChange]) -> Vec<HeaderValue> {
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
            cookies.push(self.write(&self.passkey, secret.expose(), Some(PASSKEY_KEPT)));
        }
        if let Some(CookieChange::Recognise(secret)) = changes.iter().rev().find(|change| matches!(change, CookieChange::Recognise(_))) {
            cookies.push(self.write(&self.browser, secret.expose(), Some(BROWSER_KEPT)));
        }
        let told = changes.iter().rev().find_map(|change| match change {
            CookieChange::Flash(flash) => Some((flash.code(), FLASH_KEPT)),
            CookieChange::FlashTold => Some(("", Duration::ZERO)),
            _ => None,
        });
        let language = changes.iter().rev().find_map(|change| match change {
            CookieChange::Language(language) => Some((language.code(), CHOICE_KEPT)),
            _ => None,
        });
        let plain = [(&self.flash, told), (&self.language, language)].into_iter().filter_map(|(name, set)| set.map(|set| (name, set)));
        cookies.extend(plain.map(|(name, (value, kept))| self.write(name, value, Some(kept))));
        let zone = changes.iter().rev().find_map(|change| match change {
            CookieChange::Zone(zone) => Some(zone.name()),
            _ => None,
        });
        // Scripts read this cookie, and update it when the browser's time zone changes.
        cookies.extend(zone.map(|zone| self.write_for_scripts(&self.zone, zone, Some(CHOICE_KEPT))));
        cookies.iter().filter_map(|cookie| HeaderValue::from_str(cookie).ok()).collect()
    }

    fn write(&self, name: &str, value: &str, kept: Option<Duration>) -> String {
        self.line(name, value, "; HttpOnly", kept)
    }

    fn write_for_scripts(&self, name: &str, value: &str, kept: Option<Duration>) -> String {
        self.line(name, value, "", kept)
    }

    /// Written by hand: names and values never need quoting or escaping, and the crate `cookie` writes the attributes in another order than
    /// `docs/security.md` and the tests.
    fn line(&self, name: &str, value: &str, readers: &str, kept: Option<Duration>) -> String {
        let mut cookie = format!("{name}={value}; Path=/{readers}; SameSite=Lax");
        if self.secure {
            cookie.push_str("; Secure");
        }
        if let Some(kept) = kept {
            cookie.push_str(&format!("; Max-Age={}", kept.as_secs()));
        }
        cookie
    }
}

/// The values of all cookies called `name`. Cookies of other applications on the host may contain any bytes; they don't affect ours. Only the white space
/// of ASCII is removed: another kind before `__Host-` makes it a cookie that any host of the domain may have set.
pub fn values<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let pairs = headers.get_all(COOKIE).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    let pairs = pairs.take(MOST).filter_map(|pair| str::from_utf8(pair).ok()?.split_once('='));
    pairs.filter(move |(found, _)| found.trim_ascii() == name).map(|(_, value)| value.trim_ascii())
}

fn is_token(value: &str) -> bool {
    value.len() == TOKEN_LENGTH && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// The change that determines the cookie of this level. The last one counts: a request may open and close a session.
fn last_change(changes: &[CookieChange], level: Level) -> Option<&CookieChange> {
    changes.iter().rev().find(|change| matches!(change, CookieChange::Open { .. }) || closes(change, level))
}

fn closes(change: &CookieChange, level: Level) -> bool {
    matches!(change, CookieChange::Close { level: closed } if *closed == level)
}

#[cfg(test)]
mod tests {
    use super::{CookieNames, values};
    use http::{HeaderMap, HeaderValue, header::COOKIE};
    use mfa::Level;

    #[test]
    fn only_the_very_name_is_ours() {
        let found = |line: &str| {
            let headers = HeaderMap::from_iter([(COOKIE, HeaderValue::from_bytes(line.as_bytes()).unwrap())]);
            values(&headers, "__Host-latchkey").map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(found("a=b;  __Host-latchkey=x ; __Host-latchkey=y"), ["x", "y"]);
        for space in ['\u{2003}', '\u{a0}', '\u{3000}', '\u{85}'] {
            assert!(found(&format!("{space}__Host-latchkey=x; __Host-latchkey{space}=x")).is_empty(), "{space:?}");
        }
    }

    #[test]
    fn names_tell_installations_on_one_host_apart() {
        let name = |origin: &str| CookieNames::new(&origin.parse().unwrap()).session(Level::Full).to_owned();
        assert_eq!(name("https://id.example.org"), "__Host-latchkey");
        assert_eq!(name("https://id.example.org:443"), "__Host-latchkey");
        assert_eq!(name("https://id.example.org:8443"), "__Host-latchkey-8443");
        assert_eq!(name("http://localhost:3000"), "latchkey-3000");
        assert_eq!(name("http://localhost"), "latchkey");
    }
}
