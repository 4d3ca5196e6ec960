//! `/admin/policy`: the form of the policy, and the notice after a change.

pub(crate) mod affected;
mod difference;
pub(crate) mod draft;
mod form;
pub(crate) mod preview;
pub(crate) mod version;
pub(crate) mod versions;

use super::{Tab, frame_told};
use crate::{
    component::{Verbatim, sentence},
    page_context::{PageContext, Shown},
};
use draft::Draft;
use leptos::prelude::*;
use mfa::{Error, Version};
use ui::{
    component::TimeText,
    erased_view::{Erase, ErasedView},
    flash::Flash,
    icon::{CHECK, Icon},
    paths,
};

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
    let told = just_saved(&page, &newest).await?;
    Ok(frame_told(&page, Tab::Policy, catalog.text("admin-policy-title"), told, content))
}

/// Which version is in force, and the way to those before it.
fn saved(page: &PageContext, newest: &Version) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let text = match newest.number {
        0 => catalog.text("admin-policy-defaults").erase(),
        number => {
            let when = view! { <TimeText moment=catalog.moment(newest.at, page.cx.latchkey.now().0) /> }.erase();
            let number = number.to_string().into();
            match is_by_operator(newest) {
                true => sentence(catalog, "admin-policy-saved-by-operator", [("number", number), ("when", when.into())]),
                false => {
                    let values = [("number", number), ("author", author(page, newest).into()), ("when", when.into())];
                    sentence(catalog, "admin-policy-saved", values)
                }
            }
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

/// Whether a version was saved at the command line.
fn is_by_operator(version: &Version) -> bool {
    version.author == "operator"
}

/// The author of a version.
fn author(page: &PageContext, version: &Version) -> ErasedView {
    match is_by_operator(version) {
        true => page.catalog.text("admin-policy-operator").erase(),
        false => view! { <Verbatim text=version.author.clone() /> }.erase(),
    }
}

/// The changes of the version that this administrator has just saved, with an undo button. The button leads to a preview like any other, since the
/// undo may affect other accounts than the change did.
async fn just_saved(page: &PageContext, newest: &Version) -> Result<Option<ErasedView>, Error> {
    let session = page.session()?;
    if page.cx.flash != Some(Flash::PolicySaved) || newest.author_id != session.account_id {
        return Ok(None);
    }
    let before = page.cx.latchkey.admin().policy_version(session, newest.number.saturating_sub(1)).await?;
    let catalog = page.catalog;
    let changes = difference::sentences(&before.policy, &newest.policy, catalog);
    let changes: Vec<_> = changes.into_iter().map(|change| view! { <li>{change}</li> }).collect();
    let draft = Draft::of(newest.number, &before.policy).fields();
    let hidden: Vec<_> = draft.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    let view = view! {
        <div class="notice notice-success saved">
            <Icon path=CHECK />
            <div>
                <div role="status">
                    <p>{Flash::PolicySaved.text(catalog)}</p>
                    <ul>{changes}</ul>
                </div>
                <form method="get" action=page.cx.link(paths::POLICY_PREVIEW)>
                    {hidden}
                    <button class="button button-small">{catalog.text("admin-policy-undo")}</button>
                </form>
            </div>
        </div>
    };
    Ok(Some(view.erase()))
}
