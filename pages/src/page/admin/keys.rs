//! `/admin/keys`: the keys that servers of applications use for their requests.

use super::{Tab, empty, frame, question};
use crate::{
    component::{Verbatim, sentence, verbatim},
    page::section::section,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Error, error::Subject, view::ApplicationKey};
use ui::{
    component::{Field, Kind, TimeText},
    icon::{CODES, Icon},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let keys = page.cx.latchkey.admin().application_keys(page.session()?).await?;
    let list = section("keys-title", catalog.text("admin-keys-list-title"), catalog.text("admin-keys-list-text"), rows(&page, keys));
    let new = section("new-key-title", catalog.text("admin-keys-new-title"), catalog.text("admin-keys-new-text"), form(&page));
    let use_it = section("use-key-title", catalog.text("admin-keys-use-title"), catalog.text("admin-keys-use-text"), example(&page));
    let content = view! {
        {made(&page)}
        {list}
        {new}
        {use_it}
    };
    Ok(frame(&page, Tab::Keys, catalog.text("admin-keys-title"), content))
}

/// The key that was just created.
fn made(page: &PageContext) -> Option<impl IntoView + use<>> {
    let (catalog, made) = (page.catalog, page.state.made.clone()?);
    Some(view! {
        <div class="notice notice-success made" role="status">
            <div>
                <p>
                    <strong>{catalog.text("admin-keys-made")}</strong>
                </p>
                <p>
                    <code class="made-key" translate="no" data-testid="application-key">
                        {made.0}
                    </code>
                </p>
                <p>{catalog.text("admin-keys-made-text")}</p>
            </div>
        </div>
    })
}

fn rows(page: &PageContext, keys: Vec<ApplicationKey>) -> AnyView {
    if keys.is_empty() {
        return empty(CODES, page.catalog.text("admin-keys-none"));
    }
    let rows: Vec<_> = keys.into_iter().map(|key| row(page, key)).collect();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn row(page: &PageContext, key: ApplicationKey) -> impl IntoView + use<> {
    let (catalog, now) = (page.catalog, page.cx.latchkey.now().0);
    let ApplicationKey { id, name, author, created_at, last_used_at } = key;
    let used = match last_used_at {
        Some(at) => view! {
            {catalog.text("security-app-used")}
            " "
            <TimeText moment=catalog.moment(at, now) />
        }
        .into_any(),
        None => catalog.text("admin-keys-unused").into_any(),
    };
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=CODES />
            </span>
            <div class="row-main">
                <p class="row-name"><Verbatim text=name.clone() /></p>
                <p class="row-text">
                    {catalog.text("admin-keys-created")} " " <TimeText moment=catalog.moment(created_at, now) /> {author.map(|author| view! { " · " <Verbatim text=author /> })} " · "
                    {used}
                </p>
            </div>
            <div class="row-actions">
                <a
                    class="button button-small"
                    href=page.cx.link(&paths::with_id(paths::REVOKE_KEY, &id))
                    aria-label=catalog.fill("admin-keys-revoke-named", [("name", name.into())])
                >
                    {catalog.text("admin-keys-revoke")}
                </a>
            </div>
        </li>
    }
}

fn form(page: &PageContext) -> impl IntoView + use<> {
    let (catalog, state) = (page.catalog, &page.state);
    view! {
        <form class="card-part stack" method="post" action=page.cx.link(paths::KEYS) novalidate>
            <Field
                id="name"
                label=catalog.text("admin-keys-name")
                kind=Kind::Text
                value=state.value("name")
                hint=catalog.text("admin-keys-name-hint")
                error=state.error_about(Subject::Name, catalog)
            />
            <div>
                <button class="button button-primary">{catalog.text("admin-keys-create")}</button>
            </div>
        </form>
    }
}

fn example(page: &PageContext) -> impl IntoView + use<> {
    let address = format!("{}{}", page.cx.site.origin(), page.cx.link("/api/v1/mfa-tokens/consume"));
    let call = format!(
        "curl {address} \\\n  -H \"Authorization: Bearer $LATCHKEY_KEY\" \\\n  --json '{{ \"token\": \"…\", \"action\": \"transfer.create\" }}'"
    );
    view! {
        <pre class="card-part code" tabindex="0">
            <code translate="no">{call}</code>
        </pre>
    }
}

/// `/admin/keys/{id}/revoke`: the confirmation before a key is revoked.
pub(crate) async fn revoke(page: PageContext) -> Shown {
    let id = page.parameter()?;
    let catalog = page.catalog;
    let keys = page.cx.latchkey.admin().application_keys(page.session()?).await?;
    let key = keys.into_iter().find(|key| key.id == id).ok_or(Error::NotFound)?;
    let heading = sentence(catalog, "admin-revoke-heading", [("name", verbatim(&key.name))]);
    let content = question(&page, catalog.text("admin-revoke-text"), ().into_any(), (catalog.text("admin-keys-revoke"), true), paths::KEYS);
    Ok(frame(&page, Tab::Keys, heading, content))
}
