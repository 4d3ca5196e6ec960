//! State that the middleware and the handlers share.

use crate::{
    assets::Assets,
    client_address::Network,
    clock::MonotonicClock,
    cookie::CookieNames,
    mailer::{Mailer, MailerState},
    sign_in::Ask,
    sign_in_limit::SignInLimit,
    visitor_notice::Reporter,
};
use axum::extract::FromRef;
use http::HeaderMap;
use mfa::{Latchkey, Level};
use std::{num::NonZeroU32, sync::Arc};
use ui::site::Site;

/// Everything that is the same for all requests. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub(crate) latchkey: Latchkey,
    pub(crate) site: Arc<Site>,
    pub(crate) assets: Assets,
    pub(crate) trusted_proxies: Arc<[Network]>,
    pub(crate) cookies: Arc<CookieNames>,
    pub(crate) sign_in_limit: Arc<SignInLimit>,
    pub(crate) uptime: MonotonicClock,
    /// Whether HSTS includes the subdomains of the installation's host.
    pub(crate) hsts_subdomains: bool,
    /// The task that sends mails, if this process runs one.
    pub(crate) mailer: MailerState,
    /// The application that signs users in. `None` if Latchkey does.
    pub(crate) application: Option<Arc<dyn Ask>>,
    /// The tasks that end with the last clone of this.
    _tasks: Arc<(Option<Mailer>, Option<Reporter>)>,
}

impl AppState {
    /// The state of the installation `site`.
    #[must_use]
    pub fn new(
        latchkey: Latchkey,
        site: Site,
        assets: Assets,
        trusted_proxies: Vec<Network>,
        sign_ins_per_minute: NonZeroU32,
        uptime: MonotonicClock,
    ) -> Self {
        Self {
            latchkey,
            assets,
            trusted_proxies: trusted_proxies.into(),
            cookies: Arc::new(CookieNames::new(&site.public_origin)),
            sign_in_limit: Arc::new(SignInLimit::new(sign_ins_per_minute, &uptime)),
            site: Arc::new(site),
            uptime,
            hsts_subdomains: false,
            mailer: MailerState::default(),
            application: None,
            _tasks: Arc::default(),
        }
    }

    /// Includes the subdomains of the installation's host in HSTS. They may belong to other people.
    #[must_use]
    pub fn with_hsts_subdomains(self, hsts_subdomains: bool) -> Self {
        Self { hsts_subdomains, ..self }
    }

    /// Has the health check report the state of the task that sends mails.
    #[must_use]
    pub fn with_mailer(self, mailer: MailerState) -> Self {
        Self { mailer, ..self }
    }

    /// The state of the installation `site`, whose users are signed in by an application. There is no sign-in to rate-limit.
    pub(crate) fn embedded(
        latchkey: Latchkey,
        site: Site,
        assets: Assets,
        trusted_proxies: Vec<Network>,
        uptime: MonotonicClock,
        application: Arc<dyn Ask>,
    ) -> Self {
        Self { application: Some(application), ..Self::new(latchkey, site, assets, trusted_proxies, NonZeroU32::MAX, uptime) }
    }

    /// Keeps the tasks of an embedded Latchkey running.
    pub(crate) fn with_tasks(self, mailer: Option<Mailer>, reporter: Option<Reporter>) -> Self {
        let state = mailer.as_ref().map(Mailer::state).unwrap_or_default();
        Self { mailer: state, _tasks: Arc::new((mailer, reporter)), ..self }
    }

    /// Whether another site could use the visitor's session through a browser that sends this request. An application may keep its session in any
    /// cookie or header.
    pub(crate) fn may_have_session(&self, headers: &HeaderMap) -> bool {
        self.application.is_some() || [Level::Half, Level::Full].into_iter().any(|level| self.cookies.is_sent(headers, level))
    }
}

impl FromRef<AppState> for Assets {
    fn from_ref(state: &AppState) -> Self {
        state.assets.clone()
    }
}
