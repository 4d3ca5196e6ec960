//! Proofs for the session as a whole, which the dashboard and pages of an application require.

use super::page_of;
use crate::fields::query_value;
use mfa::{Assessment, Error, Level, NextStep, Sensitive, Session};
use ui::{
    paths,
    request::RequestContext,
    site::{FRESH_PARAM, Site},
};

/// Leads a visitor through the pending steps, and a fresh proof if one is asked for, to the full address `wanted`.
pub(super) async fn go_on_to(
    cx: &RequestContext,
    (session, assessment): (&Session, &Assessment),
    step: &NextStep,
    wanted: &str,
) -> Result<String, Error> {
    if !step.is_free() {
        cx.latchkey.sessions().set_return_to(session, wanted).await?;
        return Ok(page_of(cx, step));
    }
    let here = cx.address();
    if !asks_for_proof(&cx.site, &here) || cx.latchkey.proof_is_fresh(session, &assessment.policy) {
        if awaited_by_application(&cx.site, session) {
            cx.latchkey.sessions().set_return_to(session, wanted).await?;
        }
        return Ok(wanted.to_owned());
    }
    // The proof leads back here.
    cx.latchkey.sessions().set_return_to(session, &here).await?;
    give_up_pending_form(cx, session).await?;
    Ok(cx.link(assessment.provable().first().map_or(paths::CHOOSE, |method| paths::of_proof(*method))))
}

/// Whether the address is that of [`Site::fresh_proof_for`].
pub(super) fn asks_for_proof(site: &Site, address: &str) -> bool {
    let query = site.inside(address).and_then(|path| path.strip_prefix(paths::NEXT_STEP)).and_then(|rest| rest.strip_prefix('?'));
    query.is_some_and(|query| query_value(Some(query), FRESH_PARAM).is_some())
}

/// Whether a page of the application that needs a fresh proof has sent the visitor here.
fn awaited_by_application(site: &Site, session: &Session) -> bool {
    session.level == Level::Full && session.return_to.as_deref().is_some_and(|address| asks_for_proof(site, address))
}

/// Whether a proof is required for the session as a whole, by the dashboard or by a page of the application.
pub(crate) fn awaits_proof(site: &Site, session: &Session) -> bool {
    awaited_by_dashboard(session) || awaited_by_application(site, session)
}

/// Whether an administrator was signed in without a proof, since the policy doesn't require one: the dashboard requires it.
fn awaited_by_dashboard(session: &Session) -> bool {
    session.administrator && session.level == Level::Full && session.proved_at.is_none()
}

/// The same, for a user who has a method to prove.
pub(crate) async fn proves_for_session(cx: &RequestContext, session: &Session, assessment: &Assessment) -> Result<bool, Error> {
    if assessment.facts.enrolled.is_empty() {
        return Ok(false);
    }
    if awaited_by_application(&cx.site, session) {
        return Ok(!cx.latchkey.proof_is_fresh(session, &assessment.policy));
    }
    // The proof for adding a passkey leads to that passkey.
    let adds_passkey = || cx.latchkey.needs_proof_for(session, Sensitive::AddPasskey);
    Ok(awaited_by_dashboard(session) && adds_passkey().await?)
}

/// The page where an administrator proves a method, or enrolls one, before the dashboard.
pub(super) async fn way_to_dashboard(cx: &RequestContext, session: &Session) -> Result<&'static str, Error> {
    cx.latchkey.sessions().set_return_to(session, &cx.address()).await?;
    if session.level == Level::Half {
        return Ok(paths::NEXT_STEP);
    }
    give_up_pending_form(cx, session).await?;
    let enrolled = cx.latchkey.status(Some(session)).await?.enrolled;
    Ok(enrolled.first().map_or(paths::CHOOSE, |method| paths::of_proof(*method)))
}

/// Gives up the form that the visitor has left pending: the proof that is asked for now isn't for that form.
async fn give_up_pending_form(cx: &RequestContext, session: &Session) -> Result<(), Error> {
    match cx.latchkey.forms().pending(session).await? {
        Some(left) => cx.latchkey.forms().give_up(session, Some(&left.id)).await.map(drop),
        None => Ok(()),
    }
}
