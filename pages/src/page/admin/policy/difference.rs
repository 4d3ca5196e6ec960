//! The differences between two policies, in words.

use super::draft::{ENROLLMENTS, enrollment_name};
use leptos::prelude::*;
use mfa::{
    Enrollment, Policy,
    policy::{Action, TokenKind},
};
use ui::{
    catalog::Catalog,
    erased_view::{Erase, ErasedView},
};

/// A field of the policy, with its former and its new value.
struct Line {
    what: String,
    old: String,
    new: String,
}

/// A table of the differences. `None` if the policies are equal.
pub(super) fn table(old: &Policy, new: &Policy, catalog: Catalog, (old_title, new_title): (String, String)) -> Option<ErasedView> {
    let lines = lines(old, new, catalog);
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
        <div class="table difference" tabindex="0" role="group" aria-label=catalog.text("admin-policy-changes")>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{catalog.text("admin-policy-what")}</th>
                        <th scope="col">{old_title}</th>
                        <th scope="col">{new_title}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    Some(table.erase())
}

/// The same in sentences.
pub(super) fn sentences(old: &Policy, new: &Policy, catalog: Catalog) -> Vec<String> {
    let sentence =
        |Line { what, old, new }| catalog.fill("admin-policy-changed", [("what", what.into()), ("old", old.into()), ("new", new.into())]);
    lines(old, new, catalog).into_iter().map(sentence).collect()
}

fn lines(old: &Policy, new: &Policy, catalog: Catalog) -> Vec<Line> {
    let on_off = |on| catalog.text(if on { "admin-policy-on" } else { "admin-policy-off" });
    let day =
        |until: Option<i64>| until.map_or_else(|| catalog.text("admin-policy-no-grace"), |until| catalog.day(until.saturating_sub(1)));
    let enrollment = |enrollment: Enrollment| {
        let known = ENROLLMENTS.into_iter().find(|known| enrollment_name(*known) == enrollment_name(enrollment));
        catalog.text(match known {
            Some(Enrollment::Signup) => "admin-policy-enroll-signup",
            Some(Enrollment::Action) => "admin-policy-enroll-action",
            _ => "admin-policy-enroll-none",
        })
    };
    let seconds = |seconds: u64| catalog.wait(seconds);
    let trust = |days: u32| match days {
        0 => catalog.text("admin-policy-off"),
        days => catalog.fill("admin-policy-trust-days", [("days", days.into())]),
    };
    let mut lines = vec![];
    let mut compare = |what: String, old: String, new: String| {
        if old != new {
            lines.push(Line { what, old, new });
        }
    };
    compare(catalog.text("admin-policy-totp"), on_off(old.totp), on_off(new.totp));
    compare(catalog.text("admin-policy-totp-codes"), on_off(old.totp_recovery_codes), on_off(new.totp_recovery_codes));
    compare(catalog.text("admin-policy-max-apps"), old.max_totp_devices.to_string(), new.max_totp_devices.to_string());
    compare(catalog.text("admin-policy-passkey"), on_off(old.passkey), on_off(new.passkey));
    compare(catalog.text("admin-policy-passkey-codes"), on_off(old.passkey_recovery_codes), on_off(new.passkey_recovery_codes));
    compare(catalog.text("admin-policy-max-passkeys"), old.max_passkeys.to_string(), new.max_passkeys.to_string());
    compare(catalog.text("admin-policy-enrollment-title"), enrollment(old.enrollment), enrollment(new.enrollment));
    compare(catalog.text("admin-policy-grace"), day(old.grace_until), day(new.grace_until));
    compare(catalog.text("admin-policy-session-based"), on_off(old.session_based), on_off(new.session_based));
    compare(catalog.text("admin-policy-step-up"), seconds(old.step_up_seconds), seconds(new.step_up_seconds));
    compare(catalog.text("admin-policy-trust"), trust(old.trust_days), trust(new.trust_days));
    let hours = |hours: u32| match hours {
        0 => catalog.text("admin-policy-off"),
        hours => catalog.wait(u64::from(hours).saturating_mul(3600)),
    };
    compare(catalog.text("admin-policy-recovery-hours"), hours(old.recovery_hours), hours(new.recovery_hours));
    let names = old.actions.iter().map(|action| &action.name);
    let added = new.actions.iter().map(|action| &action.name).filter(|name| old.action(name).is_none());
    for name in names.chain(added) {
        let told = |policy: &Policy| {
            policy.action(name).map_or_else(|| catalog.text("admin-policy-action-absent"), |action| tell(action, catalog))
        };
        compare(catalog.fill("admin-policy-action", [("name", name.as_str().into())]), told(old), told(new));
    }
    lines
}

/// An action in one line.
fn tell(action: &Action, catalog: Catalog) -> String {
    let kind = match action.token {
        TokenKind::SingleUse => "admin-policy-single-use",
        TokenKind::TimeBound => "admin-policy-time-bound",
    };
    let mut parts = vec![catalog.text(kind), catalog.wait(action.lifetime_seconds)];
    if action.required {
        parts.push(catalog.text("admin-policy-action-required"));
    }
    if !action.description.is_empty() {
        parts.push(format!("“{}”", action.description));
    }
    parts.join(" · ")
}
