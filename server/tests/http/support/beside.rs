//! An application in a process of its own, as far as HTTP is concerned, and Latchkey beside it.

use super::{Client, User, client, clock, site::assets};
use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header::COOKIE};
use leptos::config::LeptosOptions;
use mfa::Latchkey;
use serde_json::json;
use server::{
    AppState, TransportSecurity,
    beside_application::BesideApplication,
    cookie,
    settings::{WhoKey, WhoSettings},
    who::WhoEndpoint,
};
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;
use testbed::{Database, HandClock};
use tokio::{
    net::TcpListener,
    time::{sleep, timeout},
};
use ui::site::{Accounts, Site};

pub(crate) const KEY: &str = "0123456789abcdef0123456789abcdef";

/// How the application answers.
#[derive(Clone)]
pub(crate) enum Mood {
    /// As it should.
    Well,
    /// As it should, after this time.
    After(Duration),
    /// This status with this body for everybody, whatever their cookie.
    Always(u16, String),
}

/// The application. Its cookie is `shop=COOKIE`.
#[derive(Clone)]
pub(crate) struct Shop(Arc<Mutex<Books>>);

struct Books {
    /// By their cookies: the user, and the session that Latchkey hears of.
    sessions: HashMap<String, (String, String)>,
    mood: Mood,
    /// The requests of Latchkey: path and headers.
    asked: Vec<(String, HeaderMap)>,
    in_progress: HashMap<String, usize>,
    /// The largest number of requests about one visitor at the same time.
    most_at_once: usize,
    sets_cookies: bool,
}

impl Shop {
    /// Starts to listen, and tells where.
    async fn start() -> (Self, SocketAddr) {
        let books = Books {
            sessions: HashMap::new(),
            mood: Mood::Well,
            asked: Vec::new(),
            in_progress: HashMap::new(),
            most_at_once: 0,
            sets_cookies: false,
        };
        let shop = Self(Arc::new(Mutex::new(books)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(who).with_state(shop.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (shop, address)
    }

    /// The browser with this cookie is signed in from now on.
    pub(crate) fn sign_in(&self, cookie: &str, user: &str, session: &str) {
        self.0.lock().unwrap().sessions.insert(cookie.to_owned(), (user.to_owned(), session.to_owned()));
    }

    pub(crate) fn sign_out(&self, cookie: &str) {
        self.0.lock().unwrap().sessions.remove(cookie);
    }

    pub(crate) fn becomes(&self, mood: Mood) {
        self.0.lock().unwrap().mood = mood;
    }

    pub(crate) fn sets_cookies(&self) {
        self.0.lock().unwrap().sets_cookies = true;
    }

    pub(crate) fn asked(&self) -> Vec<(String, HeaderMap)> {
        self.0.lock().unwrap().asked.clone()
    }

    pub(crate) fn most_at_once(&self) -> usize {
        self.0.lock().unwrap().most_at_once
    }
}

async fn who(State(shop): State<Shop>, request: Request) -> Response {
    let headers = request.headers().clone();
    let visitor = headers.get(COOKIE).map(|cookies| cookies.to_str().unwrap().to_owned()).unwrap_or_default();
    let mood = {
        let mut books = shop.0.lock().unwrap();
        books.asked.push((format!("{} {}", request.method(), request.uri()), headers.clone()));
        let at_once = books.in_progress.entry(visitor.clone()).or_default();
        *at_once += 1;
        books.most_at_once = books.most_at_once.max(books.in_progress[&visitor]);
        books.mood.clone()
    };
    if let Mood::After(time) = mood {
        sleep(time).await;
    }
    let mut books = shop.0.lock().unwrap();
    *books.in_progress.get_mut(&visitor).unwrap() -= 1;
    let mut response = match mood {
        Mood::Always(status, body) => (StatusCode::from_u16(status).unwrap(), [("location", "/login")], body).into_response(),
        _ if headers.get("latchkey-key").is_none_or(|key| key != KEY) => StatusCode::FORBIDDEN.into_response(),
        _ => match cookie::values(&headers, "shop").next().and_then(|cookie| books.sessions.get(cookie)) {
            Some((user, session)) => {
                let body = json!({ "id": user, "name": format!("{user} of the shop"), "session": session });
                ([("content-type", "application/json")], body.to_string()).into_response()
            }
            None => StatusCode::NO_CONTENT.into_response(),
        },
    };
    if books.sets_cookies {
        response.headers_mut().insert("set-cookie", "shop=rotated; Path=/".parse().unwrap());
    }
    response
}

/// Latchkey beside the shop.
pub(crate) struct Beside {
    router: Router,
    origin: String,
    pub(crate) shop: Shop,
    pub(crate) who: WhoEndpoint,
    pub(crate) latchkey: Latchkey,
    clock: HandClock,
    _folder: TempDir,
}

impl Beside {
    pub(crate) async fn start() -> Self {
        Self::start_at("http://localhost").await
    }

    pub(crate) async fn start_at(origin: &str) -> Self {
        let (shop, address) = Shop::start().await;
        Self::with(origin, shop, address).await
    }

    /// Beside an application that doesn't run.
    pub(crate) async fn alone() -> Self {
        let (shop, _) = Shop::start().await;
        let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        Self::with("http://localhost", shop, address).await
    }

    async fn with(origin: &str, shop: Shop, address: SocketAddr) -> Self {
        let folder = TempDir::new().unwrap();
        let database = Database::Sqlite.make(folder.path()).await.unwrap();
        let clock = clock::new();
        let domain = Latchkey::builder(&database).origin(origin.parse().unwrap()).key_file(folder.path().join("secret.key"));
        let latchkey = domain.env(testbed::env(&clock)).build().await.unwrap();
        let settings = WhoSettings {
            address: format!("http://{address}/latchkey/who?from=latchkey").parse().unwrap(),
            key: WhoKey::parse(KEY).unwrap(),
            forward_headers: vec!["x-device".parse().unwrap()],
        };
        let who = WhoEndpoint::new(&settings, latchkey.public_origin(), clock::uptime(&clock)).unwrap();
        let router = server::router(state(&latchkey, &clock, who.clone()));
        Self { router, origin: origin.to_owned(), shop, who, latchkey, clock, _folder: folder }
    }

    /// A browser in which nobody has signed in.
    pub(crate) fn anonymous(&self) -> Client {
        Client::new(self.router.clone(), &self.origin)
    }

    /// One in which this user has, in this session; the cookie has the same name.
    pub(crate) fn signed_in(&self, user: &str, session: &str) -> Client {
        self.shop.sign_in(session, user, session);
        let mut client = self.anonymous();
        client.cookies.insert("shop".to_owned(), session.to_owned());
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
}

/// The state of Latchkey beside an application that tells who is signed in.
pub(super) fn state(latchkey: &Latchkey, clock: &HandClock, application: impl Into<BesideApplication>) -> AppState {
    let assets = assets();
    let site = Site {
        public_origin: latchkey.public_origin().clone(),
        issuer: "Shop".to_owned(),
        support: None,
        options: LeptosOptions::builder().output_name(assets.script()).build(),
        stylesheet: assets.stylesheet(),
        dialog_stylesheet: assets.dialog_stylesheet(),
        prefix: "/security".to_owned(),
        accounts: Accounts::Application { sign_in: "/login".to_owned() },
        theme: None,
    };
    let proxies = vec!["10.0.0.1".parse().unwrap()];
    AppState::beside(latchkey.clone(), site, assets, proxies, clock::uptime(clock), application).with_hsts(TransportSecurity::Off)
}

/// The result of a test that must not hang.
pub(crate) async fn soon<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(60), future).await.expect("it takes too long")
}
