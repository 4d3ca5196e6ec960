//! An application with a sign-in of its own, into which Latchkey is built.

use super::{Client, User, client, clock, site::assets};
use axum::{
    Extension, Router,
    routing::{get, post},
};
use http::request::Parts;
use mfa::Latchkey;
use server::{
    cookie,
    embed::{Action, Builder, EmbedError, Embedded, Proved, RequireMfa, SignIn, Unavailable, Visitor},
};
use std::time::Duration;
use tempfile::TempDir;
use testbed::{Database, HandClock};
use ui::request::RequestContext;

/// Where it is visited.
const ORIGIN: &str = "http://localhost";

/// The application. Its cookie says who is there: `app=USER.SESSION`, or `app=USER.SESSION.ADDRESS` with the user's confirmed address.
pub(crate) struct Portal {
    router: Router,
    origin: String,
    pub(crate) latchkey: Latchkey,
    clock: HandClock,
    _folder: TempDir,
}

struct ByCookie;

impl SignIn for ByCookie {
    async fn visitor(&self, request: &Parts) -> Result<Option<Visitor>, Unavailable> {
        if cookie::values(&request.headers, "app-fails").next().is_some() {
            return Err(Unavailable::because("its sessions don't answer"));
        }
        let Some((id, session)) = cookie::values(&request.headers, "app").next().and_then(|value| value.split_once('.')) else {
            return Ok(None);
        };
        let (session, address) = session.split_once('.').map_or((session, None), |(session, address)| (session, Some(address)));
        let visitor = Visitor::new(id, session).name(format!("{id} of the portal"));
        Ok(Some(match address {
            Some(address) => visitor.address(address, true),
            None => visitor,
        }))
    }
}

impl Portal {
    pub(crate) async fn start() -> Self {
        Self::start_at(ORIGIN, |builder| builder).await
    }

    /// Visited at another address, with a change to how Latchkey is embedded.
    pub(crate) async fn start_at(origin: &str, change: impl FnOnce(Builder) -> Builder) -> Self {
        let folder = TempDir::new().unwrap();
        let database = Database::Sqlite.make(folder.path()).await.unwrap();
        let clock = clock::new();
        let domain = Latchkey::builder(&database).origin(origin.parse().unwrap()).key_file(folder.path().join("secret.key"));
        let domain = domain.token_audiences(["https://shop.example.org".to_owned()]);
        let latchkey = domain.env(testbed::env(&clock)).build().await.unwrap();
        let embedded = change(builder(&clock)).build(latchkey.clone()).unwrap();
        let vault = Router::new().route("/vault", get(async || "gold").post(async || "put in"));
        let hall = Router::new().route("/hall", get(hall));
        let transfers = Router::new().route("/transfer", post(transfer)).route("/transfer/{to}", post(transfer));
        let transfers = embedded.require_mfa_token(Action::named("transfer.create").with_content(), transfers);
        let uploads = Router::new().route("/upload/{to}", post(upload));
        let uploads = embedded.require_mfa_token(Action::named("upload.create"), uploads);
        let public = Router::new().route("/", get(async || "welcome")).route("/login", post(async || "hello"));
        let application = public
            .merge(embedded.protect(vault))
            .merge(embedded.guard(hall))
            .merge(transfers)
            .merge(uploads)
            .fallback(async || "the portal has no such page");
        Self { router: embedded.mount(application), origin: origin.to_owned(), latchkey, clock, _folder: folder }
    }

    /// A browser in which nobody has signed in to the application.
    pub(crate) fn anonymous(&self) -> Client {
        Client::new(self.router.clone(), &self.origin)
    }

    /// One in which this user has, in this session.
    pub(crate) fn signed_in(&self, user: &str, session: &str) -> Client {
        let mut client = self.anonymous();
        client.cookies.insert("app".to_owned(), format!("{user}.{session}"));
        client
    }

    /// The same with an authenticator app, all done.
    pub(crate) async fn enrolled(&self, user: &str, session: &str) -> User {
        let user = client::enroll(self.signed_in(user, session), user, &self.clock).await;
        self.advance(Duration::from_secs(60));
        user
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// A part of a site like this, below `prefix`.
    pub(crate) fn embed(&self, prefix: &str, sign_in: &str) -> Result<Embedded, EmbedError> {
        builder(&self.clock).prefix(prefix).sign_in(sign_in, ByCookie).build(self.latchkey.clone())
    }

    /// The same with a change to how Latchkey is embedded.
    pub(crate) fn embed_with(&self, prefix: &str, change: impl FnOnce(Builder) -> Builder) -> Result<Embedded, EmbedError> {
        change(builder(&self.clock).prefix(prefix)).build(self.latchkey.clone())
    }
}

fn builder(clock: &HandClock) -> Builder {
    Embedded::builder().sign_in("/login", ByCookie).theme("/portal.css").assets(assets()).monotonic_clock(clock::uptime(clock))
}

/// An action of the application that is confirmed first.
async fn transfer(RequireMfa(session): RequireMfa, Proved(proof): Proved, body: String) -> String {
    let proof = proof.map_or_else(|| "nothing".to_owned(), |proof| format!("{} of {}", proof.method, proof.user_id));
    format!("{body}, by {}, confirmed with {proof}", session.email)
}

/// An action whose content isn't confirmed.
async fn upload(Proved(proof): Proved, body: String) -> String {
    format!("{} bytes, confirmed: {}", body.len(), proof.is_some())
}

/// A page of the application that wants to know who has proved what.
async fn hall(Extension(cx): Extension<RequestContext>) -> String {
    match &cx.session {
        Some(session) => format!("{} is {}", session.email, session.level.as_str()),
        None => "nobody".to_owned(),
    }
}
