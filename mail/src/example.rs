//! Example values, to look at mails without an event.

use mfa::mail::{MailKind, MailMoment, MailParams};

/// 2 March 2026, 09:30 UTC.
const MOMENT: i64 = 1_772_443_800_000;
/// No link has this token: real ones are random.
const TOKEN: &str = "example";

/// Values for a mail of this kind. Its links lead to pages that say that they have expired.
#[must_use]
pub fn example_params(kind: MailKind) -> MailParams {
    MailParams {
        link: Some(TOKEN.to_owned()),
        other_link: Some(TOKEN.to_owned()),
        address: Some("anna@example.com".to_owned()),
        second_address: None,
        user: None,
        previous_address: None,
        new_address: names_new_address(kind).then(|| "anna.new@example.com".to_owned()),
        remaining: Some(3),
        hours: Some(72),
        minutes: Some(30),
        moments: vec![MailMoment {
            at: MOMENT,
            network: Some("192.0.2.7".to_owned()),
            browser: Some("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned()),
            method: kind.names_method().then(|| "Phone".to_owned()),
            reason: kind.gives_reason().then(|| "Lost phone, identity checked in person".to_owned()),
        }],
        earlier: None,
    }
}

fn names_new_address(kind: MailKind) -> bool {
    matches!(kind, MailKind::ConfirmNewAddress | MailKind::AddressChangeRequested | MailKind::AddressChanged)
}
