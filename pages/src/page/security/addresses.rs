//! Where messages about the account's security go: the state of its own address, and its second one.

use crate::{component::Verbatim, page::section::section};
use leptos::prelude::*;
use ui::{
    erased_view::{Erase, ErasedView},
    icon::{Icon, MAIL},
    paths,
    request::RequestContext,
};

/// The line about an address that isn't confirmed.
pub(super) fn unconfirmed(cx: &RequestContext) -> ErasedView {
    let catalog = cx.catalog;
    view! {
        <div class="card-line">
            <p>{catalog.text("security-email-unconfirmed")}</p>
            <form method="post" action=cx.link(paths::CONFIRM_EMAIL)>
                <button class="button">{catalog.text("security-email-confirm")}</button>
            </form>
        </div>
    }
    .erase()
}

/// The second address, with the ways to change it.
pub(super) fn second(cx: &RequestContext, address: Option<String>) -> ErasedView {
    let (catalog, action) = (cx.catalog, cx.link(paths::NOTICE_ADDRESS));
    let content = match address {
        None => view! {
            <div class="card-line">
                <p>{catalog.text("security-second-none")}</p>
                <form method="post" action=action>
                    <button class="button">{catalog.text("second-address-title")}</button>
                </form>
            </div>
        }
        .erase(),
        Some(address) => view! {
            <ul class="rows">
                <li class="row">
                    <span class="row-icon">
                        <Icon path=MAIL />
                    </span>
                    <div class="row-main">
                        <p class="row-name">
                            <Verbatim text=address.clone() />
                        </p>
                    </div>
                    <form class="row-actions" method="post" action=action>
                        <input type="hidden" name="shown_address" value=address />
                        <button class="button button-small">{catalog.text("security-second-change")}</button>
                        <button class="button button-small" name="action" value="remove">
                            {catalog.text("security-second-remove")}
                        </button>
                    </form>
                </li>
            </ul>
        }
        .erase(),
    };
    section("second-address-title", catalog.text("security-second-title"), catalog.text("security-second-text"), content)
}
