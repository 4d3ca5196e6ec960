use anyhow::Context;
use axum::{
    Form, Router,
    extract::State,
    http::{HeaderMap, header::COOKIE, header::SET_COOKIE, request::Parts},
    response::{Html, IntoResponse, Redirect},
    routing::get,
};
use latchkey::{Embedded, Latchkey, SignIn, Visitor, clock, listen, spawn_maintenance};
use std::{collections::HashMap, env, future::pending, sync::Arc, sync::Mutex};
use tokio::net::TcpListener;
use uuid::Uuid;

/// The sessions of your application: their ids, and the names of their users.
#[derive(Clone, Default)]
struct Sessions(Arc<Mutex<HashMap<String, String>>>);

/// All that Latchkey asks of your application.
impl SignIn for Sessions {
    async fn visitor(&self, request: &Parts) -> Option<Visitor> {
        let session = session_of(&request.headers)?;
        let name = self.0.lock().ok()?.get(&session)?.clone();
        Some(Visitor::new(name, session))
    }
}

fn session_of(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix("session=")).map(str::to_owned)
}

/// Your sign-in. This one believes every name; yours checks a password.
async fn sign_in(State(sessions): State<Sessions>, Form(form): Form<HashMap<String, String>>) -> impl IntoResponse {
    let session = Uuid::new_v4().to_string();
    if let (Some(name), Ok(mut all)) = (form.get("name"), sessions.0.lock()) {
        all.insert(session.clone(), name.clone());
    }
    ([(SET_COOKIE, format!("session={session}; Path=/; HttpOnly; SameSite=Lax"))], Redirect::to("/vault"))
}

async fn sign_in_page() -> Html<&'static str> {
    Html("<title>Sign in</title><form method=post><label>Name <input name=name required></label> <button>Sign in</button></form>")
}

async fn vault() -> Html<&'static str> {
    Html("<title>Vault</title><h1>The vault</h1><p><a href=/security/account/security>Account security</a></p>")
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let port: u16 = env::var("PORT").unwrap_or("3000".to_owned()).parse().context("PORT isn't a number")?;
    let sessions = Sessions::default();

    let origin = format!("http://localhost:{port}").parse()?;
    let latchkey = Latchkey::builder("sqlite://data/latchkey.db").origin(origin).issuer("Quickstart").build().await?;
    let security = Embedded::builder().prefix("/security").sign_in("/login", sessions.clone()).build(latchkey.clone())?;

    let open = Router::new().route("/login", get(sign_in_page).post(sign_in)).with_state(sessions);
    let closed = Router::new().route("/vault", get(vault));
    let application = security.mount(open.merge(security.protect(closed)));

    let _maintenance = spawn_maintenance(&latchkey, clock::uptime());
    listen(TcpListener::bind(("127.0.0.1", port)).await?, application, &[], pending()).await;
    Ok(())
}
