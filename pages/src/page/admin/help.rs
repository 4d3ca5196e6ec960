//! `/admin/people/{id}/reset` and its neighbours: what an administrator does for somebody, or against them, with a reason.

use super::{Tab, frame, question, reason, visit};
use crate::{
    component::{sentence, verbatim},
    guard::Place,
    page::visit::send_to,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use mfa::AdminAction;

/// The keys of the words for an act.
#[derive(Clone, Copy)]
pub(super) struct ActWords {
    /// What it is called, and what the button says.
    pub(super) title: &'static str,
    /// What happens.
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

/// Where it is asked.
pub(super) fn path(account: &str, act: AdminAction) -> String {
    let act = match act {
        AdminAction::Reset => "reset",
        AdminAction::EndSessions => "end-sessions",
        AdminAction::Disable => "disable",
        AdminAction::Enable => "enable",
    };
    format!("/admin/people/{account}/{act}")
}

pub(crate) fn reset() -> impl IntoView {
    page(AdminAction::Reset)
}

pub(crate) fn end_sessions() -> impl IntoView {
    page(AdminAction::EndSessions)
}

pub(crate) fn disable() -> impl IntoView {
    page(AdminAction::Disable)
}

pub(crate) fn enable() -> impl IntoView {
    page(AdminAction::Enable)
}

fn page(act: AdminAction) -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    visit(Place::Admin, async move |visit| {
        let words = visit.words;
        let person = visit.cx.latchkey.person(visit.session()?, &id).await?;
        let back = format!("/admin/people/{id}");
        if person.oneself {
            return Ok(send_to(&visit.cx.link(&back)));
        }
        let ActWords { title, text } = words_of(act);
        let fields = view! {
            {person.administrator.then(|| view! { <p class="notice notice-info">{words.text("admin-person-is-administrator")}</p> })}
            {reason(&visit, "admin-help-reason-hint")}
        };
        let heading = sentence(words, "admin-help-heading", [("what", words.text(title).into()), ("who", verbatim(&person.name))]);
        let content = question(&visit, words.text(text), fields.into_any(), (words.text(title), act != AdminAction::Enable), &back);
        Ok(frame(&visit, Tab::People, heading, content))
    })
}
