//! What a page needs in the document's head.

use app::words::Words;
use mfa::{Error, Level, Session};

/// The title of the page that `/mfa` has for browsers without cookies.
const NO_COOKIES: &str = "problem-cookies-title";

/// Title and scripts of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// The key of the title. Titles are fixed words: nothing that a visitor typed is ever part of one.
    title: &'static str,
    /// The page says that something went wrong, and so does its title.
    failed: bool,
    /// What the browser needs.
    pub(crate) scripts: Scripts,
}

/// What comes alive on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scripts {
    /// Nothing.
    None,
    /// The controls of our own pages.
    Controls,
    /// Dialogs and hooks as well.
    Playground,
}

/// The pages that have a stylesheet of their own beside the one of all pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Playground,
    Admin,
}

impl Part {
    /// The part that the page at `path` belongs to.
    pub(crate) fn of(path: &str) -> Option<Self> {
        match path.split('/').nth(1) {
            Some("playground") => Some(Self::Playground),
            Some("admin") => Some(Self::Admin),
            _ => None,
        }
    }

    /// How its stylesheet is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Playground => "playground",
            Self::Admin => "admin",
        }
    }
}

impl Head {
    /// The head of the page at `path`, which may be telling `error`.
    pub(crate) fn of(path: &str, session: Option<&Session>, error: Option<&Error>) -> Self {
        let full = session.is_some_and(|session| session.level == Level::Full);
        let segments: Vec<_> = path.split('/').skip(1).collect();
        let (title, scripts) = match segments.as_slice() {
            [""] => ("landing-title", Scripts::None),
            ["sign-up"] => ("sign-up-title", Scripts::None),
            ["sign-in"] => ("sign-in-title", Scripts::Controls),
            ["sign-out"] => ("sign-out-title", Scripts::None),
            ["lost-access"] => ("lost-access-title", Scripts::None),
            ["time-zone"] => ("time-zone-title", Scripts::None),
            ["playground"] => ("playground-title", Scripts::Playground),
            ["mfa"] => (NO_COOKIES, Scripts::None),
            ["mfa", "choose"] => ("choose-title", Scripts::None),
            ["mfa", "totp"] => ("totp-title", Scripts::Controls),
            ["mfa", "verify"] if full => ("step-up-title", Scripts::Controls),
            ["mfa", "verify"] => ("verify-title", Scripts::Controls),
            ["mfa", "passkey"] => ("passkey-title", Scripts::Controls),
            ["mfa", "recovery"] => ("recovery-title", Scripts::None),
            ["mfa", "recovery-codes"] => ("recovery-codes-title", Scripts::Controls),
            ["account", "security"] => ("security-title", Scripts::Controls),
            ["account", "activity"] => ("activity-title", Scripts::None),
            ["account", "devices", _, "rename"] => ("rename-title", Scripts::None),
            ["account", "devices", _, "remove"] => ("remove-title", Scripts::None),
            ["account", "passkeys", _, "rename"] => ("rename-passkey-title", Scripts::None),
            ["account", "passkeys", _, "remove"] => ("remove-passkey-title", Scripts::None),
            ["account", "email"] => ("email-title", Scripts::None),
            ["account", "password"] => ("password-title", Scripts::None),
            ["account", "delete"] => ("delete-title", Scripts::None),
            ["admin"] => ("admin-adoption-title", Scripts::None),
            ["admin", "policy"] => ("admin-policy-title", Scripts::None),
            ["admin", "policy", "preview"] => ("admin-preview-title", Scripts::None),
            ["admin", "policy", "preview", "people"] => ("admin-affected-title", Scripts::None),
            ["admin", "policy", "versions"] => ("admin-versions-title", Scripts::None),
            ["admin", "policy", "versions", _] => ("admin-version-title", Scripts::None),
            ["admin", "people"] => ("admin-people-title", Scripts::None),
            ["admin", "people", _] => ("admin-person-title", Scripts::None),
            ["admin", "people", _, "reset"] => ("admin-reset-title", Scripts::None),
            ["admin", "people", _, "end-sessions"] => ("admin-end-sessions-title", Scripts::None),
            ["admin", "people", _, "disable"] => ("admin-disable-title", Scripts::None),
            ["admin", "people", _, "enable"] => ("admin-enable-title", Scripts::None),
            ["admin", "approvals"] => ("admin-approvals-title", Scripts::None),
            ["admin", "audit"] => ("admin-audit-title", Scripts::None),
            ["admin", "keys"] => ("admin-keys-title", Scripts::None),
            ["admin", "keys", _, "revoke"] => ("admin-revoke-title", Scripts::None),
            _ => ("problem-not-found-title", Scripts::None),
        };
        let counts_down = error.is_some_and(|error| error.retry_after_seconds().is_some());
        let scripts = if counts_down && scripts == Scripts::None { Scripts::Controls } else { scripts };
        Self { title, failed: error.is_some(), scripts }
    }

    /// The head of a page that is nothing but a problem.
    pub(crate) const fn of_problem(title: &'static str, counts_down: bool) -> Self {
        Self { title, failed: false, scripts: if counts_down { Scripts::Controls } else { Scripts::None } }
    }

    pub(crate) fn title(self, words: Words, issuer: &str) -> String {
        let page = words.text(self.title);
        let key = if self.failed { "frame-title-failed" } else { "frame-title" };
        words.fill(key, [("page", page.into()), ("issuer", issuer.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, Scripts};
    use mfa::Error;

    #[test]
    fn waiting_needs_scripts_to_count() {
        let waiting = Error::MfaRateLimited { retry_after_seconds: 9 };
        assert_eq!(Head::of("/mfa/recovery", None, Some(&waiting)).scripts, Scripts::Controls);
        assert_eq!(Head::of("/mfa/recovery", None, Some(&Error::MfaInvalidRecoveryCode)).scripts, Scripts::None);
    }
}
