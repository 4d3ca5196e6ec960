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
//! The page of the next step may be told a destination, `/mfa?next=…`, by an application or the reverse proxy in front of it; and that this page needs a fresh proof, `/mfa?fresh=on&next=…`.
//!
//! `mfa` decides on the next step. This module only knows which pages belong to a step. It changes nothing except the visitor's destination, so every
//! page can be requested repeatedly.

use crate::{fields::query_value, site_map::PageKind};
use mfa::{Assessment, Error, Level, Method, NextStep, PendingForm, Sensitive, Session};
use ui::{
    destination, paths,
    request::RequestContext,
    site::{FRESH_PARAM, Site},
};

/// The query parameter with the id of the form that waits for the proof.
pub(crate) const PENDING_FORM_PARAM: &str = "held";

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
    let assessment = match session {
        Some(session) => Some(cx.latchkey.assess(session).await?),
        None => None,
    };
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

/// Leads a visitor through the pending steps, and a fresh proof if one is asked for, to the full address `wanted`.
async fn go_on_to(
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
    Ok(cx.link(assessment.provable().first().map_or(paths::CHOOSE, |method| paths::of_proof(*method))))
}

/// Whether the address is that of [`Site::fresh_proof_for`].
fn asks_for_proof(site: &Site, address: &str) -> bool {
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

/// The pending form that a page asks a proof for. A page that is shown again names its form in its address, and asks for the proof of that form only.
pub(crate) async fn pending_form(cx: &RequestContext, session: &Session) -> Result<Option<PendingForm>, Error> {
    if session.level == Level::Half {
        return Ok(None);
    }
    let named = query_value(cx.query.as_deref(), PENDING_FORM_PARAM);
    Ok(cx.latchkey.forms().pending(session).await?.filter(|pending| named.is_none_or(|id| id == pending.id)))
}

/// The page where an administrator proves a method, or enrolls one, before the dashboard.
async fn way_to_dashboard(cx: &RequestContext, session: &Session) -> Result<&'static str, Error> {
    cx.latchkey.sessions().set_return_to(session, &cx.address()).await?;
    if session.level == Level::Half {
        return Ok(paths::NEXT_STEP);
    }
    // The visitor left a pending form for the dashboard, and the proof isn't for that form.
    if let Some(left) = cx.latchkey.forms().pending(session).await? {
        cx.latchkey.forms().give_up(session, Some(&left.id)).await?;
    }
    let enrolled = cx.latchkey.status(Some(session)).await?.enrolled;
    Ok(enrolled.first().map_or(paths::CHOOSE, |method| paths::of_proof(*method)))
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

/// Whether a pending proof can be given with `method`, or with another method of the account. `None` if no proof is pending.
async fn begun_proof(cx: &RequestContext, session: &Session, assessment: &Assessment, method: Method) -> Result<Option<Begun>, Error> {
    if pending_form(cx, session).await?.is_none() && !proves_for_session(cx, session, assessment).await? {
        return Ok(None);
    }
    let enrolled = assessment.provable();
    Ok(Some(match enrolled.first() {
        _ if enrolled.contains(&method) => Begun::Open,
        Some(other) => Begun::Elsewhere(*other),
        None => Begun::Closed,
    }))
}

fn direct(kind: PageKind, step: &NextStep, level: Option<Level>, begun: Begun) -> Option<RedirectTo> {
    let open = begun == Begun::Open;
    let full = level == Some(Level::Full);
    let anonymous = level.is_none();
    let enrolling = matches!(step, NextStep::ChooseMethod { .. } | NextStep::SetUpTotp { .. } | NextStep::SetUpPasskey);
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

/// The value of `next` in the address.
fn wanted(cx: &RequestContext) -> Option<String> {
    safe_return_path(&cx.site, &query_value(cx.query.as_deref(), "next")?)
}

/// A full address of this site that doesn't lead back here. Encoded slashes are refused below the prefix: no path of Latchkey has them, and a proxy may
/// decode them.
pub(crate) fn safe_return_path(site: &Site, address: &str) -> Option<String> {
    let address = destination::same_site_path(address)?;
    let bare = address.split('?').next().unwrap_or_default().to_ascii_lowercase();
    let encoded = site.inside(&bare).is_some() && (bare.contains("%2f") || bare.contains("%5c"));
    // Of the application's pages, only the one that redirects visitors back to Latchkey leads in a circle.
    let leads_back = match site.inside(&bare) {
        Some(path) => {
            path == "/"
                || paths::is_mail_link(path)
                || [paths::NEXT_STEP, "/sign-", paths::LANGUAGE].iter().any(|begin| path.starts_with(begin))
        }
        None => bare == site.sign_in().split('?').next().unwrap_or_default().to_ascii_lowercase(),
    };
    (!leads_back && !encoded).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::{Begun, PageKind, RedirectTo, direct, safe_return_path};
    use leptos::config::LeptosOptions;
    use mfa::{Level, Method, NextStep};
    use ui::site::{Accounts, Site};
    use url::Url;

    fn site(prefix: &str, accounts: Accounts) -> Site {
        Site {
            public_origin: Url::parse("http://localhost:3000").expect("an address"),
            issuer: "Latchkey".to_owned(),
            support: None,
            options: LeptosOptions::builder().output_name("latchkey").build(),
            stylesheet: "/pkg/latchkey.css".to_owned(),
            dialog_stylesheet: "/pkg/dialogs.css".to_owned(),
            prefix: prefix.to_owned(),
            accounts,
            theme: None,
        }
    }

    const PLACES: [PageKind; 13] = [
        PageKind::Open,
        PageKind::Landing,
        PageKind::Entrance,
        PageKind::Leave,
        PageKind::Next,
        PageKind::Choose,
        PageKind::Totp,
        PageKind::Verify,
        PageKind::Passkey,
        PageKind::Recover,
        PageKind::RecoveryCodes,
        PageKind::Account,
        PageKind::Admin,
    ];

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

    fn place_of(step: &NextStep) -> PageKind {
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
        for kind in PLACES {
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
            assert!(direct(place_of(&step), &step, Some(level), begun).is_none(), "{step:?}");
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

    #[test]
    fn nobody_is_sent_in_circles() {
        for path in
            ["/mfa", "/mfa/verify", "/sign-in?next=%2Fmfa", "/sign-out", "/", "/?a", "//evil.example", "/%2f/evil.example", "/%5Cevil"]
        {
            assert_eq!(safe_return_path(&site("", Accounts::Own), path), None, "{path}");
        }
        assert_eq!(safe_return_path(&site("", Accounts::Own), "/account/password").as_deref(), Some("/account/password"));
    }

    #[test]
    fn built_in_only_our_own_pages_lead_in_circles() {
        let site = site("/security", Accounts::Application { sign_in: "/login".to_owned() });
        for address in
            ["/security", "/security/mfa/verify", "/Security/mfa", "/security/language", "/login?next=%2Fvault", "//evil.example"]
        {
            assert_eq!(safe_return_path(&site, address), None, "{address}");
        }
        for address in ["/", "/vault?a=b", "/mfa", "/security/account/security", "/securityx"] {
            assert_eq!(safe_return_path(&site, address).as_deref(), Some(address));
        }
    }
}
