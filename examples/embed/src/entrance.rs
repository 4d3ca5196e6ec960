//! The application's own sign-in and sign-out.

use crate::people::{COOKIE_NAME, People};
use axum::{
    Form,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{LOCATION, ORIGIN, SET_COOKIE},
};
use latchkey::{Latchkey, same_site_path};
use serde::Deserialize;
use std::sync::Arc;
use url::form_urlencoded::byte_serialize;

/// The data that both need.
#[derive(Clone)]
pub(crate) struct Entrance {
    pub(crate) people: Arc<People>,
    pub(crate) latchkey: Latchkey,
    /// In the browsers' notation.
    pub(crate) origin: String,
    pub(crate) is_https: bool,
}

/// The fields of the form.
#[derive(Deserialize)]
pub(crate) struct Credentials {
    name: String,
    password: String,
    next: Option<String>,
}

impl Entrance {
    fn cookie(&self, value: &str, more: &str) -> Option<HeaderValue> {
        let secure = if self.is_https { "; Secure" } else { "" };
        HeaderValue::from_str(&format!("{COOKIE_NAME}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}")).ok()
    }

    /// Other sites must not sign visitors in or out.
    fn is_foreign(&self, headers: &HeaderMap) -> bool {
        headers.get(ORIGIN).is_some_and(|origin| origin.as_bytes() != self.origin.as_bytes())
    }
}

pub(crate) async fn sign_in(State(entrance): State<Entrance>, headers: HeaderMap, Form(form): Form<Credentials>) -> Response {
    if entrance.is_foreign(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    // Only a path of this site is accepted.
    let next = form.next.as_deref().and_then(same_site_path);
    let Some(session) = entrance.people.sign_in(form.name.trim(), &form.password) else {
        let next: String =
            next.map(|next| byte_serialize(next.as_bytes()).collect()).map(|next: String| format!("&next={next}")).unwrap_or_default();
        return Redirect::to(&format!("/login?failed=yes{next}")).into_response();
    };
    leave(&entrance, &headers).await;
    to(&next.unwrap_or_else(|| "/".to_owned()), entrance.cookie(&session, ""))
}

pub(crate) async fn sign_out(State(entrance): State<Entrance>, headers: HeaderMap) -> Response {
    if entrance.is_foreign(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    leave(&entrance, &headers).await;
    to("/", entrance.cookie("", "; Max-Age=0"))
}

/// Ends the request's session, in the application and in Latchkey. Latchkey's session would be useless without the application's anyway.
async fn leave(entrance: &Entrance, headers: &HeaderMap) {
    if let Some(session) = entrance.people.sign_out(headers)
        && let Err(error) = entrance.latchkey.leave(&session).await
    {
        tracing::warn!(code = error.code(), "couldn't end Latchkey's session");
    }
}

fn to(path: &str, cookie: Option<HeaderValue>) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}
