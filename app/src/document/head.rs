//! What a page needs in the document's head.

use crate::words::Words;
use mfa::{Error, Level, Session};

/// Title and scripts of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// The key of the title. Titles are fixed words: nothing that a visitor typed is ever part of one.
    title: &'static str,
    /// The page says that something went wrong, and so does its title.
    failed: bool,
    /// The page has islands, so that the browser needs the WASM.
    pub(crate) scripts: bool,
}

impl Head {
    /// The head of the page at `path`, which may be telling `error`.
    pub(crate) fn of(path: &str, session: Option<&Session>, error: Option<&Error>) -> Self {
        let full = session.is_some_and(|session| session.level == Level::Full);
        let segments: Vec<_> = path.split('/').skip(1).collect();
        let (title, islands) = match segments.as_slice() {
            [""] => ("landing-title", false),
            ["sign-up"] => ("sign-up-title", false),
            ["sign-in"] => ("sign-in-title", false),
            ["sign-out"] => ("sign-out-title", false),
            ["lost-access"] => ("lost-access-title", false),
            ["playground"] => ("playground-title", true),
            ["mfa", "choose"] => ("choose-title", false),
            ["mfa", "totp"] => ("totp-title", true),
            ["mfa", "verify"] if full => ("step-up-title", true),
            ["mfa", "verify"] => ("verify-title", true),
            ["mfa", "recovery"] => ("recovery-title", false),
            ["mfa", "recovery-codes"] => ("recovery-codes-title", true),
            ["account", "security"] => ("security-title", false),
            ["account", "devices", _, "rename"] => ("rename-title", false),
            ["account", "devices", _, "remove"] => ("remove-title", false),
            ["account", "password"] => ("password-title", false),
            ["account", "delete"] => ("delete-title", false),
            _ => ("problem-not-found-title", false),
        };
        let counts_down = error.is_some_and(|error| error.retry_after_seconds().is_some());
        Self { title, failed: error.is_some(), scripts: islands || counts_down }
    }

    /// The head of a page that is nothing but a problem.
    pub(crate) const fn of_problem(title: &'static str, counts_down: bool) -> Self {
        Self { title, failed: false, scripts: counts_down }
    }

    pub(crate) fn title(self, words: Words, issuer: &str) -> String {
        let page = words.text(self.title);
        let key = if self.failed { "frame-title-failed" } else { "frame-title" };
        words.fill(key, [("page", page.into()), ("issuer", issuer.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::Head;
    use crate::routes::App;
    use leptos_axum::generate_route_list;
    use mfa::Error;

    /// These send everybody on.
    const WITHOUT_A_PAGE: [&str; 5] = ["/mfa", "/account", "/account/devices", "/account/recovery-codes", "/account/sessions"];

    #[test]
    fn every_page_has_a_title() {
        let nothing = Head::of("/nowhere", None, None).title;
        for listing in generate_route_list(App) {
            let titled = Head::of(listing.path(), None, None).title != nothing;
            assert_eq!(titled, !WITHOUT_A_PAGE.contains(&listing.path()), "{}", listing.path());
        }
    }

    #[test]
    fn waiting_needs_scripts_to_count() {
        let waiting = Error::MfaRateLimited { retry_after_seconds: 9 };
        assert!(Head::of("/mfa/recovery", None, Some(&waiting)).scripts);
        assert!(!Head::of("/mfa/recovery", None, Some(&Error::MfaInvalidRecoveryCode)).scripts);
    }
}
