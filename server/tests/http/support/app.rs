//! One installation.

use super::{Client, PASSWORD, User, client, clock, site::assets};
use axum::Router;
use leptos::{config::LeptosOptions, nonce::Nonce};
use mail::Mailbox;
use mfa::{Caller, Delivery, Handover, Latchkey, LiveSession};
use server::{
    AppState, TransportSecurity,
    client_address::Network,
    mailer::{Mailer, Outlet},
    settings::MailSettings,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::{num::NonZeroU32, sync::Arc, time::Duration};
use tempfile::TempDir;
use testbed::{Database, HandClock, until};
use ui::{
    catalog::{Catalog, Language},
    request::RequestContext,
    site::{Accounts, Site},
};

/// A running installation with its own database and clock.
pub(crate) struct TestApp {
    pub(crate) router: Router,
    pub(crate) latchkey: Latchkey,
    pub(crate) origin: String,
    site: Site,
    database: String,
    clock: HandClock,
    audiences: Vec<String>,
    folder: TempDir,
}

/// A server process of an installation.
pub(crate) struct Process {
    pub(crate) latchkey: Latchkey,
    pub(crate) router: Router,
}

/// How it is to be set up.
pub(crate) struct Builder {
    database: Database,
    origin: String,
    trusted_proxies: Vec<Network>,
    sign_ins_per_minute: u32,
    hsts_subdomains: bool,
    confirms_addresses: bool,
    prefix: String,
    passes_preflights: bool,
    audiences: Vec<String>,
}

impl TestApp {
    /// As an operator gets it who sets nothing.
    pub(crate) async fn start() -> Self {
        Self::build().start().await
    }

    pub(crate) fn build() -> Builder {
        Builder {
            database: Database::Sqlite,
            origin: "http://localhost".to_owned(),
            trusted_proxies: Vec::new(),
            sign_ins_per_minute: 1000,
            hsts_subdomains: true,
            confirms_addresses: false,
            prefix: String::new(),
            passes_preflights: false,
            audiences: Vec::new(),
        }
    }

    /// A browser that has never been here.
    pub(crate) fn anonymous(&self) -> Client {
        Client::new(self.router.clone(), &self.origin)
    }

    /// Somebody who just signed up and hasn't enrolled.
    pub(crate) async fn half(&self, email: &str) -> Client {
        match self.latchkey.confirms_addresses() {
            true => self.half_by_link(email).await,
            false => client::sign_up(self.anonymous(), email).await,
        }
    }

    async fn half_by_link(&self, email: &str) -> Client {
        let mut client = self.anonymous();
        client.submit("/sign-up", &[("email", email)]).await.assert_leads_to("/check-mail");
        let link = self.mails().await.pop().and_then(|mail| mail.params.link).unwrap();
        client.submit(&format!("/m/{link}"), &[("password", PASSWORD)]).await.assert_status(303);
        client
    }

    /// Hands over all mails that are due.
    pub(crate) async fn mails(&self) -> Vec<Delivery> {
        let mut mails = vec![];
        while self.latchkey.deliveries().answer_requests().await.unwrap() {}
        while let Some(mail) = self.latchkey.deliveries().claim().await.unwrap() {
            assert!(self.latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap());
            mails.push(mail);
        }
        mails
    }

    /// Somebody who is enrolled and fully signed in.
    pub(crate) async fn user(&self, email: &str) -> User {
        self.enroll(self.half(email).await, email).await
    }

    /// Takes a half session through the enrollment of an authenticator app.
    pub(crate) async fn enroll(&self, half: Client, email: &str) -> User {
        let user = client::enroll(half, email, &self.clock).await;
        // The code that enrolled is spent: the next one is from the next step.
        self.advance(Duration::from_secs(60));
        user
    }

    /// The next mail in the queue, handed over. `None` if there is none.
    pub(crate) async fn receive(&self) -> Option<Delivery> {
        while self.latchkey.deliveries().answer_requests().await.unwrap() {}
        let mail = self.latchkey.deliveries().claim().await.unwrap()?;
        assert!(self.latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap());
        Some(mail)
    }

    /// The path of the link in the next mail that has one. Notices before it are handed over, too.
    pub(crate) async fn receive_link(&self) -> String {
        loop {
            if let Some(token) = self.receive().await.unwrap().params.link {
                return format!("/m/{token}");
            }
        }
    }

    /// The next mail as the server itself writes it, decoded.
    pub(crate) async fn receive_in_full(&self) -> String {
        let folder = self.folder.path().join("mail");
        let from = Mailbox::parse("Latchkey <latchkey@localhost>").unwrap();
        let settings = MailSettings { relay: None, from, folder: folder.clone(), texts: None };
        let mailer = Mailer::spawn(&self.latchkey, &self.site, Outlet::new(&settings).unwrap(), server::clock::uptime());
        let written = || {
            std::fs::read_dir(&folder)
                .ok()?
                .find_map(|file| Some(file.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "eml")))
        };
        until("a mail is written", Duration::from_secs(20), async || written().is_some()).await;
        mailer.stop().await;
        let mail = std::fs::read_to_string(written().unwrap()).unwrap();
        mail.replace("=\r\n", "").replace("=3D", "=")
    }

    pub(crate) fn is_on_sqlite(&self) -> bool {
        self.database.starts_with("sqlite")
    }

    /// Runs a statement behind everybody's back.
    pub(crate) async fn execute(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.is_on_sqlite() {
            sqlx::query(sql).execute(&mut SqliteConnection::connect(&self.database).await.unwrap()).await.unwrap();
        } else {
            sqlx::query(sql).execute(&mut PgConnection::connect(&self.database).await.unwrap()).await.unwrap();
        }
    }

    /// The one number that a statement answers.
    pub(crate) async fn number(&self, sql: &'static str) -> i64 {
        if self.is_on_sqlite() {
            sqlx::query_scalar(sql).fetch_one(&mut SqliteConnection::connect(&self.database).await.unwrap()).await.unwrap()
        } else {
            sqlx::query_scalar(sql).fetch_one(&mut PgConnection::connect(&self.database).await.unwrap()).await.unwrap()
        }
    }

    /// Another process of the same installation, with the same clock.
    pub(crate) async fn second_process(&self) -> Process {
        let builder = Latchkey::builder(&self.database)
            .origin(self.origin.parse().unwrap())
            .key_file(self.folder.path().join("secret.key"))
            .confirms_addresses(self.latchkey.confirms_addresses())
            .token_audiences(self.audiences.clone())
            .env(testbed::env(&self.clock));
        let latchkey = builder.build().await.unwrap();
        let per_minute = NonZeroU32::new(1000).unwrap();
        let state = AppState::new(latchkey.clone(), self.site.clone(), assets(), vec![], per_minute, clock::uptime(&self.clock));
        Process { latchkey, router: server::router(state) }
    }

    /// The context of a request with this session, as an application's function on the server finds it.
    pub(crate) fn context(&self, live: LiveSession) -> RequestContext {
        let address = ("/".to_owned(), None);
        let (site, catalog) = (Arc::new(self.site.clone()), Catalog::new(Language::English));
        let mut cx = RequestContext::anonymous(self.latchkey.clone(), site, Caller::default(), catalog, Nonce::new(), address);
        cx.set_found(Some(live));
        cx
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    pub(crate) fn clock(&self) -> &HandClock {
        &self.clock
    }
}

impl Builder {
    pub(crate) fn on(self, database: Database) -> Self {
        Self { database, ..self }
    }

    pub(crate) fn origin(self, origin: &str) -> Self {
        Self { origin: origin.to_owned(), ..self }
    }

    pub(crate) fn trusted_proxy(mut self, network: &str) -> Self {
        self.trusted_proxies.push(network.parse().unwrap());
        self
    }

    pub(crate) fn sign_ins_per_minute(self, sign_ins_per_minute: u32) -> Self {
        Self { sign_ins_per_minute, ..self }
    }

    pub(crate) fn hsts_subdomains(self, hsts_subdomains: bool) -> Self {
        Self { hsts_subdomains, ..self }
    }

    pub(crate) fn passing_preflights(self) -> Self {
        Self { passes_preflights: true, ..self }
    }

    /// On the origin of an application, with all pages below this path.
    pub(crate) fn below(self, prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..self }
    }

    /// As with a mail relay: sign-ups begin with a mail.
    pub(crate) fn confirms_addresses(self) -> Self {
        Self { confirms_addresses: true, ..self }
    }

    /// The application of this name gets session tokens.
    pub(crate) fn audience(mut self, name: &str) -> Self {
        self.audiences.push(name.to_owned());
        self
    }

    pub(crate) async fn start(self) -> TestApp {
        let folder = TempDir::new().unwrap();
        let database = self.database.make(folder.path()).await.unwrap();
        let clock = clock::new();
        let builder = Latchkey::builder(&database)
            .origin(self.origin.parse().unwrap())
            .key_file(folder.path().join("secret.key"))
            .confirms_addresses(self.confirms_addresses)
            .token_audiences(self.audiences.clone())
            .env(testbed::env(&clock));
        let latchkey = builder.build().await.unwrap();
        let assets = assets();
        let site = Site {
            public_origin: self.origin.parse().unwrap(),
            issuer: "Latchkey".to_owned(),
            support: Some("mailto:help@example.org".to_owned()),
            options: LeptosOptions::builder().output_name(assets.script()).build(),
            stylesheet: assets.stylesheet(),
            dialog_stylesheet: assets.dialog_stylesheet(),
            prefix: self.prefix,
            accounts: Accounts::Own,
            theme: None,
        };
        let per_minute = NonZeroU32::new(self.sign_ins_per_minute).unwrap();
        let state = AppState::new(latchkey.clone(), site.clone(), assets, self.trusted_proxies, per_minute, clock::uptime(&clock))
            .with_preflights(self.passes_preflights)
            .with_hsts(if self.hsts_subdomains { TransportSecurity::Subdomains } else { TransportSecurity::Host });
        TestApp { router: server::router(state), latchkey, origin: self.origin, site, database, clock, audiences: self.audiences, folder }
    }
}

/// Runs a test on every kind of database there is.
pub(crate) async fn everywhere(test: impl AsyncFn(TestApp)) {
    for database in Database::available() {
        test(TestApp::build().on(database).start().await).await;
    }
}
