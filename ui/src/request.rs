//! The request's session and language, and the cookies that the response sets.
//!
//! The server makes one [`RequestContext`] for each request and puts it into the request's extensions and into the Leptos context. Pages and server
//! functions read it and record changes; they don't handle cookies or headers themselves. Afterwards, the server turns the recorded [`CookieChange`]s
//! into headers.

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
use mfa::{Assessment, Caller, Error, Latchkey, Level, LiveSession, NextStep, Opened, Session, Token, view::Status};
use std::sync::{Arc, Mutex, PoisonError};

/// The data of one request that pages and functions use. Cheap to clone; clones share the recorded changes.
#[derive(Clone)]
pub struct RequestContext {
    /// The domain.
    pub latchkey: Latchkey,
    /// The installation.
    pub site: Arc<Site>,
    /// The valid session, half or full, that the request belongs to.
    pub session: Option<Session>,
    /// The data that the steps of the session with this id depend on, as the request found it.
    found: Option<(String, Arc<Assessment>)>,
    /// The browser sent the cookie of a session that has ended.
    pub session_is_over: bool,
    /// The browser was just signed in, but sent no cookie back.
    pub keeps_no_cookies: bool,
    /// The visitor's status, on pages that pass it to the browser.
    pub status: Option<Status>,
    /// The client, for the audit log and the list of sessions.
    pub caller: Caller,
    /// The catalogue in the visitor's language.
    pub catalog: Catalog,
    /// The name of the cookie that holds the visitor's time zone.
    pub zone_cookie: Arc<str>,
    /// The nonce that the Content-Security-Policy of this response requires of inline scripts.
    pub nonce: Nonce,
    /// The path of the request, without the prefix of the installation.
    pub path: String,
    /// The query of the request, without `?`.
    pub query: Option<String>,
    /// The notice that the previous request left.
    pub flash: Option<Flash>,
    /// The secret that binds passkey sign-ins to this browser, if it has begun one.
    pub passkey_secret: Option<String>,
    /// The secret that recognises this browser after a sign-in: the one that it has sent, or in requests that may complete a sign-in a new one.
    pub browser_secret: Option<Arc<Token>>,
    /// The id that connects a response with its lines in the log.
    pub request_id: String,
    /// The request is for a page of the surrounding application: `path` is then a path of the whole site.
    pub outside: bool,
    changes: Changes,
}

/// A change of the browser's cookies.
pub enum CookieChange {
    /// A session was opened: set the cookie of its level and delete that of the other level.
    Open {
        /// Determines the cookie's name.
        level: Level,
        /// The cookie's value.
        token: Token,
    },
    /// The session of this level has ended: delete its cookie.
    Close {
        /// Determines the cookie's name.
        level: Level,
    },
    /// A passkey sign-in was begun, which only this browser may finish.
    BindPasskeySignIn(Token),
    /// A sign-in was completed: recognise the browser by this secret at the next one.
    Recognise(Arc<Token>),
    /// The visitor chose a language.
    Language(Language),
    /// The visitor chose a time zone.
    Zone(Zone),
    /// The next page shows this notice.
    Flash(Flash),
    /// The notice was shown.
    FlashTold,
    /// Sign-out: delete everything that the browser has stored for this site.
    ClearSiteData,
}

type Changes = Arc<Mutex<Vec<CookieChange>>>;

impl RequestContext {
    /// The context of a request without a session; the server adds the session if it finds a valid one.
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
            found: None,
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
            browser_secret: None,
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

    /// The full address of a path of Latchkey, for a link, a form or a redirect.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        self.site.link(path)
    }

    /// The full address of the request, with its query.
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
    /// [`Error::NotSignedIn`] without a session; [`Error::NotFound`] if the account isn't an administrator, since the dashboard is hidden from it;
    /// and those of [`Session::require_administrator`].
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

    /// Makes this the session of the request, as it was found just now.
    pub fn set_found(&mut self, found: Option<LiveSession>) {
        self.found = found.as_ref().map(|live| (live.session.id.clone(), Arc::new(live.assessment.clone())));
        self.session = found.map(|live| live.session);
    }

    /// Forgets what was found about the session's steps, before something that may change it.
    pub fn forget_found(&mut self) {
        self.found = None;
    }

    /// The data that the steps of the session depend on: as the request found it, or read anew after [`forget_found`](Self::forget_found) and for a
    /// session that was opened since. `None` without a session, or if it has ended meanwhile. A function that writes doesn't see its own changes here;
    /// the domain reads them.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn assess(&self) -> Result<Option<Assessment>, Error> {
        let Some(session) = &self.session else { return Ok(None) };
        match &self.found {
            Some((id, assessment)) if *id == session.id => Ok(Some(Assessment::clone(assessment))),
            _ => match self.latchkey.assess(session).await {
                Err(Error::NotSignedIn) => Ok(None),
                assessment => assessment.map(Some),
            },
        }
    }

    /// The visitor's status, from the same data.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn find_status(&self) -> Result<Status, Error> {
        let assessment = self.assess().await?;
        let session = self.session.as_ref().zip(assessment);
        Ok(session.map_or_else(Status::signed_out, |(session, assessment)| self.latchkey.status_at(session, &assessment)))
    }

    /// The same request with `session`: for the steps that follow right after a session was opened.
    #[must_use]
    pub fn with_session(&self, session: Session) -> Self {
        Self { session: Some(session), found: None, ..self.clone() }
    }

    /// Makes the session that was just opened the session of this request, sets its cookie, and returns the next step.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn enter(&mut self, opened: Opened) -> Result<NextStep, Error> {
        let next = opened.next.clone();
        let session = self.open(opened);
        self.found = None;
        let next = match next {
            Some(next) => Ok(next),
            None => self.latchkey.next_step(Some(&session)).await,
        };
        self.session = Some(match &next {
            Ok(step) => session.at_step(step),
            Err(_) => session,
        });
        self.provide_anew();
        next
    }

    /// Lets an application's function on the server, which calls several of ours within one request, find the session that the first one has opened.
    ///
    /// A form's handler has no owner, and may run while the thread has that of another visitor's page.
    fn provide_anew(&self) {
        if use_context::<Self>().is_some_and(|provided| Arc::ptr_eq(&provided.changes, &self.changes)) {
            provide_context(self.clone());
        }
    }

    /// Like [`enter`](Self::enter), but also ends the browser's previous session, which the sign-in replaces.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn take_over(&mut self, opened: Opened) -> Result<NextStep, Error> {
        if let Some(before) = &self.session {
            self.latchkey.sessions().discard(before).await?;
            self.session = None;
        }
        self.enter(opened).await
    }

    /// Sets the cookie of a session that was just opened.
    pub fn open(&self, opened: Opened) -> Session {
        let Opened { token, session, browser_secret, .. } = opened;
        let completes = session.level == Level::Full && self.session.as_ref().is_none_or(|before| before.level == Level::Half);
        // A browser that is trusted from now on has a new secret.
        let secret = browser_secret.map(Arc::new).or_else(|| self.browser_secret.clone());
        if let Some(secret) = secret.filter(|_| completes) {
            self.record(CookieChange::Recognise(secret));
        }
        self.record(CookieChange::Open { level: session.level, token });
        session
    }

    /// Ends the session, half or full, and deletes its cookie. Without a session, it only deletes the cookies.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn sign_out(&self) -> Result<(), Error> {
        if let Some(session) = &self.session {
            self.latchkey.account().sign_out(&self.caller, session).await?;
        }
        self.close();
        // A cookie that remains shows that the browser keeps cookies, in case it goes back to the page that the sign-in led to.
        self.set_zone(self.catalog.zone());
        Ok(())
    }

    /// Deletes the cookies of both levels and everything else that the browser stored for this site: for sign-out.
    pub fn close(&self) {
        self.drop_cookie(Level::Half);
        self.drop_cookie(Level::Full);
        self.record(CookieChange::ClearSiteData);
    }

    /// Deletes the cookie of one level.
    pub fn drop_cookie(&self, level: Level) {
        self.record(CookieChange::Close { level });
    }

    /// Binds a passkey sign-in to the browser.
    pub fn bind_passkey_sign_in(&self, secret: Token) {
        self.record(CookieChange::BindPasskeySignIn(secret));
    }

    /// Stores the visitor's choice of a language in a cookie.
    pub fn set_language(&self, language: Language) {
        self.record(CookieChange::Language(language));
    }

    /// Stores the visitor's choice of a time zone in a cookie.
    pub fn set_zone(&self, zone: Zone) {
        self.record(CookieChange::Zone(zone));
    }

    /// Has the next page show a notice.
    pub fn leave_flash(&self, flash: Flash) {
        self.record(CookieChange::Flash(flash));
    }

    /// The notice that the previous request left. It is shown once.
    #[must_use]
    pub fn take_flash(&self) -> Option<Flash> {
        self.flash.inspect(|_| self.record(CookieChange::FlashTold))
    }

    /// Takes the recorded changes, in order.
    #[must_use]
    pub fn take_changes(&self) -> Vec<CookieChange> {
        std::mem::take(&mut *self.changes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn record(&self, change: CookieChange) {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner).push(change);
    }
}

/// Provides the context that pages and server functions read, and the nonce for inline scripts.
///
/// The server calls it for every request that Leptos answers; the request carries a [`RequestContext`] in its extensions.
pub fn provide_request() {
    if let Some(cx) = use_context::<Parts>().and_then(|parts| parts.extensions.get::<RequestContext>().cloned()) {
        cx.provide();
    }
}
