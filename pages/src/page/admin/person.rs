//! `/admin/people/{id}`: one account, and the actions on it.

use super::{Tab, account_action::path, frame, people::tags};
use crate::{
    component::{Verbatim, Warning, sentence, verbatim},
    page::{
        section::section,
        security::{activity_part, session_since},
    },
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{AdminAction, Approval, Error, Level, Person, view::SessionInfo};
use ui::{
    catalog::Catalog,
    component::TimeText,
    erased_view::{Erase, ErasedView},
    icon::{COMPUTER, Icon, PASSKEY, PHONE},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let id = page.parameter()?;
    let catalog = page.catalog;
    let person = page.cx.latchkey.admin().person(page.session()?, &id).await?;
    let part = |id, title, text, content: ErasedView| section(id, catalog.text(title), catalog.text(text), content);
    let activity = ("activity-title", catalog.text("admin-person-activity-title"), catalog.text("admin-person-activity-text"));
    let content = view! {
        {summary(&page, &person)}
        <Warning text=waiting(&person, catalog) />
        {person.approvals.iter().map(|approval| pending(&page, approval)).collect::<Vec<_>>()}
        {part("person-methods", "admin-person-methods", "admin-person-methods-text", methods(&page, &person))}
        {part("person-help", "admin-person-help", "admin-person-help-text", acts(&page, &person))}
        {part("person-sessions", "admin-person-sessions", "admin-person-sessions-text", sessions(&page, &person))}
        {activity_part(activity, person.activity.clone(), catalog, None)}
    };
    Ok(frame(&page, Tab::People, view! { <Verbatim text=person.name.clone() /> }, content))
}

fn summary(page: &PageContext, person: &Person) -> impl IntoView + use<> {
    let (catalog, now) = (page.catalog, page.cx.latchkey.now().0);
    let disabled = person.disabled_at.map(|at| {
        view! {
            " · "
            {catalog.text("admin-person-disabled-since")}
            " "
            <TimeText moment=catalog.moment(at, now) />
        }
    });
    view! {
        <p class="lead">
            {catalog.text("admin-people-since")} " " <TimeText moment=catalog.moment(person.created_at, now) /> {disabled}
            {person.subject.clone().map(|subject| view! { " · " <Verbatim text=subject /> })} {tags(person.administrator, person.disabled_at.is_some(), catalog)}
        </p>
    }
}

fn waiting(person: &Person, catalog: Catalog) -> Option<String> {
    match person.wait.as_ref()? {
        Error::MfaRateLimited { retry_after_seconds } => {
            Some(catalog.fill("admin-person-waits", [("wait", catalog.wait(*retry_after_seconds).into())]))
        }
        _ if person.can_recover => Some(catalog.text("admin-person-locked-recovery")),
        _ => Some(catalog.text("admin-person-locked")),
    }
}

fn pending(page: &PageContext, approval: &Approval) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let text = sentence(
        catalog,
        "admin-person-approval",
        [("what", catalog.text(super::account_action::strings_of(approval.act).title).into()), ("who", verbatim(&approval.requester))],
    );
    view! {
        <div class="notice notice-info">
            <p>
                {text} " " <a href=page.cx.link(paths::APPROVALS)>{catalog.text("admin-approvals-title")}</a>
            </p>
        </div>
    }
}

fn methods(page: &PageContext, person: &Person) -> ErasedView {
    let (catalog, now) = (page.catalog, page.cx.latchkey.now().0);
    let row = |icon, name: &str, added: i64, used: Option<i64>| {
        let used = used.map(|at| {
            view! {
                " · "
                {catalog.text("security-app-used")}
                " "
                <TimeText moment=catalog.moment(at, now) />
            }
        });
        view! {
            <li class="row">
                <span class="row-icon">
                    <Icon path=icon />
                </span>
                <div class="row-main">
                    <p class="row-name"><Verbatim text=name.to_owned() /></p>
                    <p class="row-text">{catalog.text("security-app-added")} " " <TimeText moment=catalog.moment(added, now) /> {used}</p>
                </div>
            </li>
        }
    };
    let apps = person.devices.iter().map(|device| row(PHONE, &device.name, device.created_at, device.last_used_at));
    let keys = person.passkeys.iter().map(|passkey| row(PASSKEY, &passkey.name, passkey.created_at, passkey.last_used_at));
    let rows: Vec<_> = apps.chain(keys).collect();
    let (left, total) = person.codes;
    let codes = match total {
        0 => catalog.text("admin-person-no-codes"),
        total => catalog.fill("admin-person-codes", [("left", left.into()), ("total", total.into())]),
    };
    let password = person.passwordless.then(|| [" ", &catalog.text("admin-person-no-password")].concat());
    let list = if rows.is_empty() {
        view! { <p class="card-part">{catalog.text("admin-people-nothing")}</p> }.erase()
    } else {
        view! { <ul class="rows">{rows}</ul> }.erase()
    };
    view! {
        {list}
        <p class="card-foot">{codes} {password}</p>
    }
    .erase()
}

fn acts(page: &PageContext, person: &Person) -> ErasedView {
    let catalog = page.catalog;
    if person.oneself {
        return view! {
            <p class="card-part">
                {catalog.text("admin-person-oneself")} " " <a href=page.cx.link(paths::SECURITY)>{catalog.text("security-title")}</a>
            </p>
        }
        .erase();
    }
    let offered = AdminAction::all().filter(|act| match act {
        AdminAction::Enable => person.disabled_at.is_some(),
        AdminAction::Disable => person.disabled_at.is_none(),
        AdminAction::Reset | AdminAction::EndSessions => true,
    });
    let links: Vec<_> = offered
        .map(|act| {
            view! {
                <a class="button" href=page.cx.link(&path(&person.id, act))>
                    {catalog.text(super::account_action::strings_of(act).title)}
                </a>
            }
        })
        .collect();
    view! {
        <div class="card-part buttons">{links}</div>
        {person.administrator.then(|| view! { <p class="card-foot">{catalog.text("admin-person-is-administrator")}</p> })}
    }
    .erase()
}

fn sessions(page: &PageContext, person: &Person) -> ErasedView {
    let (catalog, now) = (page.catalog, page.cx.latchkey.now().0);
    if person.sessions.is_empty() {
        return view! { <p class="card-part">{catalog.text("admin-person-no-sessions")}</p> }.erase();
    }
    let row = |session: &SessionInfo| {
        let half = (session.level == Level::Half).then(|| {
            view! {
                " "
                <span class="tag">{catalog.text("security-sessions-half")}</span>
            }
        });
        view! {
            <li class="row">
                <span class="row-icon">
                    <Icon path=COMPUTER />
                </span>
                <div class="row-main">
                    <p class="row-name"><Verbatim text=catalog.agent(&session.agent) /> {half}</p>
                    <p class="row-text">
                        <Verbatim text=session.address.clone() /> " · " {catalog.text(session_since(session.level))} " "
                        <TimeText moment=catalog.moment(session.created_at, now) /> " · " {catalog.text("security-sessions-seen")} " "
                        <TimeText moment=catalog.moment(session.last_seen_at, now) />
                    </p>
                </div>
            </li>
        }
    };
    let rows: Vec<_> = person.sessions.iter().map(row).collect();
    view! { <ul class="rows">{rows}</ul> }.erase()
}
