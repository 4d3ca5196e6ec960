//! `/account/security`: everything about the account's protection, on one page.

mod activity;
mod backup_codes;
mod change;
mod device;
mod ending;
mod offer;
mod passkey;
mod session;

pub(in crate::page) use activity::{list as activity_list, part as activity_part, place};
pub(super) use passkey::why;

use super::{Visit, told::told, visit};
use crate::{
    component::{Done, Problem, Warning, sentence, verbatim, wide_page},
    guard::Place,
};
use app::{function::manage::Managed, words::Words};
use leptos::prelude::*;
use mfa::{
    Session,
    view::{Activity, Overview},
};

/// What the session notes as its proof when a backup code was used.
const BACKUP_CODE: &str = "recovery_code";

/// So many wrong codes are no slip of the finger any more (OWASP, Multifactor Authentication, "Failed Login Attempts").
const SUSPICIOUS: u32 = 3;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Account, async |visit| {
        let words = visit.words;
        let session = visit.session()?;
        let overview = visit.cx.latchkey.overview(session).await?;
        let now = visit.cx.latchkey.now().0;
        // An application's users have their password there, and their account.
        let own = visit.cx.site.accounts.are_own();
        let failed = overview.failed_codes_since;
        let managed = managed(&visit, &overview);
        let obstacle = visit.passkey_obstacle().await?;
        let signal = visit.cx.latchkey.passkey_signal(session).await?;
        let told = told(&visit).await?;
        Ok(wide_page(view! {
            <h1>{words.text("security-title")}</h1>
            <p class="lead">{sentence(words, "security-lead", [("email", verbatim(&overview.user.email))])}</p>
            <Problem error=visit.state.error.clone() words />
            <Done text=visit.cx.take_notice().map(|notice| notice.text(words)) />
            {told}
            <Warning text=(failed >= SUSPICIOUS).then(|| words.fill("security-failed-codes", [("count", failed.into())])) />
            <Warning text=after_backup_code(session, &overview, words) />
            {overview.offer.map(|method| offer::part(&visit, method))}
            {passkey::part(&visit, &managed, obstacle, signal.as_ref())}
            {device::part(&visit, &managed)}
            {managed.recovery.map(|status| backup_codes::part(&visit, status))}
            {own.then(|| change::email(&visit.cx))}
            {own.then(|| change::password(&visit.cx))}
            {session::part(&visit.cx, overview.sessions, now)}
            {changes(&visit, overview.changes)}
            {other_activity(&visit, overview.activity)}
            {own.then(|| ending::part(&visit.cx))}
        }))
    })
}

/// What was changed, apart from all other activity, which anybody who guesses can add to.
fn changes(visit: &Visit, lines: Vec<Activity>) -> AnyView {
    let words = visit.words;
    let head = ("changes-title", words.text("security-changes-title"), words.text("security-changes-text"));
    let more = view! { <a href=visit.cx.link("/account/activity?show=changes")>{words.text("security-changes-all")}</a> };
    activity::part(head, lines, words, Some(more.into_any())).into_any()
}

fn other_activity(visit: &Visit, lines: Vec<Activity>) -> AnyView {
    let words = visit.words;
    let head = ("activity-title", words.text("security-activity-title"), words.text("security-activity-text"));
    let more = view! { <a href=visit.cx.link("/account/activity")>{words.text("security-activity-all")}</a> };
    activity::part(head, lines, words, Some(more.into_any())).into_any()
}

/// The part of the overview that the screen for managing methods shows.
pub(super) fn managed(visit: &Visit, overview: &Overview) -> Managed {
    let now = visit.cx.latchkey.now().0;
    Managed::new((overview.devices.clone(), overview.passkeys.clone()), overview.recovery.clone(), &overview.policy, now, visit.words)
}

/// Whoever used a backup code may have lost the phone: what can be done about it is on this page, and none of it has to be.
fn after_backup_code(session: &Session, overview: &Overview, words: Words) -> Option<String> {
    let used = session.proved_method.as_deref() == Some(BACKUP_CODE);
    used.then(|| words.fill("security-after-backup-code", [("remaining", overview.recovery.remaining.into())]))
}
