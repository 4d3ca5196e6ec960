//! Who is asking, in which language, and which cookies the answer is to set.
//!
//! The server makes one [`RequestContext`] for each request and puts it into the request's extensions and into the Leptos context. Pages
//! and server functions read it and record what is to change; they see no cookie and no header. When they are done the
//! server turns the recorded [`CookieChange`]s into headers.

use crate::{
    catalog::{Catalog, Language, Zone},
    flash::Flash,
    site::Site,
};
use http::request::Parts;
use leptos::{
    nonce::Nonce,
    prelude::{provide_context, use_context},
};
use mfa::{Caller, Error, Latchkey, Level, NextStep, Opened, Session, Token, view::Status};
use std::sync::{Arc, Mutex, PoisonError};

/// Everything about one request that the application may know. Cheap to clone; clones share the recorded changes.
#[derive(Clone)]
pub struct RequestContext {
    /// The domain.
    pub latchkey: Latchkey,
    /// The installation.
    pub site: Arc<Site>,
    /// The live session, half or full, that came with the request.
    pub session: Option<Session>,
    /// The browser sent the cookie of a session that is over.
    pub session_is_over: bool,
    /// The browser was just signed in, and sent no cookie back.
    pub keeps_no_cookies: bool,
    /// Where the visitor stands, on pages that tell the browser so.
    pub status: Option<Status>,
    /// Who is asking, for the audit and the list of sessions.
    pub caller: Caller,
    /// The catalogue in the visitor's language.
    pub catalog: Catalog,
    /// The name of the cookie in which the browser tells the visitor's time zone.
    pub zone_cookie: Arc<str>,
    /// What inline scripts carry to be let through by the Content-Security-Policy of this one response.
    pub nonce: Nonce,
    /// The path of the request, without the prefix that all of ours have.
    pub path: String,
    /// The query of the request, without `?`.
    pub query: Option<String>,
    /// What the request before this one has to tell.
    pub flash: Option<Flash>,
    /// What binds the browser's passkey sign-ins to it, if it has begun one.
    pub passkey_secret: Option<String>,
    /// What ties an answer to its lines in the log.
    pub request_id: String,
    /// It is a page of the application around us that was asked for: `path` is one of the whole site then.
    pub outside: bool,
    changes: Changes,
}

/// One thing about cookies that the answer has to tell the browser.
pub enum CookieChange {
    /// A session was opened: set the cookie of its level and drop the one of the other.
    Open {
        /// Decides about the cookie's name.
        level: Level,
        /// The cookie's value.
        token: Token,
    },
    /// The session of this level has ended: drop its cookie.
    Close {
        /// Decides about the cookie's name.
        level: Level,
    },
    /// A passkey sign-in was begun, which only this browser may finish.
    BindPasskeySignIn(Token),
    /// The visitor chose a language.
    Language(Language),
    /// The visitor chose a time zone.
    Zone(Zone),
    /// What the next page has to tell.
    Flash(Flash),
    /// It was told.
    FlashTold,
    /// Signed out: drop what the browser has stored of us.
    ClearSiteData,
}

type Changes = Arc<Mutex<Vec<CookieChange>>>;

impl RequestContext {
    /// A request by nobody in particular: the server adds the session when it has found a live one.
    #[must_use]
    pub fn anonymous(
        latchkey: Latchkey,
        site: Arc<Site>,
        caller: Caller,
        catalog: Catalog,
        nonce: Nonce,
        (path, query): (String, Option<String>),
    ) -> Self {
        Self {
            latchkey,
            site,
            session: None,
            session_is_over: false,
            keeps_no_cookies: false,
            status: None,
            caller,
            catalog,
            zone_cookie: Arc::default(),
            nonce,
            path,
            query,
            flash: None,
            passkey_secret: None,
            request_id: String::new(),
            outside: false,
            changes: Changes::default(),
        }
    }

    /// Makes it the context of the page or server function that is about to run, with the nonce of its inline scripts.
    pub fn provide(self) {
        provide_context(self.nonce.clone());
        provide_context(self);
    }

    /// The context of the page or server function that is running.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] outside a request.
    pub fn current() -> Result<Self, Error> {
        use_context::<Self>().ok_or(Error::Unavailable)
    }

    /// The full address of a path of ours, for a link, a form or a redirect.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        self.site.link(path)
    }

    /// The full address that was asked for, with its query.
    #[must_use]
    pub fn address(&self) -> String {
        let path = if self.outside { self.path.clone() } else { self.link(&self.path) };
        match &self.query {
            Some(query) => format!("{path}?{query}"),
            None => path,
        }
    }

    /// The full session.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] without a session, [`Error::RequiresAdditionalAuth`] for a half one.
    pub fn signed_in(&self) -> Result<&Session, Error> {
        match self.any_session()? {
            session if session.level == Level::Full => Ok(session),
            _ => Err(Error::RequiresAdditionalAuth),
        }
    }

    /// The full session of an administrator.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] without a session; [`Error::NotFound`] for everybody else: for them there is no dashboard; and those of
    /// [`Session::require_administrator`].
    pub fn administrator(&self) -> Result<&Session, Error> {
        let session = self.any_session()?;
        session.require_administrator()?;
        Ok(session)
    }

    /// The session, half or full.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] without one.
    pub fn any_session(&self) -> Result<&Session, Error> {
        self.session.as_ref().ok_or(Error::NotSignedIn)
    }

    /// The same request, seen as one of `session`: for what goes on right after a session was opened.
    #[must_use]
    pub fn with_session(&self, session: Session) -> Self {
        Self { session: Some(session), ..self.clone() }
    }

    /// Makes the session that was just opened the one of this request, hands the browser its cookie, and gives what comes next.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn enter(&mut self, opened: Opened) -> Result<NextStep, Error> {
        let next = opened.next.clone();
        self.session = Some(self.open(opened));
        match next {
            Some(next) => Ok(next),
            None => self.latchkey.next_step(self.session.as_ref()).await,
        }
    }

    /// [`enter`](Self::enter), after which the session that the browser had before is gone: a sign-in takes its place.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn take_over(&mut self, opened: Opened) -> Result<NextStep, Error> {
        if let Some(before) = &self.session {
            self.latchkey.sessions().discard(before).await?;
        }
        self.enter(opened).await
    }

    /// Hands the browser the cookie of a session that was just opened.
    pub fn open(&self, opened: Opened) -> Session {
        let Opened { token, session, .. } = opened;
        self.record(CookieChange::Open { level: session.level, token });
        session
    }

    /// Ends the session, half or full, and takes its cookie. Without a session there is nothing to end, which is no error.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn sign_out(&self) -> Result<(), Error> {
        if let Some(session) = &self.session {
            self.latchkey.account().sign_out(&self.caller, session).await?;
        }
        self.close();
        // A cookie that stays shows that the browser keeps cookies, should it go back to the page that the sign-in led to.
        self.set_zone(self.catalog.zone());
        Ok(())
    }

    /// Takes the cookies of both levels from the browser, with whatever else it stored of us: for sign-out.
    pub fn close(&self) {
        self.drop_cookie(Level::Half);
        self.drop_cookie(Level::Full);
        self.record(CookieChange::ClearSiteData);
    }

    /// Takes the cookie of one level from the browser.
    pub fn drop_cookie(&self, level: Level) {
        self.record(CookieChange::Close { level });
    }

    /// Binds a passkey sign-in to the browser.
    pub fn bind_passkey_sign_in(&self, secret: Token) {
        self.record(CookieChange::BindPasskeySignIn(secret));
    }

    /// Remembers the visitor's choice of language in a cookie.
    pub fn set_language(&self, language: Language) {
        self.record(CookieChange::Language(language));
    }

    /// Remembers the visitor's choice of a time zone in a cookie.
    pub fn set_zone(&self, zone: Zone) {
        self.record(CookieChange::Zone(zone));
    }

    /// Has the next page say that something was done.
    pub fn leave_flash(&self, flash: Flash) {
        self.record(CookieChange::Flash(flash));
    }

    /// What the request before this one has to tell, once.
    #[must_use]
    pub fn take_flash(&self) -> Option<Flash> {
        self.flash.inspect(|_| self.record(CookieChange::FlashTold))
    }

    /// What was recorded, in order; nothing is left behind.
    #[must_use]
    pub fn take_changes(&self) -> Vec<CookieChange> {
        std::mem::take(&mut *self.changes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn record(&self, change: CookieChange) {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner).push(change);
    }
}

/// Provides what pages and server functions read: who is asking, and the nonce for inline scripts.
///
/// The server calls it for every request that Leptos answers; the request carries a [`RequestContext`] in its extensions.
pub fn provide_request() {
    if let Some(cx) = use_context::<Parts>().and_then(|parts| parts.extensions.get::<RequestContext>().cloned()) {
        cx.provide();
    }
}
