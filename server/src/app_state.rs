//! What the middleware and the handlers share.

use crate::{
    assets::Assets, client_address::Network, clock::MonotonicClock, cookie::CookieNames, sign_in::Ask, sign_in_limit::SignInLimit,
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
    /// Browsers are told to use TLS for the names below this one, too.
    pub(crate) hsts_subdomains: bool,
    /// The application that says who is signed in, where it isn't us.
    pub(crate) application: Option<Arc<dyn Ask>>,
}

impl AppState {
    /// The edge of the installation `site`.
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
            application: None,
        }
    }

    /// Has browsers use TLS for all names below the installation's own, too. Those may be other people's.
    #[must_use]
    pub fn with_hsts_subdomains(self, hsts_subdomains: bool) -> Self {
        Self { hsts_subdomains, ..self }
    }

    /// The edge of the installation `site`, in which an application signs people in. Nobody signs in here, so that there is nothing to limit.
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

    /// Whether another site could borrow somebody's session through a browser that sends this request. An application may keep its own in any
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
