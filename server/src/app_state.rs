//! State that the middleware and the handlers share.

use crate::{
    assets::Assets,
    beside_application::BesideApplication,
    client_address::Network,
    clock::MonotonicClock,
    cookie::CookieNames,
    mailer::{Mailer, MailerState},
    sign_in::Ask,
    sign_in_limit::SignInLimit,
    transport_security::TransportSecurity,
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
    pub(crate) hsts: TransportSecurity,
    /// Whether checks of reverse proxies let preflights of other sites through.
    pub(crate) passes_preflights: bool,
    /// The task that sends mails, if this process runs one.
    pub(crate) mailer: MailerState,
    /// The application that signs users in. `None` if Latchkey does.
    pub(crate) application: Option<Arc<dyn Ask>>,
    /// The same application, if it is another process.
    pub(crate) beside: Option<BesideApplication>,
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
            hsts: TransportSecurity::Host,
            passes_preflights: false,
            mailer: MailerState::default(),
            application: None,
            beside: None,
            _tasks: Arc::default(),
        }
    }

    /// Sets the use of HSTS. It is for the host alone unless this is called.
    #[must_use]
    pub fn with_hsts(self, hsts: TransportSecurity) -> Self {
        Self { hsts, ..self }
    }

    /// Has the checks of reverse proxies let through the requests by which browsers ask whether another site's script may send its own (CORS). They
    /// bring no session, and applications answer them without one.
    #[must_use]
    pub fn with_preflights(self, passes_preflights: bool) -> Self {
        Self { passes_preflights, ..self }
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

    /// The state of the installation `site` beside an application that tells which users it has signed in.
    #[must_use]
    pub fn beside(
        latchkey: Latchkey,
        site: Site,
        assets: Assets,
        trusted_proxies: Vec<Network>,
        uptime: MonotonicClock,
        application: impl Into<BesideApplication>,
    ) -> Self {
        let application = application.into();
        Self { beside: Some(application.clone()), ..Self::embedded(latchkey, site, assets, trusted_proxies, uptime, Arc::new(application)) }
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
