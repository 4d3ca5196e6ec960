//! The names of the kinds of mails, for administrators.

use super::Catalog;
use mfa::mail::MailKind;

/// The beginning of the keys.
const FAMILY: &str = "admin-mail-kind";

impl Catalog {
    /// The name of a kind of mail.
    #[must_use]
    pub fn mail_kind(self, kind: MailKind) -> String {
        self.of_code(FAMILY, kind.name())
    }
}

#[cfg(test)]
mod tests {
    use super::FAMILY;
    use crate::catalog::catalogue_test::check_family;
    use mfa::mail::MailKind;
    use strum::IntoEnumIterator;

    #[test]
    fn each_kind_has_a_name() {
        check_family(FAMILY, MailKind::iter().map(MailKind::name));
    }
}
