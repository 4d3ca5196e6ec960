//! The sessions of the account.

use crate::{component::Verbatim, page::section::section};
use leptos::prelude::*;
use mfa::{Level, view::SessionInfo};
use ui::{
    component::TimeText,
    icon::{COMPUTER, Icon, PHONE},
    paths,
    request::RequestContext,
};

pub(super) fn part(cx: &RequestContext, sessions: Vec<SessionInfo>, now: i64) -> impl IntoView + use<> {
    let catalog = cx.catalog;
    let rows: Vec<_> = sessions.into_iter().map(|session| row(cx, session, now)).collect();
    section(
        "sessions-title",
        catalog.text("security-sessions-title"),
        catalog.text("security-sessions-text"),
        view! {
            <ul class="rows">{rows}</ul>
            <div class="card-foot">
                <form method="post" action=cx.link(paths::SESSIONS)>
                    <button class="button" name="action" value="end-others">
                        {catalog.text("security-sessions-end-others")}
                    </button>
                </form>
            </div>
        },
    )
}

/// The key of the word before the time at which a session began.
pub(in crate::page) fn since(level: Level) -> &'static str {
    match level {
        Level::Half => "security-sessions-begun",
        Level::Full => "security-sessions-since",
    }
}

fn row(cx: &RequestContext, session: SessionInfo, now: i64) -> impl IntoView + use<> {
    let (catalog, action) = (cx.catalog, cx.link(paths::SESSIONS));
    let device = catalog.agent(&session.agent);
    let mobile = ["Mobile", "Android", "iPhone"].iter().any(|mark| session.agent.contains(mark));
    let tag = |key| {
        view! {
            " "
            <span class="tag">{catalog.text(key)}</span>
        }
    };
    let half = session.level == Level::Half;
    let since = since(session.level);
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=if mobile { PHONE } else { COMPUTER } />
            </span>
            <div class="row-main">
                <p class="row-name">
                    <Verbatim text=device.clone() /> {session.current.then(|| tag("security-sessions-this"))}
                    {half.then(|| tag("security-sessions-half"))}
                </p>
                <p class="row-text">
                    <Verbatim text=session.address /> " · " {catalog.text(since)} " " <TimeText moment=catalog.moment(session.created_at, now) /> " · "
                    {catalog.text("security-sessions-seen")} " " <TimeText moment=catalog.moment(session.last_seen_at, now) />
                </p>
            </div>
            {(!session.current)
                .then(|| {
                    view! {
                        <form class="row-actions" method="post" action=action>
                            <input type="hidden" name="id" value=session.id />
                            <button
                                class="button button-small"
                                name="action"
                                value="end"
                                aria-label=catalog.fill("security-sessions-end-named", [("device", device.into())])
                            >
                                {catalog.text("security-sessions-end")}
                            </button>
                        </form>
                    }
                })}
        </li>
    }
}
