//! `/mfa/account-recovery`: asks for the mail that begins the recovery of the account, or tells its state. The visitor has typed the password, and has
//! no method for the challenge.

use crate::{
    component::{Done, Problem, card, sentence},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{AccountRecovery, Level, RecoveryObstacle, Timestamp};
use ui::{
    catalog::Catalog,
    component::TimeText,
    erased_view::{Erase, ErasedView},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let obstacle = page.cx.latchkey.account().recovery_obstacle(page.session()?).await?;
    let hours = u64::from(page.policy().await?.recovery_hours);
    let content = match &obstacle {
        None => offer(&page, hours),
        Some(RecoveryObstacle::UnderWay(AccountRecovery { is_ready: true, .. })) => ready(&page),
        Some(obstacle) => view! {
            <div class="stack">
                <p>{reason(obstacle, catalog)}</p>
            </div>
        }
        .erase(),
    };
    let is_signed_in = page.session()?.level == Level::Full;
    let back = if is_signed_in { (paths::SECURITY, "activity-back") } else { (paths::NEXT_STEP, "account-recovery-back") };
    Ok(card(view! {
        <h1>{catalog.text("account-recovery-title")}</h1>
        <p class="lead">{catalog.text("account-recovery-lead")}</p>
        <Done text=page.cx.take_flash().map(|notice| notice.text(catalog)) />
        <Problem error=page.state.error.clone() catalog />
        {content}
        <div class="rule stack">
            <a class="button button-block" href=page.cx.link(back.0)>
                {catalog.text(back.1)}
            </a>
            <a class="button button-quiet button-block" href=page.cx.link(paths::LOST_ACCESS)>
                {catalog.text("lost-access-title")}
            </a>
        </div>
    }))
}

fn offer(page: &PageContext, hours: u64) -> ErasedView {
    let catalog = page.catalog;
    let wait = catalog.wait(hours.saturating_mul(3600));
    view! {
        <ol class="plain-list">
            <li>{catalog.text("account-recovery-step-mail")}</li>
            <li>{catalog.fill("account-recovery-step-wait", [("wait", wait.into())])}</li>
            <li>{catalog.text("account-recovery-step-set-up")}</li>
        </ol>
        <p>{catalog.text("account-recovery-until-then")}</p>
        <form class="stack" method="post" action=page.cx.link(paths::ACCOUNT_RECOVERY)>
            <button class="button button-primary button-block">{catalog.text("account-recovery-button")}</button>
        </form>
    }
    .erase()
}

/// The way to another mail with the link that completes the recovery.
fn ready(page: &PageContext) -> ErasedView {
    let catalog = page.catalog;
    view! {
        <form class="stack" method="post" action=page.cx.link(paths::ACCOUNT_RECOVERY)>
            <p>{catalog.text("account-recovery-ready")}</p>
            <button class="button button-primary button-block" aria-describedby="again-hint">{catalog.text("account-recovery-again")}</button>
            <p class="hint" id="again-hint">{catalog.text("account-recovery-again-hint")}</p>
        </form>
    }
    .erase()
}

fn reason(obstacle: &RecoveryObstacle, catalog: Catalog) -> ErasedView {
    let until = |key, Timestamp(at): Timestamp| sentence(catalog, key, [("until", moment(at, catalog).into())]);
    match obstacle {
        RecoveryObstacle::Off => catalog.text("account-recovery-off").erase(),
        RecoveryObstacle::Administrator => catalog.text("account-recovery-administrator").erase(),
        RecoveryObstacle::Unconfirmed => catalog.text("account-recovery-unconfirmed").erase(),
        RecoveryObstacle::PasswordByMail => catalog.text("account-recovery-password-by-mail").erase(),
        RecoveryObstacle::NewAddress { until: at } => until("account-recovery-new-address", *at),
        RecoveryObstacle::Paused { until: at } => until("account-recovery-paused", *at),
        RecoveryObstacle::UnderWay(AccountRecovery { ready_at, .. }) => until("account-recovery-waiting", *ready_at),
    }
}

fn moment(at: i64, catalog: Catalog) -> ErasedView {
    view! { <TimeText moment=catalog.exact_moment(at) /> }.erase()
}
