//! Tells visitors what administrators have done to their accounts.

use crate::{component::sentence, page_context::PageContext};
use leptos::prelude::*;
use mfa::{AccountNotice, ActOnAccount, AdminAction, Error};
use ui::{
    component::TimeText,
    erased_view::{Erase, ErasedView},
    icon::{ALERT, Icon},
    paths,
};

/// The notices about administrators' actions, if there are any. If the visitor is fully signed in, they have the button that acknowledges them.
pub(super) async fn admin_notices(page: &PageContext) -> Result<Option<ErasedView>, Error> {
    let notices = page.cx.latchkey.account().notices(page.session()?).await?;
    let Some(last) = notices.last() else { return Ok(None) };
    let catalog = page.catalog;
    let until = last.at;
    let lines: Vec<_> = notices.iter().map(|notice| line(page, notice)).collect();
    let seen = page.is_full().then(|| {
        view! {
            <form method="post" action=page.cx.link(paths::NOTICES)>
                <input type="hidden" name="until" value=until.to_string() />
                <button class="button button-small">{catalog.text("told-seen")}</button>
            </form>
        }
    });
    let view = view! {
        <section class="notice notice-warn told" aria-labelledby="told">
            <Icon path=ALERT />
            <div>
                <h2 id="told">{catalog.text("told-title")}</h2>
                {lines}
                <p>{catalog.text("told-if-not")}</p>
                {seen}
            </div>
        </section>
    };
    Ok(Some(view.erase()))
}

fn line(page: &PageContext, AccountNotice { act, reason, at }: &AccountNotice) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let key = match act {
        ActOnAccount::ByAdministrator(AdminAction::Reset) => "told-reset",
        ActOnAccount::ByAdministrator(AdminAction::EndSessions) => "told-end-sessions",
        ActOnAccount::ByAdministrator(AdminAction::Disable) => "told-disable",
        ActOnAccount::ByAdministrator(AdminAction::Enable) => "told-enable",
        ActOnAccount::ChangeEmail => "told-change-email",
    };
    let when = view! { <TimeText moment=catalog.exact_moment(*at) /> }.erase();
    let values = [("when", when.into()), ("reason", reason.clone().into())];
    view! { <p>{sentence(catalog, key, values)}</p> }
}
