//! Choosing, enrolling and proving a method.

use super::outcome::Outcome;
use crate::{
    fields::{Fields, query_value},
    guard::{self, PENDING_FORM_PARAM, awaits_proof},
    trust::{TRUST, caller_asking},
};
use mfa::{Error, Level, Method, NextStep, Opened, Purpose, Sensitive, Session};
use ui::{flash::Flash, paths, request::RequestContext};

/// The choice of a method: begins its enrollment, or leads to its proof where there is one already.
pub(super) async fn choose(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("action") == Some("cancel") {
        return cancel(cx).await;
    }
    if fields.get("action") == Some("not-now") {
        let session = cx.any_session()?;
        cx.latchkey.sessions().postpone_enrollment(&cx.caller, session).await?;
        // The requested page, of the dashboard or of an application, requires a proof.
        if awaits_proof(&cx.site, session) {
            return Ok(Outcome::page(paths::SECURITY));
        }
        return Ok(Outcome::NextStep(cx.latchkey.next_step(Some(session)).await?));
    }
    let chosen = fields.require("method")?;
    let method = Method::from_name(&chosen).ok_or(Error::MalformedRequest)?;
    let session = cx.any_session()?;
    require_named_form(cx, session).await?;
    let assessment = cx.latchkey.assess(session).await?;
    let proving = match session.level {
        Level::Half => matches!(assessment.next_step(), NextStep::Challenge { .. }),
        // An account without a method enrolls the first one, which is the proof.
        Level::Full if assessment.provable().is_empty() => false,
        Level::Full => guard::pending_form(cx, session).await?.is_some() || guard::proves_for_session(cx, session, &assessment).await?,
    };
    // The next page is for the form that this one was for.
    let held = query_value(cx.query.as_deref(), PENDING_FORM_PARAM);
    let on = |path: &str| Outcome::Page(held.as_ref().map_or_else(|| path.to_owned(), |id| format!("{path}?{PENDING_FORM_PARAM}={id}")));
    if proving {
        return Ok(on(paths::of_proof(method)));
    }
    match method {
        Method::Totp => {
            cx.latchkey.totp().begin(session, None, &cx.catalog.text("totp-default-name")).await?;
            Ok(on(paths::TOTP))
        }
        Method::Passkey if !assessment.policy.passkey => Err(Error::MethodDisabled),
        // The page of the passkey has no form that could wait for a proof.
        Method::Passkey if session.level == Level::Full && cx.latchkey.needs_proof_for(session, Sensitive::AddPasskey).await? => {
            Err(Error::StepUpRequired)
        }
        Method::Passkey => Ok(on(paths::PASSKEY)),
    }
}

/// The first code of a device, or the end of its enrollment.
pub(super) async fn enroll(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    let session = cx.any_session()?;
    if fields.get("action") == Some("cancel") {
        cx.latchkey.totp().cancel(session).await?;
        if query_value(cx.query.as_deref(), PENDING_FORM_PARAM).is_some() {
            return cancel(cx).await;
        }
        return Ok(Outcome::page(if session.level == Level::Full { paths::SECURITY } else { paths::CHOOSE }));
    }
    require_named_form(cx, session).await?;
    let confirmed = guard::action_to_enroll_for(cx, session).await?;
    // No code is parked: after a proof that was asked for it, one is typed anew.
    let Some(code) = fields.get("code") else { return Ok(Outcome::page(paths::TOTP)) };
    let on_the_way = session.level == Level::Half || awaits_proof(&cx.site, session);
    // The right code ends the pending enrollment, so this is read before. A sign-in shows no flash message.
    let pending = if on_the_way { None } else { cx.latchkey.totp().pending(session).await? };
    if let Some(action) = confirmed {
        let proving = session.proving(Purpose::Form(action.id.clone()));
        let opened = cx.latchkey.totp().confirm(&cx.caller, &proving, code).await?;
        cx.enter(opened).await?;
        return go_on_with(cx, &action.id).await;
    }
    let opened = cx.latchkey.totp().confirm(&cx.caller, session, code).await?;
    let step = cx.enter(opened).await?;
    if on_the_way {
        return Ok(Outcome::NextStep(step));
    }
    let replaced = pending.is_some_and(|pending| pending.replaces.is_some());
    cx.leave_flash(if replaced { Flash::Replaced } else { Flash::Added });
    Ok(Outcome::page(paths::of_step(&step)))
}

/// A code from an enrolled device.
pub(super) async fn verify(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("action") == Some("cancel") {
        return cancel(cx).await;
    }
    let (code, asked) = (fields.require("code")?, Asked::of(cx).await?);
    let caller = caller_asking(cx, fields.get(TRUST))?;
    let opened = cx.latchkey.totp().verify(&caller, &asked.session, &code, None).await?;
    asked.go_on(cx, opened).await
}

/// A backup code.
pub(super) async fn recover(cx: &mut RequestContext, fields: &Fields) -> Result<Outcome, Error> {
    if fields.get("action") == Some("cancel") {
        return cancel(cx).await;
    }
    let (code, asked) = (fields.require("code")?, Asked::of(cx).await?);
    let opened = cx.latchkey.recovery_codes().verify(&cx.caller, &asked.session, &code).await?;
    asked.go_on(cx, opened).await
}

/// A session that is asked for a proof, and the form that the page said it is for.
struct Asked {
    session: Session,
    form: Option<String>,
}

impl Asked {
    async fn of(cx: &RequestContext) -> Result<Self, Error> {
        let session = cx.any_session()?;
        let form = query_value(cx.query.as_deref(), PENDING_FORM_PARAM);
        // Before a code is looked at, which counts as a guess.
        require_named_form(cx, session).await?;
        Ok(Self { session: session.proving(Purpose::of_form(form.clone())), form })
    }

    /// Continues after the proof: with the sign-in, with the pending form that the page named, or at the page that asked for the proof.
    async fn go_on(self, cx: &mut RequestContext, opened: Opened) -> Result<Outcome, Error> {
        let step = cx.enter(opened).await?;
        match self.form {
            Some(id) => go_on_with(cx, &id).await,
            None if self.session.level == Level::Half || awaits_proof(&cx.site, &self.session) => Ok(Outcome::NextStep(step)),
            None => Ok(Outcome::page(paths::of_step(&step))),
        }
    }
}

/// Takes the form that was proved. Its action is performed in a session that may do that and nothing else.
pub(super) async fn go_on_with(cx: &mut RequestContext, id: &str) -> Result<Outcome, Error> {
    let (form, session) = cx.latchkey.forms().take(cx.signed_in()?, id).await?;
    if form.act == Sensitive::ConfirmAction {
        return Ok(Outcome::Address(cx.latchkey.tokens().confirm(&cx.caller, &session, id).await?));
    }
    cx.session = Some(session);
    Ok(Outcome::Resume(form))
}

/// Cancels the proof. From an action of an application, the visitor returns to the application, even if the confirmation has expired.
pub(super) async fn cancel(cx: &RequestContext) -> Result<Outcome, Error> {
    let session = cx.signed_in()?;
    let named = query_value(cx.query.as_deref(), PENDING_FORM_PARAM);
    if let Some(id) = &named {
        match cx.latchkey.tokens().address_to_return_to(session, id).await {
            Ok(address) => {
                cx.latchkey.forms().decline(session, id).await?;
                return Ok(Outcome::Address(address));
            }
            Err(Error::ConfirmationOver) => {}
            Err(error) => return Err(error),
        }
    }
    cx.latchkey.forms().give_up(session, named.as_deref()).await?;
    Ok(Outcome::page(paths::SECURITY))
}

/// Refuses the input of a page whose address names a form that doesn't wait any more: another form has replaced it, or it took too long.
async fn require_named_form(cx: &RequestContext, session: &Session) -> Result<(), Error> {
    let is_named = query_value(cx.query.as_deref(), PENDING_FORM_PARAM).is_some();
    if is_named && guard::pending_form(cx, session).await?.is_none() { Err(Error::ConfirmationOver) } else { Ok(()) }
}
