//! `/admin/audit`: every security event, newest first.

pub(crate) mod filter;
mod seal;

use super::{Tab, empty, frame, visit};
use crate::{
    component::TimeText,
    guard::Place,
    icon::{CHECK, USER},
    page::Visit,
    words::Words,
};
use filter::Filter;
use leptos::prelude::*;
use mfa::{AuditLine, AuditPage, AuditQuery, Error};

/// Lines on a page.
const PAGE: usize = 50;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Admin, async |visit| {
        let words = visit.words;
        let filter = Filter::of(visit.cx.query.as_deref());
        let found = visit.cx.latchkey.audit(visit.session()?, filter.query(), PAGE).await;
        let list = match found {
            Ok(found) if found.lines.is_empty() => nothing(CHECK, words.text("admin-audit-none")),
            Ok(found) => list(&visit, &filter, &found),
            Err(Error::NotFound) => nothing(USER, words.fill("admin-audit-nobody", [("person", filter.person.clone().into())])),
            Err(error) => return Err(error),
        };
        let sealed = visit.cx.latchkey.audit_seal(visit.session()?).await?;
        let content = view! {
            <p class="lead">{words.text("admin-audit-lead")}</p>
            {form(&visit, &filter)}
            {list}
            {seal::seal(&visit, sealed)}
        };
        Ok(frame(&visit, Tab::Audit, words.text("admin-audit-title"), content))
    })
}

fn nothing(icon: &'static str, text: String) -> AnyView {
    view! { <div class="card card-list">{empty(icon, text)}</div> }.into_any()
}

fn form(visit: &Visit, filter: &Filter) -> impl IntoView + use<> {
    let words = visit.words;
    let mut events: Vec<_> = AuditQuery::events().map(|event| (words.activity(event, None), event)).collect();
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
                <label for=name>{words.text(label)}</label>
                <input id=name name=name type="date" value=value />
            </div>
        }
    };
    view! {
        <form class="filters" role="search" method="get" action=visit.cx.link("/admin/audit")>
            <div class="field">
                <label for="event">{words.text("admin-audit-event")}</label>
                <select id="event" name="event">
                    <option value="">{words.text("admin-audit-every-event")}</option>
                    {options}
                </select>
            </div>
            <div class="field">
                <label for="person">{words.text("admin-audit-person")}</label>
                <input id="person" name="person" type="search" value=filter.person.clone() autocomplete="off" spellcheck="false" />
            </div>
            {day("from", "admin-audit-from", filter.from.clone())}
            {day("to", "admin-audit-to", filter.to.clone())}
            <label class="check">
                <input type="checkbox" name="refused" value="on" checked=filter.refused />
                " "
                <span>{words.text("admin-audit-refused")}</span>
            </label>
            <button class="button button-primary">{words.text("admin-people-find")}</button>
        </form>
    }
}

fn list(visit: &Visit, filter: &Filter, found: &AuditPage) -> AnyView {
    let words = visit.words;
    let lines: Vec<_> = found.lines.iter().map(|entry| line(visit, entry)).collect();
    let older = found.lines.last().filter(|_| found.older).map(|last| {
        let address = format!("/admin/audit?{}", filter.encoded(Some(&last.id)));
        view! {
            <a class="button" href=visit.cx.link(&address)>
                {words.text("admin-older")}
            </a>
        }
    });
    let export = visit.cx.link(&format!("/admin/audit.csv?{}", filter.encoded(None)));
    view! {
        <div class="card card-list">
            <ol class="log">{lines}</ol>
        </div>
        <div class="turns">
            <a class="button" href=export>
                {words.text("admin-audit-export")}
            </a>
            {older}
        </div>
    }
    .into_any()
}

fn line(visit: &Visit, entry: &AuditLine) -> impl IntoView + use<> {
    let (words, now) = (visit.words, visit.cx.latchkey.now().0);
    let class = if entry.result == "refused" { "log-item log-refused" } else { "log-item" };
    let what = words.activity_told(&entry.event, entry.method.as_deref(), entry.detail.clone(), entry.times);
    let whom = entry.account_id.as_ref().map(|id| {
        let name = entry.name.clone().unwrap_or_else(|| words.fill("admin-audit-gone", [("id", id.as_str().into())]));
        view! {
            <a href=visit.cx.link(&format!("/admin/people/{id}"))>{name}</a>
            " · "
        }
    });
    let place = match entry.actor.as_str() {
        "operator" => String::new(),
        "application" => format!(" · {} · {}", entry.agent, entry.address),
        _ if entry.times > 1 => {
            let place = format!("{} · {}", words.agent(&entry.agent), entry.address);
            format!(" · {}", words.fill("activity-last-from", [("place", place.into())]))
        }
        _ => format!(" · {} · {}", words.agent(&entry.agent), entry.address),
    };
    view! {
        <li class=class>
            <p class="log-text">{what}</p>
            <p class="row-text">
                {whom} {by(entry, words).map(|by| format!("{by} · "))} <TimeText moment=words.moment(entry.last_at.unwrap_or(entry.at), now) exact=true /> {place}
            </p>
        </li>
    }
}

/// Who did it, if it wasn't the account's owner.
fn by(entry: &AuditLine, words: Words) -> Option<String> {
    match (entry.actor.as_str(), &entry.actor_name) {
        ("administrator", Some(name)) => Some(words.fill("admin-audit-by", [("who", name.as_str().into())])),
        ("administrator", None) => Some(words.text("admin-audit-by-administrator")),
        ("operator", _) => Some(words.text("admin-audit-by-operator")),
        ("application", _) => Some(words.text("admin-audit-by-application")),
        _ => None,
    }
}
