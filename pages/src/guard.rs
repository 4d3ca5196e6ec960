//! Admits visitors to pages, or redirects them.
//!
//! ```text
//!   no session ──────────► page that needs a session ───────► /sign-in?next=…
//!   pending step ────────► /account/… ──────────────────────► /mfa ──► the page of the next step
//!   any visitor ─────────► page of another step ────────────► /mfa
//!   half session, or not an administrator ► /admin/… ───────► not found
//!   administrator without a proof ► /admin/… ───────────────► the proof of a method, or its enrollment first
//! ```
//!
//! A half session without a pending step, because the policy has changed, counts as signed out: the next sign-in opens a full session.
//!
//! The page of the next step may be told a destination, `/mfa?next=…`, by an application or the reverse proxy in front of it; and that this page needs a
//! fresh proof, `/mfa?fresh=on&next=…`.
//!
//! `mfa` decides on the next step. This module only knows which pages belong to a step. It changes nothing except the visitor's destination and the form
//! that waits for a proof, so every page can be requested repeatedly.

mod destination;
mod pending;
mod session_proof;

pub use destination::safe_return_path;
pub(crate) use pending::{PENDING_FORM_PARAM, action_to_enroll_for, pending_form};
pub(crate) use session_proof::{awaits_proof, proves_for_session};

use crate::site_map::PageKind;
use destination::wanted;
use mfa::{Assessment, Error, Level, Method, NextStep, Sensitive, Session};
use session_proof::{asks_for_proof, go_on_to, way_to_dashboard};
use ui::{paths, request::RequestContext};

/// The result for a visitor.
#[derive(Clone, Debug)]
pub(crate) enum Admission {
    /// The visitor may see the page. Contains the next step, and if there is a session, the facts that it depends on.
    Stay(NextStep, Option<Assessment>),
    /// Redirects to this full address.
    Go(String),
    /// The visitor was just signed in, but the browser keeps no cookies: signing in again would end the same way.
    NoCookies,
}

/// Admits the visitor to a page of this kind, or redirects them.
pub(crate) async fn admit(cx: &RequestContext, kind: PageKind) -> Result<Admission, Error> {
    let session = cx.session.as_ref();
    if kind == PageKind::Admin
        && let Some(session) = session
    {
        match session.require_administrator() {
            Ok(()) => {}
            Err(Error::StepUpRequired | Error::RequiresAdditionalAuth) => {
                return Ok(Admission::Go(cx.link(way_to_dashboard(cx, session).await?)));
            }
            Err(error) => return Err(error),
        }
    }
    let assessment = cx.assess().await?;
    let step = assessment.as_ref().map_or(NextStep::SignIn, Assessment::next_step);
    let session = session.filter(|_| step != NextStep::SignIn);
    let begun = match session.zip(assessment.as_ref()) {
        Some((session, assessment)) => begun(cx, kind, session, assessment).await?,
        None => Begun::Closed,
    };
    let wanted = wanted(cx);
    if kind == PageKind::Next
        && let (Some(session), Some(assessment), Some(wanted)) = (session, &assessment, &wanted)
    {
        return go_on_to(cx, (session, assessment), &step, wanted).await.map(Admission::Go);
    }
    Ok(match direct(kind, &step, session.map(|session| session.level), begun) {
        None => Admission::Stay(step, assessment),
        Some(RedirectTo::SignIn) if cx.keeps_no_cookies => Admission::NoCookies,
        Some(RedirectTo::SignIn) if kind == PageKind::Next && wanted.is_some() => {
            Admission::Go(cx.site.sign_in_for(&wanted.unwrap_or_default()))
        }
        Some(RedirectTo::SignIn) => Admission::Go(sign_in(cx)),
        Some(RedirectTo::Start) => Admission::Go(cx.site.home()),
        Some(RedirectTo::Account) => Admission::Go(cx.link(paths::SECURITY)),
        Some(RedirectTo::Wanted) => Admission::Go(wanted.unwrap_or_else(|| cx.link(paths::NEXT_STEP))),
        Some(RedirectTo::Next) => Admission::Go(cx.link(paths::NEXT_STEP)),
        Some(RedirectTo::Proof(method)) => Admission::Go(cx.link(paths::of_proof(method))),
        Some(RedirectTo::Choose) => Admission::Go(cx.link(paths::CHOOSE)),
        Some(RedirectTo::Step) => Admission::Go(page_of(cx, &step)),
    })
}

/// The full address of the sign-in page, with the current page as its destination.
pub(crate) fn sign_in(cx: &RequestContext) -> String {
    cx.site.sign_in_for(&cx.address())
}

enum RedirectTo {
    SignIn,
    Start,
    Account,
    /// To the destination from before the sign-in.
    Wanted,
    /// To `/mfa`, which redirects to the page of the next step.
    Next,
    Choose,
    /// To the page that proves another method.
    Proof(Method),
    /// To the page of the next step.
    Step,
}

/// An activity of the session besides the next step, which may open a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begun {
    /// Nothing that opens the page.
    Closed,
    /// An activity that opens the page.
    Open,
    /// A proof is required, but on the page of this method.
    Elsewhere(Method),
}

impl From<bool> for Begun {
    fn from(open: bool) -> Self {
        if open { Self::Open } else { Self::Closed }
    }
}

async fn begun(cx: &RequestContext, kind: PageKind, session: &Session, assessment: &Assessment) -> Result<Begun, Error> {
    let facts = &assessment.facts;
    Ok(match kind {
        PageKind::Totp if matches!(assessment.next_step(), NextStep::SetUpTotp { .. }) => Begun::Open,
        _ if session.level == Level::Half => Begun::Closed,
        PageKind::Totp => facts.pending_device.is_some().into(),
        PageKind::Choose => (pending_form(cx, session).await?.is_some() || awaits_proof(&cx.site, session)).into(),
        PageKind::Recover => (pending_form(cx, session).await?.is_some() || proves_for_session(cx, session, assessment).await?).into(),
        PageKind::Verify => begun_proof(cx, session, assessment, Method::Totp).await?.unwrap_or(Begun::Closed),
        PageKind::Passkey => match begun_proof(cx, session, assessment, Method::Passkey).await? {
            Some(begun) => begun,
            // Without a pending proof, the visitor wants to add a passkey, which requires a proof first.
            None => (!cx.latchkey.needs_proof_for(session, Sensitive::AddPasskey).await?).into(),
        },
        PageKind::RecoveryCodes => facts.codes_unacknowledged.into(),
        PageKind::AccountRecovery => assessment.may_ask_for_recovery(session).into(),
        _ => Begun::Closed,
    })
}

/// Whether a pending proof can be given with `method`, or with another method of the account. `None` if no proof is pending, or no
/// method can give it.
async fn begun_proof(cx: &RequestContext, session: &Session, assessment: &Assessment, method: Method) -> Result<Option<Begun>, Error> {
    if pending_form(cx, session).await?.is_none() && !proves_for_session(cx, session, assessment).await? {
        return Ok(None);
    }
    let enrolled = assessment.provable();
    Ok(enrolled.first().map(|first| if enrolled.contains(&method) { Begun::Open } else { Begun::Elsewhere(*first) }))
}

fn direct(kind: PageKind, step: &NextStep, level: Option<Level>, begun: Begun) -> Option<RedirectTo> {
    let open = begun == Begun::Open;
    let full = level == Some(Level::Full);
    let anonymous = level.is_none();
    let enrolling = step.is_enrollment();
    let challenged = matches!(step, NextStep::Challenge { .. });
    let challenged_by = |method| matches!(step, NextStep::Challenge { methods, .. } if methods.contains(&method));
    match kind {
        PageKind::Open => None,
        PageKind::Landing => full.then_some(RedirectTo::Account),
        PageKind::Entrance => full.then_some(RedirectTo::Wanted),
        PageKind::Leave => anonymous.then_some(RedirectTo::Start),
        _ if anonymous => Some(RedirectTo::SignIn),
        PageKind::Next => Some(RedirectTo::Step),
        PageKind::Choose => (!enrolling && !challenged && !open).then_some(RedirectTo::Next),
        PageKind::Totp if challenged => Some(RedirectTo::Next),
        PageKind::Totp if open => None,
        PageKind::Totp => Some(if enrolling { RedirectTo::Choose } else { RedirectTo::Next }),
        PageKind::Verify | PageKind::Passkey if let Begun::Elsewhere(method) = begun => Some(RedirectTo::Proof(method)),
        PageKind::Verify => (!challenged_by(Method::Totp) && !open).then_some(RedirectTo::Next),
        PageKind::Passkey => (!challenged_by(Method::Passkey) && !enrolling && !open).then_some(RedirectTo::Next),
        PageKind::Recover => (!challenged && !open).then_some(RedirectTo::Next),
        PageKind::AccountRecovery => ((!challenged || full) && !open).then_some(RedirectTo::Next),
        PageKind::RecoveryCodes => (*step != NextStep::AcknowledgeRecoveryCodes && !open).then_some(RedirectTo::Next),
        PageKind::Confirm => (!full).then_some(RedirectTo::Next),
        PageKind::Account | PageKind::Admin => (!full || !step.is_free()).then_some(RedirectTo::Next),
    }
}

/// The page of the next step; if no step is left, the visitor's destination from before the sign-in.
pub(crate) fn page_of(cx: &RequestContext, step: &NextStep) -> String {
    let wanted = match step {
        NextStep::Done => cx.session.as_ref().and_then(|session| session.return_to.as_deref()).and_then(|address| {
            if asks_for_proof(&cx.site, address) { Some(address.to_owned()) } else { safe_return_path(&cx.site, address) }
        }),
        _ => None,
    };
    wanted.unwrap_or_else(|| cx.link(paths::of_step(step)))
}

#[cfg(test)]
mod tests {
    use super::{Begun, PageKind, RedirectTo, direct};
    use crate::site_map::ENTRIES;
    use mfa::{Level, Method, NextStep};

    fn steps() -> [NextStep; 7] {
        [
            NextStep::ChooseMethod { offered: vec![Method::Totp], skippable: false },
            NextStep::SetUpTotp { device: "d".into() },
            NextStep::SetUpPasskey,
            NextStep::Challenge { methods: vec![Method::Totp], preferred: Method::Totp },
            NextStep::Challenge { methods: vec![Method::Passkey], preferred: Method::Passkey },
            NextStep::AcknowledgeRecoveryCodes,
            NextStep::Done,
        ]
    }

    fn kind_of(step: &NextStep) -> PageKind {
        match step {
            NextStep::SignIn => PageKind::Entrance,
            NextStep::ChooseMethod { .. } => PageKind::Choose,
            NextStep::SetUpTotp { .. } => PageKind::Totp,
            NextStep::SetUpPasskey | NextStep::Challenge { preferred: Method::Passkey, .. } => PageKind::Passkey,
            NextStep::Challenge { preferred: Method::Totp, .. } => PageKind::Verify,
            NextStep::AcknowledgeRecoveryCodes => PageKind::RecoveryCodes,
            NextStep::Done => PageKind::Account,
        }
    }

    #[test]
    fn without_a_session_only_public_pages_are_shown() {
        for kind in ENTRIES.iter().map(|entry| entry.kind) {
            let turned_away = matches!(direct(kind, &NextStep::SignIn, None, Begun::Closed), Some(RedirectTo::SignIn | RedirectTo::Start));
            let public = matches!(kind, PageKind::Open | PageKind::Landing | PageKind::Entrance);
            assert_eq!(turned_away, !public, "{kind:?}");
        }
    }

    #[test]
    fn a_half_session_never_reaches_the_account() {
        for step in steps() {
            for open in [Begun::Closed, Begun::Open] {
                assert!(direct(PageKind::Account, &step, Some(Level::Half), open).is_some(), "{step:?}");
                assert!(direct(PageKind::Admin, &step, Some(Level::Half), open).is_some(), "{step:?}");
            }
        }
    }

    #[test]
    fn the_page_of_the_next_step_lets_one_in() {
        for step in steps() {
            let level = if step.scope().is_some() { Level::Half } else { Level::Full };
            let begun = Begun::from(matches!(step, NextStep::SetUpTotp { .. }));
            assert!(direct(kind_of(&step), &step, Some(level), begun).is_none(), "{step:?}");
            assert!(matches!(direct(PageKind::Next, &step, Some(level), begun), Some(RedirectTo::Step)), "{step:?}");
        }
    }

    #[test]
    fn a_pending_device_is_not_shown_to_who_owes_a_challenge() {
        let step = NextStep::Challenge { methods: vec![Method::Totp], preferred: Method::Totp };
        assert!(direct(PageKind::Totp, &step, Some(Level::Half), Begun::Open).is_some());
    }

    #[test]
    fn proving_again_needs_a_reason() {
        assert!(direct(PageKind::Verify, &NextStep::Done, Some(Level::Full), Begun::Closed).is_some());
        assert!(direct(PageKind::Verify, &NextStep::Done, Some(Level::Full), Begun::Open).is_none());
    }

    #[test]
    fn a_proof_is_asked_for_where_it_can_be_given() {
        let by_passkey = NextStep::Challenge { methods: vec![Method::Passkey], preferred: Method::Passkey };
        assert!(direct(PageKind::Verify, &by_passkey, Some(Level::Half), Begun::Closed).is_some());
        let elsewhere = direct(PageKind::Verify, &NextStep::Done, Some(Level::Full), Begun::Elsewhere(Method::Passkey));
        assert!(matches!(elsewhere, Some(RedirectTo::Proof(Method::Passkey))));
    }
}
