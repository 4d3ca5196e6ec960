//! The configuration of an embedded Latchkey.

use super::{Embedded, SignIn};
use crate::{
    AppState,
    assets::{Assets, AssetsError},
    client_address::Network,
    clock::{self, MonotonicClock},
    mailer::{Mailer, MailerError, Outlet},
    paths::is_prefix,
    settings::MailSettings,
    sign_in::DynSignIn,
    transport_security::TransportSecurity,
    visitor_notice::{DynOnNotice, OnNotice, Reporter},
};
use leptos::config::LeptosOptions;
use mfa::Latchkey;
use std::sync::Arc;
use tokio::runtime::Handle;
use ui::{
    destination::same_site_path,
    site::{Accounts, Site},
};

/// The reason why Latchkey can't be mounted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EmbedError {
    /// The prefix isn't a valid path.
    #[error(
        "the prefix {0:?} must be one or more segments of small letters, digits, dashes and underscores, each after a slash: `/security`"
    )]
    Prefix(String),
    /// The address of the application's sign-in page isn't valid.
    #[error("the address of the sign-in page, {0:?}, must be a path of this site: `/login`")]
    SignInPage(String),
    /// [`Builder::sign_in`] wasn't called.
    #[error("it isn't said who is signed in to the application: call `sign_in`")]
    NoSignIn,
    /// [`Builder::on_notice`] or [`Builder::mail`] was called, and there is no tokio runtime for their tasks.
    #[error("notices need a tokio runtime: call `build` within one")]
    NoRuntime,
    /// The relay of the mails can't be used.
    #[error(transparent)]
    Mail(#[from] MailerError),
    /// The files of the site are missing.
    #[error(transparent)]
    Assets(#[from] AssetsError),
}

/// The configuration of [`Embedded`]. Everything except [`sign_in`](Self::sign_in) has a default.
#[must_use = "call `build`"]
pub struct Builder {
    prefix: String,
    sign_in: Option<(String, Arc<dyn DynSignIn>)>,
    theme: Option<String>,
    support: Option<String>,
    trusted_proxies: Vec<Network>,
    hsts: TransportSecurity,
    assets: Option<Assets>,
    monotonic_clock: Option<MonotonicClock>,
    on_notice: Option<Arc<dyn DynOnNotice>>,
    mail: Option<MailSettings>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            prefix: "/security".to_owned(),
            sign_in: None,
            theme: None,
            support: None,
            trusted_proxies: Vec::new(),
            hsts: TransportSecurity::Host,
            assets: None,
            monotonic_clock: None,
            on_notice: None,
            mail: None,
        }
    }
}

impl Builder {
    /// Sets the path of the application's sign-in page, and the callback that reports who is signed in.
    pub fn sign_in(self, page: impl Into<String>, sign_in: impl SignIn) -> Self {
        Self { sign_in: Some((page.into(), Arc::new(sign_in))), ..self }
    }

    /// Sets the prefix of the paths of all Latchkey pages: one or more segments. The default is `/security`.
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// Sets the address of a stylesheet that is loaded after Latchkey's and sets the custom properties of `style/tokens.css`.
    pub fn theme(self, stylesheet: impl Into<String>) -> Self {
        Self { theme: Some(stylesheet.into()), ..self }
    }

    /// Sets the contact for people who have lost all their methods and codes: a `mailto:` or `https:` address.
    pub fn support(self, address: impl Into<String>) -> Self {
        Self { support: Some(address.into()), ..self }
    }

    /// Sets the proxies whose `X-Forwarded-For` is trusted. There are none by default.
    pub fn trusted_proxies(self, proxies: impl Into<Vec<Network>>) -> Self {
        Self { trusted_proxies: proxies.into(), ..self }
    }

    /// Includes all subdomains of the application's host in HSTS, not only the host itself. Off by default: only the application knows whether all of
    /// them support TLS.
    pub fn hsts_subdomains(self) -> Self {
        Self { hsts: TransportSecurity::Subdomains, ..self }
    }

    /// Serves these files instead of those that are built into the program.
    pub fn assets(self, assets: Assets) -> Self {
        Self { assets: Some(assets), ..self }
    }

    /// Replaces the computer's clock for durations and rates.
    pub fn monotonic_clock(self, clock: MonotonicClock) -> Self {
        Self { monotonic_clock: Some(clock), ..self }
    }

    /// Reports notices about users to the application, such as that a method was added: all that aren't sent by [mail](Self::mail). By default, the
    /// application's users get no notices.
    pub fn on_notice(self, application: impl OnNotice) -> Self {
        Self { on_notice: Some(Arc::new(application)), ..self }
    }

    /// Sends notices by mail to addresses that the application has [confirmed](mfa::Visitor::address).
    pub fn mail(self, settings: MailSettings) -> Self {
        Self { mail: Some(settings), ..self }
    }

    /// Builds the embedded Latchkey, with the origin and the issuer of `latchkey`.
    ///
    /// # Errors
    ///
    /// [`EmbedError`].
    pub fn build(self, latchkey: Latchkey) -> Result<Embedded, EmbedError> {
        if !is_prefix(&self.prefix) {
            return Err(EmbedError::Prefix(self.prefix));
        }
        let (sign_in, ask) = self.sign_in.ok_or(EmbedError::NoSignIn)?;
        if same_site_path(&sign_in).as_deref() != Some(sign_in.as_str()) {
            return Err(EmbedError::SignInPage(sign_in));
        }
        let assets = self.assets.map_or_else(Assets::open, Ok)?;
        let site = Site {
            public_origin: latchkey.public_origin().clone(),
            issuer: latchkey.issuer().to_owned(),
            support: self.support,
            options: LeptosOptions::builder().output_name(assets.script()).build(),
            stylesheet: assets.stylesheet(),
            dialog_stylesheet: assets.dialog_stylesheet(),
            prefix: self.prefix,
            accounts: Accounts::Application { sign_in },
            theme: self.theme,
        };
        let clock = self.monotonic_clock.unwrap_or_else(clock::uptime);
        if (self.mail.is_some() || self.on_notice.is_some()) && Handle::try_current().is_err() {
            return Err(EmbedError::NoRuntime);
        }
        latchkey.deliveries().open_channels(self.mail.is_some(), self.on_notice.is_some());
        let mailer = self
            .mail
            .map(|settings| Ok::<_, MailerError>(Mailer::spawn(&latchkey, &site, Outlet::new(&settings)?, clock.clone())))
            .transpose()?;
        let reporter = self.on_notice.map(|application| Reporter::spawn(latchkey.clone(), application));
        let state = AppState::embedded(latchkey, site, assets, self.trusted_proxies, clock, ask).with_tasks(mailer, reporter);
        Ok(Embedded { state: state.with_hsts(self.hsts) })
    }
}
