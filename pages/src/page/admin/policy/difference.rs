//! What is different between two policies, in words.

use super::draft::{ENROLLMENTS, enrollment_name};
use app::words::Words;
use leptos::prelude::*;
use mfa::{
    Enrollment, Policy,
    policy::{Action, TokenKind},
};

/// What it is about, what it was, and what it would be.
struct Line {
    what: String,
    old: String,
    new: String,
}

/// A table of what differs; nothing if nothing does.
pub(super) fn table(old: &Policy, new: &Policy, words: Words, (old_title, new_title): (String, String)) -> Option<AnyView> {
    let lines = lines(old, new, words);
    if lines.is_empty() {
        return None;
    }
    let rows: Vec<_> = lines
        .into_iter()
        .map(|Line { what, old, new }| {
            view! {
                <tr>
                    <th scope="row">{what}</th>
                    <td>{old}</td>
                    <td>{new}</td>
                </tr>
            }
        })
        .collect();
    let table = view! {
        <div class="table difference" tabindex="0" role="group" aria-label=words.text("admin-policy-changes")>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.text("admin-policy-what")}</th>
                        <th scope="col">{old_title}</th>
                        <th scope="col">{new_title}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    Some(table.into_any())
}

/// The same in sentences.
pub(super) fn sentences(old: &Policy, new: &Policy, words: Words) -> Vec<String> {
    let sentence =
        |Line { what, old, new }| words.fill("admin-policy-changed", [("what", what.into()), ("old", old.into()), ("new", new.into())]);
    lines(old, new, words).into_iter().map(sentence).collect()
}

fn lines(old: &Policy, new: &Policy, words: Words) -> Vec<Line> {
    let on_off = |on| words.text(if on { "admin-policy-on" } else { "admin-policy-off" });
    let day = |until: Option<i64>| until.map_or_else(|| words.text("admin-policy-no-grace"), |until| words.day(until.saturating_sub(1)));
    let enrollment = |enrollment: Enrollment| {
        let known = ENROLLMENTS.into_iter().find(|known| enrollment_name(*known) == enrollment_name(enrollment));
        words.text(match known {
            Some(Enrollment::Signup) => "admin-policy-enroll-signup",
            Some(Enrollment::Action) => "admin-policy-enroll-action",
            _ => "admin-policy-enroll-none",
        })
    };
    let seconds = |seconds: u64| words.wait(seconds);
    let mut lines = vec![];
    let mut compare = |what: String, old: String, new: String| {
        if old != new {
            lines.push(Line { what, old, new });
        }
    };
    compare(words.text("admin-policy-totp"), on_off(old.totp), on_off(new.totp));
    compare(words.text("admin-policy-totp-codes"), on_off(old.totp_recovery_codes), on_off(new.totp_recovery_codes));
    compare(words.text("admin-policy-max-apps"), old.max_totp_devices.to_string(), new.max_totp_devices.to_string());
    compare(words.text("admin-policy-passkey"), on_off(old.passkey), on_off(new.passkey));
    compare(words.text("admin-policy-passkey-codes"), on_off(old.passkey_recovery_codes), on_off(new.passkey_recovery_codes));
    compare(words.text("admin-policy-max-passkeys"), old.max_passkeys.to_string(), new.max_passkeys.to_string());
    compare(words.text("admin-policy-enrollment-title"), enrollment(old.enrollment), enrollment(new.enrollment));
    compare(words.text("admin-policy-grace"), day(old.grace_until), day(new.grace_until));
    compare(words.text("admin-policy-session-based"), on_off(old.session_based), on_off(new.session_based));
    compare(words.text("admin-policy-step-up"), seconds(old.step_up_seconds), seconds(new.step_up_seconds));
    let names = old.actions.iter().map(|action| &action.name);
    let added = new.actions.iter().map(|action| &action.name).filter(|name| old.action(name).is_none());
    for name in names.chain(added) {
        let told =
            |policy: &Policy| policy.action(name).map_or_else(|| words.text("admin-policy-action-absent"), |action| tell(action, words));
        compare(words.fill("admin-policy-action", [("name", name.as_str().into())]), told(old), told(new));
    }
    lines
}

/// An action in one line.
fn tell(action: &Action, words: Words) -> String {
    let kind = match action.token {
        TokenKind::SingleUse => "admin-policy-single-use",
        TokenKind::TimeBound => "admin-policy-time-bound",
    };
    let mut parts = vec![words.text(kind), words.wait(action.lifetime_seconds)];
    if action.required {
        parts.push(words.text("admin-policy-action-required"));
    }
    if !action.description.is_empty() {
        parts.push(format!("“{}”", action.description));
    }
    parts.join(" · ")
}
