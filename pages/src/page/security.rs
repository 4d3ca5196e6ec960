//! `/account/security`: all settings of the account's protection, on one page.

mod activity;
mod addresses;
mod backup_codes;
mod change;
mod check_up;
mod device;
mod ending;
mod offer;
mod passkey;
mod password;
mod session;
mod trusted;

pub(in crate::page) use activity::{erased_place, list as activity_list, part as activity_part, place};
pub(super) use passkey::why;
pub(in crate::page) use session::since as session_since;

use super::admin_notices::admin_notices;
use crate::{
    component::{Done, Problem, Warning, sentence, verbatim, wide_page},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{
    Session,
    view::{Activity, Overview},
};
use ui::{
    catalog::Catalog,
    erased_view::{Erase, ErasedView},
    function::manage::Managed,
    paths,
};

/// The session's proof after a backup code was used.
const BACKUP_CODE: &str = "recovery_code";

/// From this number on, wrong codes are unlikely to be typing errors (OWASP, Multifactor Authentication, "Failed Login Attempts").
const SUSPICIOUS: u32 = 3;

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let session = page.session()?;
    let overview = page.overview().await?;
    let now = page.cx.latchkey.now().0;
    // An application manages the passwords and accounts of its users itself.
    let own = page.cx.site.accounts.are_own();
    let failed = overview.failed_codes_since;
    // Codes are typed after the password or, without one, after a link to the mailbox.
    let failed_codes = if overview.ways.password { "security-failed-codes" } else { "security-failed-codes-by-mail" };
    let managed = managed(&page, &overview);
    let obstacle = page.passkey_obstacle().await?;
    let signal = page.cx.latchkey.passkeys().signal(session).await?;
    let told = admin_notices(&page).await?;
    let addresses = match own && page.cx.latchkey.confirms_addresses() {
        true => Some(page.cx.latchkey.account().addresses(session).await?),
        false => None,
    };
    let trusted = trusted::part(&page, &overview.policy).await?;
    let flash = page.cx.take_flash().map(|notice| notice.text(catalog));
    let warned = after_backup_code(session, &overview, catalog);
    // One thing at a time: the question can wait for the next visit.
    let is_quiet = page.state.error.is_none()
        && flash.is_none()
        && told.is_none()
        && warned.is_none()
        && failed < SUSPICIOUS
        && overview.offer.is_none()
        && !overview.ways.are_too_few();
    let asks = is_quiet && page.cx.latchkey.account().check_up_is_due(session, &overview).await?;
    let is_unconfirmed = addresses.as_ref().is_some_and(|addresses| !addresses.confirmed);
    Ok(wide_page(view! {
        <h1>{catalog.text("security-title")}</h1>
        <p class="lead">{sentence(catalog, "security-lead", [("email", verbatim(&overview.user.email))])}</p>
        <Problem error=page.state.error.clone() catalog />
        <Done text=flash />
        {told}
        <Warning text=(failed >= SUSPICIOUS).then(|| catalog.fill(failed_codes, [("count", failed.into())])) />
        <Warning text=warned />
        <Warning text=overview.ways.are_too_few().then(|| catalog.text("security-too-few-ways")) />
        {overview.offer.map(|method| offer::part(&page, method))}
        {asks.then(|| check_up::part(&page, &overview))}
        {passkey::part(&page, &managed, obstacle, signal.as_ref())}
        {device::part(&page, &managed)}
        {managed.recovery.map(|status| backup_codes::part(&page, status))}
        {own.then(|| change::email(&page.cx, is_unconfirmed))}
        {addresses.map(|addresses| addresses::second(&page.cx, addresses.second))}
        {own.then(|| password::part(&page.cx, overview.ways))}
        {session::part(&page.cx, overview.sessions, now)}
        {trusted}
        {changes(&page, overview.changes)}
        {other_activity(&page, overview.activity)}
        {ending::data(&page.cx)}
        {own.then(|| ending::part(&page.cx))}
    }))
}

/// The changes, without other activity, to which any stranger can add by guessing.
fn changes(page: &PageContext, lines: Vec<Activity>) -> ErasedView {
    let catalog = page.catalog;
    let head = ("changes-title", catalog.text("security-changes-title"), catalog.text("security-changes-text"));
    let more = view! { <a href=page.cx.link(&[paths::ACTIVITY, "?show=changes"].concat())>{catalog.text("security-changes-all")}</a> };
    activity::part(head, lines, catalog, Some(more.erase())).erase()
}

fn other_activity(page: &PageContext, lines: Vec<Activity>) -> ErasedView {
    let catalog = page.catalog;
    let head = ("activity-title", catalog.text("security-activity-title"), catalog.text("security-activity-text"));
    let more = view! { <a href=page.cx.link(paths::ACTIVITY)>{catalog.text("security-activity-all")}</a> };
    activity::part(head, lines, catalog, Some(more.erase())).erase()
}

/// The part of the overview that the screen for managing methods shows.
pub(super) fn managed(page: &PageContext, overview: &Overview) -> Managed {
    let now = page.cx.latchkey.now().0;
    let factors = (overview.devices.clone(), overview.passkeys.clone());
    Managed::new(factors, overview.recovery.clone(), (&overview.policy, overview.ways), now, page.catalog)
}

/// A user who signed in with a backup code may have lost the phone: this page offers the possible actions, but none is required.
fn after_backup_code(session: &Session, overview: &Overview, catalog: Catalog) -> Option<String> {
    let used = session.proved_method.as_deref() == Some(BACKUP_CODE);
    used.then(|| catalog.fill("security-after-backup-code", [("remaining", overview.recovery.remaining.into())]))
}
