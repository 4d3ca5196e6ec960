//! `/admin/mail`: the mails that wait or have failed.

use super::{Tab, empty, frame};
use crate::{
    component::Verbatim,
    page::section::section,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{DeliveryLine, DeliveryState, OutboxPage, mail::MailKind};
use ui::{
    component::TimeText,
    erased_view::Erase,
    icon::{Icon, MAIL},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let OutboxPage { lines, waiting, failed, sent } = page.cx.latchkey.admin().outbox(page.session()?).await?;
    let counts = catalog.fill("admin-mail-counts", [("waiting", waiting.into()), ("failed", failed.into()), ("sent", sent.into())]);
    let list = match lines.as_slice() {
        [] => empty(MAIL, catalog.text("admin-mail-none")),
        lines => {
            let rows: Vec<_> = lines.iter().map(|line| row(&page, line)).collect();
            view! { <ul class="rows">{rows}</ul> }.erase()
        }
    };
    let content = view! {
        <p class="lead">{counts}</p>
        {section("mail-list", catalog.text("admin-mail-list"), catalog.text("admin-mail-list-text"), list)}
    };
    Ok(frame(&page, Tab::Outbox, catalog.text("admin-mail-title"), content))
}

fn row(page: &PageContext, line: &DeliveryLine) -> impl IntoView + use<> {
    let (catalog, now) = (page.catalog, page.cx.latchkey.now().0);
    // A newer version may have inserted a kind that this one doesn't know.
    let kind = line.kind.parse::<MailKind>().map_or_else(|_| line.kind.clone(), |kind| catalog.mail_kind(kind));
    let state = match line.state {
        DeliveryState::Waiting => "admin-mail-waiting",
        DeliveryState::Failed | DeliveryState::Done => "admin-mail-failed",
    };
    let named = catalog.fill("admin-mail-retry-named", [("kind", kind.clone().into()), ("receiver", line.receiver.clone().into())]);
    let retry = line.can_retry.then(|| {
        view! {
            <form class="row-actions" method="post" action=page.cx.link(paths::OUTBOX)>
                <input type="hidden" name="id" value=line.id.clone() />
                <button class="button button-small" aria-label=named>
                    {catalog.text("admin-mail-retry")}
                </button>
            </form>
        }
    });
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=MAIL />
            </span>
            <div class="row-main">
                <p class="row-name">
                    {kind} " · " <Verbatim text=line.receiver.clone() />
                </p>
                <p class="row-text">
                    {catalog.text(state)} " " <TimeText moment=catalog.moment(line.next_at, now) /> " · "
                    {catalog.fill("admin-mail-attempts", [("attempts", line.attempts.into())])}
                </p>
                {line
                    .reason
                    .clone()
                    .map(|reason| {
                        view! {
                            <p class="row-text">
                                {catalog.text("admin-mail-reason")} " " <code class="mono" translate="no">{reason}</code>
                            </p>
                        }
                    })}
            </div>
            {retry}
        </li>
    }
}
