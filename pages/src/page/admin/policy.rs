//! `/admin/policy`: what is demanded of everybody.

mod difference;
pub(crate) mod draft;
mod form;
pub(crate) mod preview;
pub(crate) mod touched;
mod undo;
pub(crate) mod version;
pub(crate) mod versions;

use super::{Tab, frame_told, visit};
use crate::{
    component::{Verbatim, sentence},
    guard::Place,
    page::Visit,
};
use app::component::TimeText;
use draft::Draft;
use leptos::prelude::*;
use mfa::Version;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| {
        let words = visit.words;
        let newest = visit.cx.latchkey.newest_policy(visit.session()?).await?;
        // A draft that is looked at again is in the address.
        let draft = Draft::of_query(visit.cx.query.as_deref())?;
        let edited = draft.unwrap_or_else(|| Draft::of(newest.number, &newest.policy));
        let content = view! {
            {saved(&visit, &newest)}
            {form::form(&visit, &edited)}
        };
        let told = undo::just_saved(&visit, &newest).await?;
        Ok(frame_told(&visit, Tab::Policy, words.text("admin-policy-title"), told, content))
    })
}

/// Which version is in force, and the way to those before it.
fn saved(visit: &Visit, newest: &Version) -> impl IntoView + use<> {
    let words = visit.words;
    let text = match newest.number {
        0 => words.text("admin-policy-defaults").into_any(),
        number => {
            let when = view! { <TimeText moment=words.moment(newest.at, visit.cx.latchkey.now().0) /> }.into_any();
            let values = [("number", number.to_string().into()), ("author", author(visit, newest).into()), ("when", when.into())];
            sentence(words, "admin-policy-saved", values)
        }
    };
    let undo = newest.number.checked_sub(1).filter(|before| *before >= 0);
    let links = view! {
        {undo
            .map(|before| {
                view! { <a href=visit.cx.link(&format!("/admin/policy/versions/{before}"))>{words.text("admin-policy-before")}</a> }
            })}
        " · "
        <a href=visit.cx.link("/admin/policy/versions")>{words.text("admin-versions-title")}</a>
    };
    view! {
        <p class="lead policy-saved">
            {text} " "
            {(newest.number > 0).then_some(links)}
        </p>
    }
}

/// Who saved a version.
fn author(visit: &Visit, version: &Version) -> AnyView {
    match version.author.as_str() {
        "operator" => visit.words.text("admin-policy-operator").into_any(),
        author => view! { <Verbatim text=author.to_owned() /> }.into_any(),
    }
}
