//! What an administrator has done to the visitor's account, told to the visitor.

use super::Visit;
use crate::component::sentence;
use app::{
    component::TimeText,
    icon::{ALERT, Icon},
};
use leptos::prelude::*;
use mfa::{AccountNotice, ActOnAccount, AdminAction, Error};

/// What was done, if there is something to tell; with the button that takes note of it, for whoever is fully signed in.
pub(super) async fn told(visit: &Visit) -> Result<Option<AnyView>, Error> {
    let notices = visit.cx.latchkey.account_notices(visit.session()?).await?;
    let Some(last) = notices.last() else { return Ok(None) };
    let words = visit.words;
    let until = last.at;
    let lines: Vec<_> = notices.iter().map(|notice| line(visit, notice)).collect();
    let seen = visit.is_full().then(|| {
        view! {
            <form method="post" action=visit.cx.link("/account/notices")>
                <input type="hidden" name="until" value=until.to_string() />
                <button class="button button-small">{words.text("told-seen")}</button>
            </form>
        }
    });
    let view = view! {
        <section class="notice notice-warn told" aria-labelledby="told">
            <Icon path=ALERT />
            <div>
                <h2 id="told">{words.text("told-title")}</h2>
                {lines}
                <p>{words.text("told-if-not")}</p>
                {seen}
            </div>
        </section>
    };
    Ok(Some(view.into_any()))
}

fn line(visit: &Visit, AccountNotice { act, reason, at }: &AccountNotice) -> impl IntoView + use<> {
    let words = visit.words;
    let key = match act {
        ActOnAccount::ByAdministrator(AdminAction::Reset) => "told-reset",
        ActOnAccount::ByAdministrator(AdminAction::EndSessions) => "told-end-sessions",
        ActOnAccount::ByAdministrator(AdminAction::Disable) => "told-disable",
        ActOnAccount::ByAdministrator(AdminAction::Enable) => "told-enable",
        ActOnAccount::ChangeEmail => "told-change-email",
    };
    let when = view! { <TimeText moment=words.exact_moment(*at) /> }.into_any();
    let values = [("when", when.into()), ("reason", reason.clone().into())];
    view! { <p>{sentence(words, key, values)}</p> }
}
