//! The notice above every page of a full session that a recovery of the account is under way.

use super::sentence;
use leptos::prelude::*;
use mfa::{AccountRecovery, Level};
use ui::{
    component::TimeText,
    erased_view::{Erase, ErasedView},
    icon::{ALERT, Icon},
    paths,
    request::RequestContext,
};

/// The notice, with the button that stops the recovery. Nothing for visitors who aren't fully signed in.
pub(crate) fn recovery_banner(cx: &RequestContext) -> Option<ErasedView> {
    let catalog = cx.catalog;
    let session = cx.session.as_ref().filter(|session| session.level == Level::Full)?;
    let AccountRecovery { id, is_ready, began_at, ready_at } = session.recovery()?.clone();
    let moment = |at| view! { <TimeText moment=catalog.exact_moment(at) /> }.erase();
    let text = match is_ready {
        true => sentence(catalog, "recovery-banner-ready", [("began", moment(began_at.0).into())]),
        false => sentence(catalog, "recovery-banner-waiting", [("began", moment(began_at.0).into()), ("ready", moment(ready_at.0).into())]),
    };
    let view = view! {
        <section class="notice notice-warn told recovery-banner" aria-labelledby="recovery-banner">
            <Icon path=ALERT />
            <div>
                <h2 id="recovery-banner">{catalog.text("recovery-banner-title")}</h2>
                <p>{text}</p>
                <p>{catalog.text("recovery-banner-advice")}</p>
                <form method="post" action=cx.link(paths::STOP_RECOVERY)>
                    <input type="hidden" name="id" value=id />
                    <button class="button button-primary button-danger">{catalog.text("recovery-stop-button")}</button>
                </form>
            </div>
        </section>
    };
    Some(view.erase())
}
