use anyhow::Context;
use axum::{
    Form, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header::COOKIE, header::ORIGIN, header::SET_COOKIE, request::Parts},
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use latchkey::{
    Embedded, Latchkey, SignIn, Unavailable, Visitor, clock, listen,
    log::{self, LogFormat},
    spawn_maintenance,
};
use std::{collections::HashMap, env, future::pending, sync::Arc, sync::Mutex};
use tokio::net::TcpListener;
use uuid::Uuid;

/// The sessions of your application: their ids, and the names of their users.
#[derive(Clone)]
struct Sessions {
    names: Arc<Mutex<HashMap<String, String>>>,
    latchkey: Latchkey,
}

/// The interface that Latchkey requires of your application.
impl SignIn for Sessions {
    async fn visitor(&self, request: &Parts) -> Result<Option<Visitor>, Unavailable> {
        let Some(session) = session_of(&request.headers) else { return Ok(None) };
        // If it isn't known, that is an error: `None` would lead the visitor back to your sign-in.
        let names = self.names.lock().map_err(|_| Unavailable::because("a thread panicked while it held the sessions"))?;
        // Your id of the user, which never changes and is never given to another one. This example only has the name.
        Ok(names.get(&session).map(|name| Visitor::new(name, session)))
    }
}

fn session_of(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix("session=")).map(str::to_owned)
}

/// Your sign-in. This one accepts every name; yours checks a password.
async fn sign_in(State(sessions): State<Sessions>, headers: HeaderMap, Form(form): Form<HashMap<String, String>>) -> Response {
    // A form of another site must not sign the visitor in to an account of its choice.
    let origin = sessions.latchkey.public_origin().origin().ascii_serialization();
    if headers.get(ORIGIN).is_some_and(|sent| sent != origin.as_str()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(name) = form.get("name").filter(|name| !name.trim().is_empty()) else { return Redirect::to("/login").into_response() };
    // Latchkey's session ends with yours: here, and in your sign-out.
    if let Some(before) = session_of(&headers)
        && sessions.latchkey.leave(&before).await.is_err()
    {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let session = Uuid::new_v4().to_string();
    if let Ok(mut names) = sessions.names.lock() {
        names.insert(session.clone(), name.clone());
    }
    // If visitors use TLS, add `; Secure`.
    ([(SET_COOKIE, format!("session={session}; Path=/; HttpOnly; SameSite=Lax"))], Redirect::to("/vault")).into_response()
}

async fn sign_in_page() -> Html<&'static str> {
    Html("<title>Sign in</title><form method=post><label>Name <input name=name required></label> <button>Sign in</button></form>")
}

async fn vault() -> Html<&'static str> {
    Html("<title>Vault</title><h1>The vault</h1><p><a href=/security/account/security>Account security</a></p>")
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    log::init(LogFormat::Text, log::USUAL).map_err(anyhow::Error::msg)?;
    let port: u16 = env::var("PORT").unwrap_or("3000".to_owned()).parse().context("PORT isn't a number")?;

    let origin = format!("http://localhost:{port}").parse()?;
    let latchkey = Latchkey::builder("sqlite://data/latchkey.db").origin(origin).issuer("Quickstart").build().await?;
    let sessions = Sessions { names: Arc::default(), latchkey: latchkey.clone() };
    let security = Embedded::builder().prefix("/security").sign_in("/login", sessions.clone()).build(latchkey.clone())?;

    let open = Router::new().route("/login", get(sign_in_page).post(sign_in)).with_state(sessions);
    let closed = Router::new().route("/vault", get(vault));
    let application = security.mount(open.merge(security.protect(closed)));

    let _maintenance = spawn_maintenance(&latchkey, clock::uptime());
    listen(TcpListener::bind(("127.0.0.1", port)).await?, application, &[], pending()).await;
    Ok(())
}
