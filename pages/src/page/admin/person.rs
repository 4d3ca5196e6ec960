//! `/admin/people/{id}`: one account, and what can be done for it.

use super::{Tab, frame, help::path, people::tags, visit};
use crate::{
    component::{Verbatim, Warning, sentence, verbatim},
    guard::Place,
    page::{Visit, section::section, security::activity_part},
};
use app::{
    component::TimeText,
    icon::{COMPUTER, Icon, PASSKEY, PHONE},
    words::Words,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use mfa::{AdminAction, Approval, Error, Person, view::SessionInfo};

pub(crate) fn page() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    visit(Place::Admin, async move |visit| {
        let words = visit.words;
        let person = visit.cx.latchkey.person(visit.session()?, &id).await?;
        let part = |id, title, text, content: AnyView| section(id, words.text(title), words.text(text), content);
        let activity = ("activity-title", words.text("admin-person-activity-title"), words.text("admin-person-activity-text"));
        let content = view! {
            {summary(&visit, &person)}
            <Warning text=waiting(person.wait.as_ref(), words) />
            {person.approvals.iter().map(|approval| pending(&visit, approval)).collect::<Vec<_>>()}
            {part("person-methods", "admin-person-methods", "admin-person-methods-text", methods(&visit, &person))}
            {part("person-help", "admin-person-help", "admin-person-help-text", acts(&visit, &person))}
            {part("person-sessions", "admin-person-sessions", "admin-person-sessions-text", sessions(&visit, &person))}
            {activity_part(activity, person.activity.clone(), words, None)}
        };
        Ok(frame(&visit, Tab::People, view! { <Verbatim text=person.name.clone() /> }, content))
    })
}

fn summary(visit: &Visit, person: &Person) -> impl IntoView + use<> {
    let (words, now) = (visit.words, visit.cx.latchkey.now().0);
    let disabled = person.disabled_at.map(|at| {
        view! {
            " · "
            {words.text("admin-person-disabled-since")}
            " "
            <TimeText moment=words.moment(at, now) />
        }
    });
    view! {
        <p class="lead">
            {words.text("admin-people-since")} " " <TimeText moment=words.moment(person.created_at, now) /> {disabled}
            {person.subject.clone().map(|subject| view! { " · " <Verbatim text=subject /> })} {tags(person.administrator, person.disabled_at.is_some(), words)}
        </p>
    }
}

fn waiting(wait: Option<&Error>, words: Words) -> Option<String> {
    match wait? {
        Error::MfaRateLimited { retry_after_seconds } => {
            Some(words.fill("admin-person-waits", [("wait", words.wait(*retry_after_seconds).into())]))
        }
        _ => Some(words.text("admin-person-locked")),
    }
}

fn pending(visit: &Visit, approval: &Approval) -> impl IntoView + use<> {
    let words = visit.words;
    let text = sentence(
        words,
        "admin-person-approval",
        [("what", words.text(super::help::words_of(approval.act).title).into()), ("who", verbatim(&approval.requester))],
    );
    view! {
        <div class="notice notice-info">
            <p>
                {text} " " <a href=visit.cx.link("/admin/approvals")>{words.text("admin-approvals-title")}</a>
            </p>
        </div>
    }
}

fn methods(visit: &Visit, person: &Person) -> AnyView {
    let (words, now) = (visit.words, visit.cx.latchkey.now().0);
    let row = |icon, name: &str, added: i64, used: Option<i64>| {
        let used = used.map(|at| {
            view! {
                " · "
                {words.text("security-app-used")}
                " "
                <TimeText moment=words.moment(at, now) />
            }
        });
        view! {
            <li class="row">
                <span class="row-icon">
                    <Icon path=icon />
                </span>
                <div class="row-main">
                    <p class="row-name"><Verbatim text=name.to_owned() /></p>
                    <p class="row-text">{words.text("security-app-added")} " " <TimeText moment=words.moment(added, now) /> {used}</p>
                </div>
            </li>
        }
    };
    let apps = person.devices.iter().map(|device| row(PHONE, &device.name, device.created_at, device.last_used_at));
    let keys = person.passkeys.iter().map(|passkey| row(PASSKEY, &passkey.name, passkey.created_at, passkey.last_used_at));
    let rows: Vec<_> = apps.chain(keys).collect();
    let (left, total) = person.codes;
    let codes = match total {
        0 => words.text("admin-person-no-codes"),
        total => words.fill("admin-person-codes", [("left", left.into()), ("total", total.into())]),
    };
    let list = if rows.is_empty() {
        view! { <p class="card-part">{words.text("admin-people-nothing")}</p> }.into_any()
    } else {
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! {
        {list}
        <p class="card-foot">{codes}</p>
    }
    .into_any()
}

fn acts(visit: &Visit, person: &Person) -> AnyView {
    let words = visit.words;
    if person.oneself {
        return view! {
            <p class="card-part">
                {words.text("admin-person-oneself")} " " <a href=visit.cx.link("/account/security")>{words.text("security-title")}</a>
            </p>
        }
        .into_any();
    }
    let offered = AdminAction::ALL.into_iter().filter(|act| match act {
        AdminAction::Enable => person.disabled_at.is_some(),
        AdminAction::Disable => person.disabled_at.is_none(),
        AdminAction::Reset | AdminAction::EndSessions => true,
    });
    let links: Vec<_> = offered
        .map(|act| {
            view! {
                <a class="button" href=visit.cx.link(&path(&person.id, act))>
                    {words.text(super::help::words_of(act).title)}
                </a>
            }
        })
        .collect();
    view! {
        <div class="card-part buttons">{links}</div>
        {person.administrator.then(|| view! { <p class="card-foot">{words.text("admin-person-is-administrator")}</p> })}
    }
    .into_any()
}

fn sessions(visit: &Visit, person: &Person) -> AnyView {
    let (words, now) = (visit.words, visit.cx.latchkey.now().0);
    if person.sessions.is_empty() {
        return view! { <p class="card-part">{words.text("admin-person-no-sessions")}</p> }.into_any();
    }
    let row = |session: &SessionInfo| {
        view! {
            <li class="row">
                <span class="row-icon">
                    <Icon path=COMPUTER />
                </span>
                <div class="row-main">
                    <p class="row-name"><Verbatim text=words.agent(&session.agent) /></p>
                    <p class="row-text">
                        <Verbatim text=session.address.clone() /> " · " {words.text("security-sessions-since")} " "
                        <TimeText moment=words.moment(session.created_at, now) /> " · " {words.text("security-sessions-seen")} " "
                        <TimeText moment=words.moment(session.last_seen_at, now) />
                    </p>
                </div>
            </li>
        }
    };
    let rows: Vec<_> = person.sessions.iter().map(row).collect();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}
