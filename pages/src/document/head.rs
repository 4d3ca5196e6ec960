//! The parts of the document's head that depend on the page.

use crate::{
    form_state::FormState,
    site_map::{Entry, Scripts},
};
use mfa::{Level, Session};
use ui::catalog::Catalog;

/// Title and scripts of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// The key of the title. Titles are fixed texts, which never contain a visitor's input.
    title: &'static str,
    /// Whether the page shows an error, which its title then mentions.
    failed: bool,
    /// Whether the page is the response to a form, so that reloading it would show another page.
    pub(crate) is_answer: bool,
    /// The scripts of the page.
    pub(crate) scripts: Scripts,
}

/// The parts of the site with an additional stylesheet.
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

    /// The name of its stylesheet.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Playground => "playground",
            Self::Admin => "admin",
        }
    }
}

impl Head {
    /// The head of a page in this state.
    pub(crate) fn of(entry: &Entry, session: Option<&Session>, state: &FormState) -> Self {
        let is_full = session.is_some_and(|session| session.level == Level::Full);
        let counts_down = state.error.as_ref().is_some_and(|error| error.retry_after_seconds().is_some());
        let scripts = if counts_down && entry.scripts == Scripts::None { Scripts::Controls } else { entry.scripts };
        let is_answer = state.error.is_some() || state.made.is_some();
        Self { title: entry.title(is_full), failed: state.error.is_some(), is_answer, scripts }
    }

    /// The head of a page that only shows a problem.
    pub(crate) const fn of_problem(title: &'static str, counts_down: bool) -> Self {
        Self { title, failed: false, is_answer: true, scripts: if counts_down { Scripts::Controls } else { Scripts::None } }
    }

    pub(crate) fn title(self, catalog: Catalog, issuer: &str) -> String {
        let page = catalog.text(self.title);
        let key = if self.failed { "frame-title-failed" } else { "frame-title" };
        catalog.fill(key, [("page", page.into()), ("issuer", issuer.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, Scripts};
    use crate::{form_state::FormState, site_map};
    use mfa::Error;

    #[test]
    fn waiting_needs_scripts_to_count() {
        let scripts = |error| {
            let state = FormState { error: Some(error), ..FormState::default() };
            Head::of(site_map::find("/mfa/recovery").unwrap().entry, None, &state).scripts
        };
        assert_eq!(scripts(Error::MfaRateLimited { retry_after_seconds: 9 }), Scripts::Controls);
        assert_eq!(scripts(Error::MfaInvalidRecoveryCode), Scripts::None);
    }
}
