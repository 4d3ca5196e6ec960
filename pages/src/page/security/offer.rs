//! The offer of a second method to users with one method, until they enroll or decline it.

use crate::page_context::PageContext;
use leptos::prelude::*;
use mfa::Method;
use ui::{
    erased_view::{Erase, ErasedView},
    icon::{Icon, PASSKEY, PHONE},
    paths,
};

pub(super) fn part(page: &PageContext, method: Method) -> ErasedView {
    let catalog = page.catalog;
    let (icon, title, text, action) = match method {
        Method::Passkey => (PASSKEY, "security-offer-passkey-title", "security-offer-passkey-text", paths::PASSKEYS),
        Method::Totp => (PHONE, "security-offer-app-title", "security-offer-app-text", paths::DEVICES),
    };
    view! {
        <section class="offer" aria-labelledby="offer-title">
            <span class="row-icon">
                <Icon path=icon />
            </span>
            <div class="offer-text">
                <h2 id="offer-title">{catalog.text(title)}</h2>
                <p>{catalog.text(text)}</p>
            </div>
            <div class="offer-actions">
                <form method="post" action=page.cx.link(action)>
                    <button class="button button-primary" name="action" value="add" aria-describedby="offer-title">
                        {catalog.text("security-offer-accept")}
                    </button>
                </form>
                <form method="post" action=page.cx.link(paths::SECOND_METHOD)>
                    <button class="button button-quiet" name="action" value="decline">
                        {catalog.text("security-offer-decline")}
                    </button>
                </form>
            </div>
        </section>
    }
    .erase()
}
