//! `/admin/recoveries`: the account recoveries that are under way, and those that ended last; and the page that stops one.

use super::{Tab, empty, frame, question, reason};
use crate::{
    component::{Verbatim, sentence, verbatim},
    page::section::section,
    page_context::{NotShown, PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{RecoveryLine, RecoveryList, RecoveryState};
use ui::{
    component::TimeText,
    erased_view::{Erase, ErasedView},
    icon::{Icon, USER},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let RecoveryList { under_way, ended } = page.cx.latchkey.admin().recoveries(page.session()?).await?;
    let hours = u64::from(page.policy().await?.recovery_hours);
    let lead = match hours {
        _ if !page.cx.latchkey.confirms_addresses() => catalog.text("admin-recoveries-impossible"),
        0 => catalog.text("admin-recoveries-off"),
        hours => catalog.fill("admin-recoveries-lead", [("wait", catalog.wait(hours.saturating_mul(3600)).into())]),
    };
    let list = |lines: &[RecoveryLine], none: &'static str| match lines {
        [] => empty(USER, catalog.text(none)),
        lines => {
            let rows: Vec<_> = lines.iter().map(|line| row(&page, line)).collect();
            view! { <ul class="rows">{rows}</ul> }.erase()
        }
    };
    let under_way = list(&under_way, "admin-recoveries-none");
    let ended = list(&ended, "admin-recoveries-none-ended");
    let content = view! {
        <p class="lead">
            {lead} " " <a href=page.cx.link(&[paths::POLICY, "#policy-recovery"].concat())>{catalog.text("admin-recoveries-policy")}</a>
        </p>
        {section("under-way", catalog.text("admin-recoveries-under-way"), catalog.text("admin-recoveries-under-way-text"), under_way)}
        {section("ended", catalog.text("admin-recoveries-ended"), catalog.text("admin-recoveries-ended-text"), ended)}
    };
    Ok(frame(&page, Tab::Recoveries, catalog.text("admin-recoveries-title"), content))
}

fn row(page: &PageContext, line: &RecoveryLine) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let person = page.cx.link(&paths::with_id(paths::PERSON, &line.account_id));
    let is_under_way = matches!(line.state, RecoveryState::Waiting | RecoveryState::Ready);
    let named = catalog.fill("admin-recoveries-stop-named", [("who", line.name.clone().into())]);
    let stop = is_under_way.then(|| {
        view! {
            <div class="row-actions">
                <a class="button button-small" href=page.cx.link(&paths::with_id(paths::STOP_RECOVERY_OF, &line.id)) aria-label=named>
                    {catalog.text("recovery-stop-button")}
                </a>
            </div>
        }
    });
    let place = [catalog.agent(&line.agent), line.network.clone()].join(" · ");
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=USER />
            </span>
            <div class="row-main">
                <p class="row-name">
                    <a href=person>
                        <Verbatim text=line.name.clone() />
                    </a>
                    " · "
                    {catalog.text(state_name(line.state))}
                </p>
                <p class="row-text">{times(page, line)}</p>
                {is_under_way.then(|| view! { <p class="row-text">{notices(page, line)}</p> })}
                <p class="row-text">
                    {catalog.text("admin-recoveries-place")} " " <Verbatim text=place />
                </p>
            </div>
            {stop}
        </li>
    }
}

const fn state_name(state: RecoveryState) -> &'static str {
    match state {
        RecoveryState::Waiting => "admin-recoveries-waiting",
        RecoveryState::Ready => "admin-recoveries-ready",
        RecoveryState::Done => "admin-recoveries-done",
        RecoveryState::Stopped => "admin-recoveries-stopped",
        RecoveryState::Voided => "admin-recoveries-voided",
        RecoveryState::Lapsed => "admin-recoveries-lapsed",
    }
}

/// Since when, and until when.
fn times(page: &PageContext, line: &RecoveryLine) -> ErasedView {
    let catalog = page.catalog;
    let moment = |at| view! { <TimeText moment=catalog.exact_moment(at) /> }.erase();
    let (key, until) = match (line.state, line.until_at) {
        (RecoveryState::Waiting, _) => ("admin-recoveries-since-ready", line.ready_at),
        (RecoveryState::Ready, until) => ("admin-recoveries-since-usable", until.unwrap_or(line.ready_at)),
        (_, until) => ("admin-recoveries-since-ended", until.unwrap_or(line.ready_at)),
    };
    sentence(catalog, key, [("since", moment(line.began_at).into()), ("until", moment(until).into())])
}

/// The newest notices, and the days that count.
fn notices(page: &PageContext, line: &RecoveryLine) -> String {
    let catalog = page.catalog;
    let newest = catalog.fill(
        "admin-recoveries-notices",
        [("done", line.handed_over.into()), ("all", line.notices.into()), ("failed", line.failed.into())],
    );
    if line.state == RecoveryState::Ready {
        return newest;
    }
    let days = catalog.fill("admin-recoveries-days", [("day", line.day.into()), ("told", line.told.into()), ("days", line.days.into())]);
    format!("{days} {newest}")
}

pub(crate) async fn stop(page: PageContext) -> Shown {
    let (id, catalog) = (page.parameter()?, page.catalog);
    let list = page.cx.latchkey.admin().recoveries(page.session()?).await?;
    // It has ended since the list was shown.
    let Some(line) = list.under_way.into_iter().find(|line| line.id == id) else {
        return Err(NotShown::Redirect(page.cx.link(paths::RECOVERIES)));
    };
    let title = catalog.text("admin-stop-recovery-title");
    let heading = sentence(catalog, "admin-action-heading", [("what", title.clone().into()), ("who", verbatim(&line.name))]);
    let text = catalog.text("admin-stop-recovery-text");
    let content = question(&page, text, reason(&page, "admin-action-reason-hint"), (title, true), paths::RECOVERIES);
    Ok(frame(&page, Tab::Recoveries, heading, content))
}
