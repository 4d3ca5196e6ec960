//! `/admin/people/{id}/reset` and similar pages: an administrator's actions on an account, with a reason.

use super::{Tab, frame, question, reason};
use crate::{
    component::{sentence, verbatim},
    page_context::{NotShown, PageContext, Shown},
};
use leptos::prelude::*;
use mfa::AdminAction;
use ui::{erased_view::Erase, paths};

/// The keys of the sentences about an action.
#[derive(Clone, Copy)]
pub(super) struct ActWords {
    /// Its name, and the label of the button.
    pub(super) title: &'static str,
    /// Its consequences.
    text: &'static str,
}

pub(super) const fn words_of(act: AdminAction) -> ActWords {
    match act {
        AdminAction::Reset => ActWords { title: "admin-reset-title", text: "admin-reset-text" },
        AdminAction::EndSessions => ActWords { title: "admin-end-sessions-title", text: "admin-end-sessions-text" },
        AdminAction::Disable => ActWords { title: "admin-disable-title", text: "admin-disable-text" },
        AdminAction::Enable => ActWords { title: "admin-enable-title", text: "admin-enable-text" },
    }
}

/// The path of its page.
pub(super) fn path(account: &str, act: AdminAction) -> String {
    let path = match act {
        AdminAction::Reset => paths::RESET,
        AdminAction::EndSessions => paths::END_SESSIONS,
        AdminAction::Disable => paths::DISABLE,
        AdminAction::Enable => paths::ENABLE,
    };
    paths::with_id(path, account)
}

pub(crate) async fn reset(page: PageContext) -> Shown {
    show(AdminAction::Reset, page).await
}

pub(crate) async fn end_sessions(page: PageContext) -> Shown {
    show(AdminAction::EndSessions, page).await
}

pub(crate) async fn disable(page: PageContext) -> Shown {
    show(AdminAction::Disable, page).await
}

pub(crate) async fn enable(page: PageContext) -> Shown {
    show(AdminAction::Enable, page).await
}

async fn show(act: AdminAction, page: PageContext) -> Shown {
    let id = page.parameter()?;
    let catalog = page.catalog;
    let person = page.cx.latchkey.admin().person(page.session()?, &id).await?;
    let back = paths::with_id(paths::PERSON, &id);
    if person.oneself {
        return Err(NotShown::Redirect(page.cx.link(&back)));
    }
    let ActWords { title, text } = words_of(act);
    let fields = view! {
        {person.administrator.then(|| view! { <p class="notice notice-info">{catalog.text("admin-person-is-administrator")}</p> })}
        {reason(&page, "admin-help-reason-hint")}
    };
    let heading = sentence(catalog, "admin-help-heading", [("what", catalog.text(title).into()), ("who", verbatim(&person.name))]);
    let content = question(&page, catalog.text(text), fields.erase(), (catalog.text(title), act != AdminAction::Enable), &back);
    Ok(frame(&page, Tab::People, heading, content))
}
