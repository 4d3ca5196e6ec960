//! Sign-up, sign-in, sign-out, and the switch of language.

use super::outcome::Outcome;
use crate::{fields::Fields, form_token};
use mfa::Error;
use ui::{
    catalog::{Language, Zone},
    destination,
    request::RequestContext,
};

pub(super) async fn sign_up(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    if cx.latchkey.confirms_addresses() {
        return super::mail::request_sign_up(cx, fields).await;
    }
    if fields.get("action") == Some("passkey") {
        return super::mail::sign_up_with_passkey(cx, fields).await;
    }
    let (email, password) = (fields.require("email")?, fields.require("password")?);
    let opened = cx.latchkey.account().sign_up(&cx.caller, &email, &password, fields.next().as_deref()).await?;
    Ok(Outcome::NextStep(cx.take_over(opened).await?))
}

pub(super) async fn sign_in(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let (email, password) = (fields.require("email")?, fields.require("password")?);
    let opened = cx.latchkey.account().sign_in(&cx.caller, &email, &password, fields.next().as_deref()).await?;
    Ok(Outcome::NextStep(cx.take_over(opened).await?))
}

pub(super) async fn sign_out(cx: &mut RequestContext) -> Result<Outcome, Error> {
    cx.sign_out().await?;
    Ok(Outcome::page("/"))
}

/// Sets the language of this browser's pages, and that of the account's mails if the form was on a page of the current session. A page that was left
/// open may have been another account's, or nobody's.
pub(super) async fn language(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let language = Language::from_code(&fields.require("language")?).ok_or(Error::MalformedRequest)?;
    cx.set_language(language);
    if cx.site.accounts.are_own()
        && form_token::is_of_session(cx, fields)
        && let Ok(session) = cx.signed_in()
    {
        cx.latchkey.account().set_language(session, language.code()).await?;
    }
    Ok(back(cx, fields))
}

pub(super) fn time_zone(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let zone = Zone::named(&fields.require("zone")?).ok_or(Error::MalformedRequest)?;
    cx.set_zone(zone);
    Ok(back(cx, fields))
}

/// Redirects to the page that the visitor came from.
fn back(cx: &RequestContext, fields: &Fields) -> Outcome {
    Outcome::Address(fields.get("back").and_then(destination::same_site_path).unwrap_or_else(|| cx.site.home()))
}
