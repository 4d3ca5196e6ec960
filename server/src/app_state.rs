//! State that the middleware and the handlers share.

use crate::{
    assets::Assets,
    beside_application::BesideApplication,
    client_address::Network,
    clock::MonotonicClock,
    cookie::CookieNames,
    mailer::{Mailer, MailerState},
    sign_in::DynSignIn,
    sign_in_limit::SignInLimit,
    transport_security::TransportSecurity,
    visitor_notice::Reporter,
};
use axum::extract::FromRef;
use http::HeaderMap;
use mfa::{Latchkey, Level};
use std::{num::NonZeroU32, ops::Deref, sync::Arc};
use ui::site::Site;

/// Everything that is the same for all requests. Cheap to clone, since each layer that a request passes through has a clone of its own.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// The content of an [`AppState`], for this crate alone.
#[doc(hidden)]
#[derive(Clone)]
pub struct Shared {
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
    pub(crate) application: Option<Arc<dyn DynSignIn>>,
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
        Self(Arc::new(Shared {
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
        }))
    }

    /// The same with a change, made before the state is shared.
    fn with(mut self, change: impl FnOnce(&mut Shared)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// Sets the use of HSTS. It is for the host alone unless this is called.
    #[must_use]
    pub fn with_hsts(self, hsts: TransportSecurity) -> Self {
        self.with(|shared| shared.hsts = hsts)
    }

    /// Has the checks of reverse proxies let through the requests by which browsers ask whether another site's script may send its own (CORS). They
    /// bring no session, and applications answer them without one.
    #[must_use]
    pub fn with_preflights(self, passes_preflights: bool) -> Self {
        self.with(|shared| shared.passes_preflights = passes_preflights)
    }

    /// Has the health check report the state of the task that sends mails.
    #[must_use]
    pub fn with_mailer(self, mailer: MailerState) -> Self {
        self.with(|shared| shared.mailer = mailer)
    }

    /// The state of the installation `site`, whose users are signed in by an application. There is no sign-in to rate-limit.
    pub(crate) fn embedded(
        latchkey: Latchkey,
        site: Site,
        assets: Assets,
        trusted_proxies: Vec<Network>,
        uptime: MonotonicClock,
        application: Arc<dyn DynSignIn>,
    ) -> Self {
        let state = Self::new(latchkey, site, assets, trusted_proxies, NonZeroU32::MAX, uptime);
        state.with(|shared| shared.application = Some(application))
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
        let state = Self::embedded(latchkey, site, assets, trusted_proxies, uptime, Arc::new(application.clone()));
        state.with(|shared| shared.beside = Some(application))
    }

    /// Keeps the tasks of an embedded Latchkey running.
    pub(crate) fn with_tasks(self, mailer: Option<Mailer>, reporter: Option<Reporter>) -> Self {
        let state = mailer.as_ref().map(Mailer::state).unwrap_or_default();
        self.with(|shared| {
            shared.mailer = state;
            shared._tasks = Arc::new((mailer, reporter));
        })
    }

    /// Whether another site could use the visitor's session through a browser that sends this request. An application may keep its session in any
    /// cookie or header.
    pub(crate) fn may_have_session(&self, headers: &HeaderMap) -> bool {
        self.application.is_some() || [Level::Half, Level::Full].into_iter().any(|level| self.cookies.is_sent(headers, level))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl FromRef<AppState> for Assets {
    fn from_ref(state: &AppState) -> Self {
        state.assets.clone()
    }
}
