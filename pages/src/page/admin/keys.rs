//! `/admin/keys`: the keys that servers of applications use for their requests.

mod form;

use super::{Tab, empty, frame, question};
use crate::{
    component::{Verbatim, sentence, verbatim},
    key_choice::{REPLACES, sentence_of},
    page::section::section,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Error, view::ApplicationKey};
use ui::{
    component::TimeText,
    erased_view::{Erase, ErasedView},
    icon::{CODES, Icon},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let keys = page.cx.latchkey.admin().application_keys(page.session()?).await?;
    let new = form::section(&page, &keys);
    let list = section("keys-title", catalog.text("admin-keys-list-title"), catalog.text("admin-keys-list-text"), rows(&page, keys));
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

fn rows(page: &PageContext, keys: Vec<ApplicationKey>) -> ErasedView {
    if keys.is_empty() {
        return empty(CODES, page.catalog.text("admin-keys-none"));
    }
    // Of two keys with one name, the older one comes first.
    let mut above = None;
    let mut rows = Vec::with_capacity(keys.len());
    for key in keys {
        let age = key.has_twin.then_some(if above.as_ref() == Some(&key.name) { "admin-keys-newer" } else { "admin-keys-older" });
        above = Some(key.name.clone());
        rows.push(row(page, key, age));
    }
    view! { <ul class="rows">{rows}</ul> }.erase()
}

fn row(page: &PageContext, key: ApplicationKey, age: Option<&'static str>) -> impl IntoView + use<> {
    let (catalog, now) = (page.catalog, page.cx.latchkey.now().0);
    let ApplicationKey { id, name, author, created_at, last_used_at, scopes, expires_at, has_twin } = key;
    let is_over = expires_at.is_some_and(|at| at <= now);
    let used = match last_used_at {
        Some(at) => view! {
            {catalog.text("security-app-used")}
            " "
            <TimeText moment=catalog.moment(at, now) />
        }
        .erase(),
        None => catalog.text("admin-keys-unused").erase(),
    };
    let end = match expires_at {
        Some(at) => view! {
            {catalog.text(if is_over { "admin-keys-expired" } else { "admin-keys-expires" })}
            " "
            <TimeText moment=catalog.exact_moment(at) />
        }
        .erase(),
        None => catalog.text("admin-keys-never").erase(),
    };
    let tag = |class, key| {
        view! {
            " "
            <span class=class>{catalog.text(key)}</span>
        }
    };
    let named = |key| {
        let name = age.map_or_else(|| name.clone(), |age| format!("{name} ({})", catalog.text(age)));
        catalog.fill(key, [("name", name.into())])
    };
    let scopes: Vec<_> = scopes.into_iter().map(|scope| view! { <li>{catalog.text(sentence_of(scope))}</li> }).collect();
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=CODES />
            </span>
            <div class="row-main">
                <p class="row-name">
                    <Verbatim text=name.clone() /> {age.map(|age| tag("tag", age))} {is_over.then(|| tag("tag tag-off", "admin-keys-is-expired"))}
                </p>
                <ul class="row-text key-scopes">{scopes}</ul>
                <p class="row-text">
                    {catalog.text("admin-keys-created")} " " <TimeText moment=catalog.moment(created_at, now) /> {author.map(|author| view! { " · " <Verbatim text=author /> })} " · "
                    {used} " · " {end}
                </p>
            </div>
            <div class="row-actions">
                {(!has_twin)
                    .then(|| {
                        view! {
                            <a
                                class="button button-small"
                                href=page.cx.link(&format!("{}?{REPLACES}={id}#{}", paths::KEYS, form::HEADING))
                                aria-label=named("admin-keys-replace-named")
                            >
                                {catalog.text("admin-keys-replace")}
                            </a>
                        }
                    })}
                <a
                    class="button button-small"
                    href=page.cx.link(&paths::with_id(paths::REVOKE_KEY, &id))
                    aria-label=named("admin-keys-revoke-named")
                >
                    {catalog.text("admin-keys-revoke")}
                </a>
            </div>
        </li>
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
    let content = question(&page, catalog.text("admin-revoke-text"), ().erase(), (catalog.text("admin-keys-revoke"), true), paths::KEYS);
    Ok(frame(&page, Tab::Keys, heading, content))
}
