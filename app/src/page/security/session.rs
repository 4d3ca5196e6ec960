//! Where the account is signed in.

use super::section::section;
use crate::{
    component::TimeText,
    icon::{COMPUTER, Icon, PHONE},
    words::Words,
};
use leptos::prelude::*;
use mfa::{Level, view::SessionInfo};

pub(super) fn part(sessions: Vec<SessionInfo>, now: i64, words: Words) -> impl IntoView {
    let rows: Vec<_> = sessions.into_iter().map(|session| row(session, now, words)).collect();
    section(
        "sessions-title",
        words.text("security-sessions-title"),
        words.text("security-sessions-text"),
        view! {
            <ul class="rows">{rows}</ul>
            <div class="card-foot">
                <form method="post" action="/account/sessions">
                    <button class="button" name="action" value="end-others">
                        {words.text("security-sessions-end-others")}
                    </button>
                </form>
            </div>
        },
    )
}

fn row(session: SessionInfo, now: i64, words: Words) -> impl IntoView {
    let device = words.agent(&session.agent);
    let mobile = ["Mobile", "Android", "iPhone"].iter().any(|mark| session.agent.contains(mark));
    let tag = |key| {
        view! {
            " "
            <span class="tag">{words.text(key)}</span>
        }
    };
    view! {
        <li class="row">
            <span class="row-icon">
                <Icon path=if mobile { PHONE } else { COMPUTER } />
            </span>
            <div class="row-main">
                <p class="row-name">
                    {device.clone()} {session.current.then(|| tag("security-sessions-this"))}
                    {(session.level == Level::Half).then(|| tag("security-sessions-half"))}
                </p>
                <p class="row-text">
                    {session.address} " · " {words.text("security-sessions-since")} " " <TimeText moment=words.moment(session.created_at, now) /> " · "
                    {words.text("security-sessions-seen")} " " <TimeText moment=words.moment(session.last_seen_at, now) />
                </p>
            </div>
            {(!session.current)
                .then(|| {
                    view! {
                        <form class="row-actions" method="post" action="/account/sessions">
                            <input type="hidden" name="id" value=session.id />
                            <button
                                class="button button-small"
                                name="action"
                                value="end"
                                aria-label=words.fill("security-sessions-end-named", [("device", device.into())])
                            >
                                {words.text("security-sessions-end")}
                            </button>
                        </form>
                    }
                })}
        </li>
    }
}
