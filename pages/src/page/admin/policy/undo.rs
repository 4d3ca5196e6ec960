//! What is said after a policy was saved: what changed by it, and the way back.

use super::{difference, draft::Draft};
use crate::page_context::PageContext;
use leptos::prelude::*;
use mfa::{Error, Version};
use ui::{
    flash::Flash,
    icon::{CHECK, Icon},
    paths,
};

/// If this administrator has just saved the newest version. The way back is a preview like any other: it may touch others than the change did.
pub(super) async fn just_saved(page: &PageContext, newest: &Version) -> Result<Option<AnyView>, Error> {
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
    Ok(Some(view.into_any()))
}
