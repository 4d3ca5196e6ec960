//! The browsers in which the password is enough at sign-in.

use crate::{component::Verbatim, page::section::section, page_context::PageContext};
use leptos::prelude::*;
use mfa::{Error, Policy, view::TrustedBrowser};
use ui::{
    component::TimeText,
    erased_view::{Erase, ErasedView},
    icon::{COMPUTER, Icon},
    paths,
    request::RequestContext,
};

/// The section. It is omitted where the policy allows no trusted browsers, and for administrators, who are always asked for a second factor.
pub(super) async fn part(page: &PageContext, policy: &Policy) -> Result<Option<ErasedView>, Error> {
    let session = page.session()?;
    if policy.trust_days == 0 || session.administrator || session.is_of_application() {
        return Ok(None);
    }
    let browsers = page.cx.latchkey.sessions().trusted_browsers(&page.cx.caller, session, policy).await?;
    let catalog = page.catalog;
    let content = if browsers.is_empty() {
        view! { <p class="card-part">{catalog.text("security-trusted-none")}</p> }.erase()
    } else {
        list(&page.cx, browsers)
    };
    let text = catalog.fill("security-trusted-text", [("days", policy.trust_days.into())]);
    Ok(Some(section("trusted-title", catalog.text("security-trusted-title"), text, content)))
}

fn list(cx: &RequestContext, browsers: Vec<TrustedBrowser>) -> ErasedView {
    let rows: Vec<_> = browsers.into_iter().map(|browser| row(cx, browser)).collect();
    view! {
        <ul class="rows">{rows}</ul>
        <div class="card-foot">
            <form method="post" action=cx.link(paths::TRUSTED_BROWSERS)>
                <button class="button" name="action" value="end-all">
                    {cx.catalog.text("security-trusted-end-all")}
                </button>
            </form>
        </div>
    }
    .erase()
}

fn row(cx: &RequestContext, browser: TrustedBrowser) -> impl IntoView + use<> {
    let (catalog, now) = (cx.catalog, cx.latchkey.now().0);
    let name = catalog.agent(&browser.name);
    let place = (!browser.address.is_empty()).then(|| view! { <Verbatim text=browser.address.clone() /> " · " });
    let fact = |key, at| {
        view! {
            {catalog.text(key)}
            " "
            <TimeText moment=catalog.moment(at, now) />
        }
    };
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=COMPUTER />
            </span>
            <div class="row-main">
                <p class="row-name">
                    <Verbatim text=name.clone() />
                    {browser
                        .current
                        .then(|| {
                            view! {
                                " "
                                <span class="tag">{catalog.text("security-sessions-this")}</span>
                            }
                        })}
                </p>
                <p class="row-text">
                    {place} {fact("security-trusted-first", browser.first_seen_at)} " · " {fact("security-trusted-last", browser.last_seen_at)}
                </p>
                <p class="row-text">
                    {fact("security-trusted-since", browser.trusted_at)} " · "
                    {catalog.text("security-trusted-until")} " " <TimeText moment=catalog.exact_moment(browser.trusted_until) />
                </p>
            </div>
            <form class="row-actions" method="post" action=cx.link(paths::TRUSTED_BROWSERS)>
                <input type="hidden" name="id" value=browser.id />
                <button
                    class="button button-small"
                    name="action"
                    value="end"
                    aria-label=catalog.fill("security-trusted-end-named", [("browser", name.into())])
                >
                    {catalog.text("security-trusted-end")}
                </button>
            </form>
        </li>
    }
}
