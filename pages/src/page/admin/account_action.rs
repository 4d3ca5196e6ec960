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
pub(super) struct ActionStrings {
    /// Its name, and the label of the button.
    pub(super) title: &'static str,
    /// Its consequences.
    text: &'static str,
    /// What follows at once if a request for it is approved.
    pub(super) approval: &'static str,
}

pub(super) const fn strings_of(action: AdminAction) -> ActionStrings {
    match action {
        AdminAction::Reset => {
            ActionStrings { title: "admin-reset-title", text: "admin-reset-text", approval: "admin-approvals-effect-reset" }
        }
        AdminAction::EndSessions => ActionStrings {
            title: "admin-end-sessions-title",
            text: "admin-end-sessions-text",
            approval: "admin-approvals-effect-end-sessions",
        },
        AdminAction::Disable => {
            ActionStrings { title: "admin-disable-title", text: "admin-disable-text", approval: "admin-approvals-effect-disable" }
        }
        AdminAction::Enable => {
            ActionStrings { title: "admin-enable-title", text: "admin-enable-text", approval: "admin-approvals-effect-enable" }
        }
    }
}

/// The path of the page of an action on this account.
pub(super) fn path(account: &str, action: AdminAction) -> String {
    let path = match action {
        AdminAction::Reset => paths::RESET,
        AdminAction::EndSessions => paths::END_SESSIONS,
        AdminAction::Disable => paths::DISABLE,
        AdminAction::Enable => paths::ENABLE,
    };
    paths::with_id(path, account)
}

pub(crate) async fn show(action: AdminAction, page: PageContext) -> Shown {
    let id = page.parameter()?;
    let catalog = page.catalog;
    let person = page.cx.latchkey.admin().person(page.session()?, &id).await?;
    let back = paths::with_id(paths::PERSON, &id);
    if person.oneself {
        return Err(NotShown::Redirect(page.cx.link(&back)));
    }
    let ActionStrings { title, text, .. } = strings_of(action);
    let text = match action {
        AdminAction::Reset if person.passwordless => "admin-reset-text-no-password",
        _ => text,
    };
    let fields = view! {
        {person.administrator.then(|| view! { <p class="notice notice-info">{catalog.text("admin-person-is-administrator")}</p> })}
        {reason(&page, "admin-action-reason-hint")}
    };
    let heading = sentence(catalog, "admin-action-heading", [("what", catalog.text(title).into()), ("who", verbatim(&person.name))]);
    let content = question(&page, catalog.text(text), fields.erase(), (catalog.text(title), action != AdminAction::Enable), &back);
    Ok(frame(&page, Tab::People, heading, content))
}
