//! `/admin/policy`: what is demanded of everybody.

mod difference;
pub(crate) mod draft;
mod form;
pub(crate) mod preview;
pub(crate) mod touched;
mod undo;
pub(crate) mod version;
pub(crate) mod versions;

use super::{Tab, frame_told};
use crate::{
    component::{Verbatim, sentence},
    page_context::{PageContext, Shown},
};
use draft::Draft;
use leptos::prelude::*;
use mfa::Version;
use ui::{component::TimeText, paths};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let newest = page.cx.latchkey.admin().newest_policy(page.session()?).await?;
    // A draft that is looked at again is in the address.
    let draft = Draft::of_query(page.cx.query.as_deref())?;
    let edited = draft.unwrap_or_else(|| Draft::of(newest.number, &newest.policy));
    let content = view! {
        {saved(&page, &newest)}
        {form::form(&page, &edited)}
    };
    let told = undo::just_saved(&page, &newest).await?;
    Ok(frame_told(&page, Tab::Policy, catalog.text("admin-policy-title"), told, content))
}

/// Which version is in force, and the way to those before it.
fn saved(page: &PageContext, newest: &Version) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let text = match newest.number {
        0 => catalog.text("admin-policy-defaults").into_any(),
        number => {
            let when = view! { <TimeText moment=catalog.moment(newest.at, page.cx.latchkey.now().0) /> }.into_any();
            let values = [("number", number.to_string().into()), ("author", author(page, newest).into()), ("when", when.into())];
            sentence(catalog, "admin-policy-saved", values)
        }
    };
    let undo = newest.number.checked_sub(1).filter(|before| *before >= 0);
    let links = view! {
        {undo
            .map(|before| {
                view! { <a href=page.cx.link(&paths::with_id(paths::POLICY_VERSION, &before.to_string()))>{catalog.text("admin-policy-before")}</a> }
            })}
        " · "
        <a href=page.cx.link(paths::POLICY_VERSIONS)>{catalog.text("admin-versions-title")}</a>
    };
    view! {
        <p class="lead policy-saved">
            {text} " "
            {(newest.number > 0).then_some(links)}
        </p>
    }
}

/// Who saved a version.
fn author(page: &PageContext, version: &Version) -> AnyView {
    match version.author.as_str() {
        "operator" => page.catalog.text("admin-policy-operator").into_any(),
        author => view! { <Verbatim text=author.to_owned() /> }.into_any(),
    }
}
