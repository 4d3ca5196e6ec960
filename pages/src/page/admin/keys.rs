//! `/admin/keys`: the keys by which servers of applications ask.

use super::{Tab, empty, frame, question};
use crate::{
    component::{Verbatim, sentence, verbatim},
    form_state::Subject,
    page::section::section,
    page_context::{PageContext, Shown},
};
use app::{
    component::{Field, Kind, TimeText},
    icon::{CODES, Icon},
};
use leptos::prelude::*;
use mfa::{Error, view::ApplicationKey};

pub(crate) async fn show(page: PageContext) -> Shown {
    let words = page.words;
    let keys = page.cx.latchkey.application_keys(page.session()?).await?;
    let list = section("keys-title", words.text("admin-keys-list-title"), words.text("admin-keys-list-text"), rows(&page, keys));
    let new = section("new-key-title", words.text("admin-keys-new-title"), words.text("admin-keys-new-text"), form(&page));
    let use_it = section("use-key-title", words.text("admin-keys-use-title"), words.text("admin-keys-use-text"), example(&page));
    let content = view! {
        {made(&page)}
        {list}
        {new}
        {use_it}
    };
    Ok(frame(&page, Tab::Keys, words.text("admin-keys-title"), content))
}

/// The key that was just made.
fn made(page: &PageContext) -> Option<impl IntoView + use<>> {
    let (words, made) = (page.words, page.state.made.clone()?);
    Some(view! {
        <div class="notice notice-success made" role="status">
            <div>
                <p>
                    <strong>{words.text("admin-keys-made")}</strong>
                </p>
                <p>
                    <code class="made-key" translate="no" data-testid="application-key">
                        {made.0}
                    </code>
                </p>
                <p>{words.text("admin-keys-made-text")}</p>
            </div>
        </div>
    })
}

fn rows(page: &PageContext, keys: Vec<ApplicationKey>) -> AnyView {
    if keys.is_empty() {
        return empty(CODES, page.words.text("admin-keys-none"));
    }
    let rows: Vec<_> = keys.into_iter().map(|key| row(page, key)).collect();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn row(page: &PageContext, key: ApplicationKey) -> impl IntoView + use<> {
    let (words, now) = (page.words, page.cx.latchkey.now().0);
    let ApplicationKey { id, name, author, created_at, last_used_at } = key;
    let used = match last_used_at {
        Some(at) => view! {
            {words.text("security-app-used")}
            " "
            <TimeText moment=words.moment(at, now) />
        }
        .into_any(),
        None => words.text("admin-keys-unused").into_any(),
    };
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=CODES />
            </span>
            <div class="row-main">
                <p class="row-name"><Verbatim text=name.clone() /></p>
                <p class="row-text">
                    {words.text("admin-keys-created")} " " <TimeText moment=words.moment(created_at, now) /> {author.map(|author| view! { " · " <Verbatim text=author /> })} " · "
                    {used}
                </p>
            </div>
            <div class="row-actions">
                <a
                    class="button button-small"
                    href=page.cx.link(&format!("/admin/keys/{id}/revoke"))
                    aria-label=words.fill("admin-keys-revoke-named", [("name", name.into())])
                >
                    {words.text("admin-keys-revoke")}
                </a>
            </div>
        </li>
    }
}

fn form(page: &PageContext) -> impl IntoView + use<> {
    let (words, state) = (page.words, &page.state);
    view! {
        <form class="card-part stack" method="post" action=page.cx.link("/admin/keys") novalidate>
            <Field
                id="name"
                label=words.text("admin-keys-name")
                kind=Kind::Text
                value=state.value("name")
                hint=words.text("admin-keys-name-hint")
                error=state.error_about(Subject::Name, words)
            />
            <div>
                <button class="button button-primary">{words.text("admin-keys-create")}</button>
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

/// `/admin/keys/{id}/revoke`: the question before a key is revoked.
pub(crate) async fn revoke(page: PageContext) -> Shown {
    let id = page.parameter()?;
    let words = page.words;
    let keys = page.cx.latchkey.application_keys(page.session()?).await?;
    let key = keys.into_iter().find(|key| key.id == id).ok_or(Error::NotFound)?;
    let heading = sentence(words, "admin-revoke-heading", [("name", verbatim(&key.name))]);
    let content = question(&page, words.text("admin-revoke-text"), ().into_any(), (words.text("admin-keys-revoke"), true), "/admin/keys");
    Ok(frame(&page, Tab::Keys, heading, content))
}
