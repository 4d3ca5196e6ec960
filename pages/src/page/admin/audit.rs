//! `/admin/audit`: every security event, newest first.

pub(crate) mod filter;
mod seal;

use super::{Tab, empty, frame};
use crate::{
    component::{Verbatim, sentence, verbatim},
    page::security::{erased_place, place},
    page_context::{PageContext, Shown},
};
use filter::Filter;
use leptos::prelude::*;
use mfa::{AuditLine, AuditPage, AuditQuery, Error};
use ui::{
    catalog::Catalog,
    component::TimeText,
    erased_view::{Erase, ErasedView},
    icon::{CHECK, USER},
    paths,
};

/// The number of lines on a page.
const PAGE: usize = 50;

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let filter = Filter::of(page.cx.query.as_deref());
    let found = page.cx.latchkey.admin().audit(page.session()?, filter.query(), PAGE).await;
    let list = match found {
        Ok(found) if found.lines.is_empty() => nothing(CHECK, catalog.text("admin-audit-none").erase()),
        Ok(found) => list(&page, &filter, &found),
        Err(Error::NotFound) => nothing(USER, sentence(catalog, "admin-audit-nobody", [("person", verbatim(&filter.person))])),
        Err(error) => return Err(error.into()),
    };
    let sealed = page.cx.latchkey.admin().audit_seal(page.session()?).await?;
    let content = view! {
        <p class="lead">{catalog.text("admin-audit-lead")}</p>
        {form(&page, &filter)}
        {list}
        {seal::seal(&page, sealed)}
    };
    Ok(frame(&page, Tab::Audit, catalog.text("admin-audit-title"), content))
}

fn nothing(icon: &'static str, text: ErasedView) -> ErasedView {
    view! { <div class="card card-list">{empty(icon, text)}</div> }.erase()
}

fn form(page: &PageContext, filter: &Filter) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let mut events: Vec<_> = AuditQuery::events().map(|event| (catalog.activity(event, None), event)).collect();
    events.sort();
    let options: Vec<_> = events
        .into_iter()
        .map(|(text, event)| {
            view! {
                <option value=event selected=filter.event == event>
                    {text}
                </option>
            }
        })
        .collect();
    let day = |name: &'static str, label, value: String| {
        view! {
            <div class="field">
                <label for=name>{catalog.text(label)}</label>
                <input id=name name=name type="date" value=value />
            </div>
        }
    };
    view! {
        <form class="filters" role="search" method="get" action=page.cx.link(paths::AUDIT)>
            <div class="field">
                <label for="event">{catalog.text("admin-audit-event")}</label>
                <select id="event" name="event">
                    <option value="">{catalog.text("admin-audit-every-event")}</option>
                    {options}
                </select>
            </div>
            <div class="field">
                <label for="person">{catalog.text("admin-audit-person")}</label>
                <input id="person" name="person" type="search" value=filter.person.clone() autocomplete="off" spellcheck="false" />
            </div>
            {day("from", "admin-audit-from", filter.from.clone())}
            {day("to", "admin-audit-to", filter.to.clone())}
            <label class="check">
                <input type="checkbox" name="refused" value="on" checked=filter.refused />
                " "
                <span>{catalog.text("admin-audit-refused")}</span>
            </label>
            <button class="button button-primary">{catalog.text("admin-people-find")}</button>
        </form>
    }
}

fn list(page: &PageContext, filter: &Filter, found: &AuditPage) -> ErasedView {
    let catalog = page.catalog;
    let lines: Vec<_> = found.lines.iter().map(|entry| line(page, entry)).collect();
    let older = found.lines.last().filter(|_| found.older).map(|last| {
        let address = format!("{}?{}", paths::AUDIT, filter.encoded(Some(&last.id)));
        view! {
            <a class="button" href=page.cx.link(&address)>
                {catalog.text("admin-older")}
            </a>
        }
    });
    let export = page.cx.link(&format!("{}?{}", paths::AUDIT_FILE, filter.encoded(None)));
    view! {
        <div class="card card-list">
            <ol class="log">{lines}</ol>
        </div>
        <div class="turns">
            <a class="button" href=export>
                {catalog.text("admin-audit-export")}
            </a>
            {older}
        </div>
    }
    .erase()
}

fn line(page: &PageContext, entry: &AuditLine) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let class = if entry.result == "refused" { "log-item log-refused" } else { "log-item" };
    let what =
        catalog.activity_told(&entry.event, entry.method.as_deref(), catalog.detail(entry.detail.clone(), entry.erased), entry.times);
    let whom = entry.account_id.as_ref().map(|id| {
        let name = match &entry.name {
            Some(name) => view! { <a href=page.cx.link(&paths::with_id(paths::PERSON, id))><Verbatim text=name.clone() /></a> }.erase(),
            // An account that is gone has no page.
            None => sentence(catalog, "admin-audit-gone", [("id", verbatim(id))]),
        };
        view! {
            {name}
            " · "
        }
    });
    let place = match entry.actor.as_str() {
        "operator" | "server" => None,
        _ if entry.erased => Some(erased_place(catalog).erase()),
        "application" => Some(place(entry.agent.clone(), &entry.address, false, catalog).erase()),
        _ => Some(place(catalog.agent(&entry.agent), &entry.address, entry.times > 1, catalog).erase()),
    };
    view! {
        <li class=class>
            <p class="log-text">{what}</p>
            <p class="row-text">
                {whom} {by(entry, catalog).map(|by| view! { {by} " · " })} <TimeText moment=catalog.exact_moment(entry.last_at.unwrap_or(entry.at)) /> {place}
            </p>
        </li>
    }
}

/// The actor, if it wasn't the account's owner.
fn by(entry: &AuditLine, catalog: Catalog) -> Option<ErasedView> {
    match (entry.actor.as_str(), &entry.actor_name) {
        ("administrator", Some(name)) => Some(sentence(catalog, "admin-audit-by", [("who", verbatim(name))])),
        ("administrator", None) => Some(catalog.text("admin-audit-by-administrator").erase()),
        ("operator", _) => Some(catalog.text("admin-audit-by-operator").erase()),
        ("application", _) => Some(catalog.text("admin-audit-by-application").erase()),
        ("server", _) => Some(catalog.text("admin-audit-by-server").erase()),
        _ => None,
    }
}
