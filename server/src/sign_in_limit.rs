//! The rate limits of a network for sign-ins, sign-ups and changes of address.
//!
//! Each password costs a slow hash, each passkey sign-in a row until it is completed, and only this limit detects password guessing across many
//! accounts, which the limit per account can't see. The counts are kept in memory, since they protect this process; counts that must survive a
//! restart are stored by account in the database.

use crate::clock::MonotonicClock;
use governor::{Quota, RateLimiter, clock::Clock, middleware::NoOpMiddleware, state::keyed::DashMapStateStore};
use mfa::ClientNetwork;
use std::{
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use ui::paths;

/// In a network with more users than this, the second submission of a form is occasionally left without a stored response.
const FORMS_A_SECOND: NonZeroU32 = NonZeroU32::new(10).unwrap();
const FORMS_AT_ONCE: NonZeroU32 = NonZeroU32::new(100).unwrap();

/// The number of attempts after which the counts of inactive networks are removed.
const TIDY_EVERY: u32 = 1024;

/// The kinds of limits. Each kind and network has a bucket of its own.
pub(crate) struct SignInLimit {
    sign_ins: Buckets,
    passkey_sign_ins: Buckets,
    sign_ups: Buckets,
    /// Forms whose responses are stored for a second submission.
    forms: Buckets,
    attempts: AtomicU32,
}

type Buckets = RateLimiter<ClientNetwork, DashMapStateStore<ClientNetwork>, RateClock, NoOpMiddleware<Duration>>;

#[derive(Clone, Copy)]
pub(crate) enum Kind {
    SignIn,
    /// Passkey ceremonies that are begun without a session: each visit of the sign-in page, and of the page of a link, begins one.
    PasskeySignIn,
    /// Requests that create accounts or set passwords, that have a mail sent, or whose response reveals whether an address has an account.
    SignUp,
}

impl Kind {
    /// The limit of the form at this path.
    pub(crate) fn of_form(path: &str) -> Option<Self> {
        match path {
            paths::SIGN_IN => Some(Self::SignIn),
            paths::SIGN_UP | paths::FORGOTTEN_PASSWORD | paths::EMAIL | paths::CONFIRM_EMAIL | paths::NOTICE_ADDRESS => Some(Self::SignUp),
            path if paths::is_mail_link(path) => Some(Self::SignUp),
            _ => None,
        }
    }
}

impl SignInLimit {
    pub(crate) fn new(per_minute: NonZeroU32, uptime: &MonotonicClock) -> Self {
        let buckets = || RateLimiter::dashmap_with_clock(Quota::per_minute(per_minute), RateClock(uptime.clone()));
        let forms =
            RateLimiter::dashmap_with_clock(Quota::per_second(FORMS_A_SECOND).allow_burst(FORMS_AT_ONCE), RateClock(uptime.clone()));
        Self { sign_ins: buckets(), passkey_sign_ins: buckets(), sign_ups: buckets(), forms, attempts: AtomicU32::new(0) }
    }

    pub(crate) fn admit(&self, kind: Kind, client: ClientNetwork) -> Result<(), Duration> {
        let buckets = match kind {
            Kind::SignIn => &self.sign_ins,
            Kind::PasskeySignIn => &self.passkey_sign_ins,
            Kind::SignUp => &self.sign_ups,
        };
        self.tidy();
        buckets.check_key(&client).map_err(|busy| busy.wait_time_from(buckets.clock().now()))
    }

    /// Whether the response to another form of this network may be stored.
    pub(crate) fn admits_form(&self, client: ClientNetwork) -> bool {
        self.tidy();
        self.forms.check_key(&client).is_ok()
    }

    fn tidy(&self) {
        if self.attempts.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.sign_ins.retain_recent();
            self.passkey_sign_ins.retain_recent();
            self.sign_ups.retain_recent();
            self.forms.retain_recent();
        }
    }
}

/// Lets tests advance the time.
#[derive(Clone)]
struct RateClock(MonotonicClock);

impl Clock for RateClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        (self.0)()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{net::IpAddr, sync::Arc};

    #[test]
    fn one_bucket_for_each_network_and_kind() {
        let limit = SignInLimit::new(NonZeroU32::new(2).unwrap(), &(Arc::new(|| Duration::from_secs(9)) as MonotonicClock));
        let admit = |kind, address: &str| limit.admit(kind, address.parse::<IpAddr>().unwrap().into());
        assert!(admit(Kind::SignIn, "2001:db8::1").is_ok());
        assert!(admit(Kind::SignIn, "2001:db8::2:1").is_ok());
        assert_eq!(admit(Kind::SignIn, "2001:db8::3"), Err(Duration::from_secs(30)));
        assert!(admit(Kind::SignIn, "2001:db8:0:1::3").is_ok());
        assert!(admit(Kind::SignUp, "2001:db8::3").is_ok());
        assert!(admit(Kind::SignIn, "192.0.2.1").is_ok());
        assert!(admit(Kind::SignIn, "192.0.2.2").is_ok());
    }
}
