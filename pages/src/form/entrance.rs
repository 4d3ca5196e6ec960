//! Sign-up, sign-in, sign-out, and the switch of language.

use super::outcome::Outcome;
use crate::fields::Fields;
use app::{
    destination,
    function::account,
    request::RequestContext,
    words::{Language, Zone},
};
use mfa::Error;

pub(super) async fn sign_up(fields: &Fields) -> Result<Outcome, Error> {
    account::sign_up(fields.require("email")?, fields.require("password")?, next(fields)).await?;
    Ok(Outcome::go("/mfa"))
}

pub(super) async fn sign_in(fields: &Fields) -> Result<Outcome, Error> {
    account::sign_in(fields.require("email")?, fields.require("password")?, next(fields)).await?;
    Ok(Outcome::go("/mfa"))
}

fn next(fields: &Fields) -> Option<String> {
    fields.get("next").map(str::to_owned)
}

pub(super) async fn sign_out() -> Result<Outcome, Error> {
    account::sign_out().await?;
    Ok(Outcome::go("/"))
}

pub(super) fn language(fields: &Fields) -> Result<Outcome, Error> {
    let language = Language::from_code(&fields.require("language")?).ok_or(Error::MalformedRequest)?;
    let cx = RequestContext::current()?;
    cx.set_language(language);
    Ok(back(&cx, fields))
}

pub(super) fn time_zone(fields: &Fields) -> Result<Outcome, Error> {
    let zone = Zone::named(&fields.require("zone")?).ok_or(Error::MalformedRequest)?;
    let cx = RequestContext::current()?;
    cx.set_zone(zone);
    Ok(back(&cx, fields))
}

/// To the page that the visitor came from.
fn back(cx: &RequestContext, fields: &Fields) -> Outcome {
    Outcome::GoTo(fields.get("back").and_then(destination::local).unwrap_or_else(|| cx.site.home()))
}
