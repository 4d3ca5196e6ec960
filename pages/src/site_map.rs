//! All paths with a page or a form: their titles, their visitors, and their scripts.
//!
//! Router, guard, titles, forms, form tokens and tests are made from this one table. [`render`](crate::render) maps each page to its content,
//! [`form`](crate::form) each form to its action; the compiler requires an arm in both.

use PageKind::{Account, Admin, Entrance, Open};
use mfa::AdminAction;
use ui::paths;

/// A page, or a form without a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table has a path for each, which says more")]
pub enum Page {
    Landing,
    SignUp,
    SignIn,
    SignOut,
    LostAccess,
    ForgottenPassword,
    CheckMail,
    MailLink,
    NotMe,
    Language,
    TimeZone,
    Playground,
    NextStep,
    Choose,
    Totp,
    Verify,
    Passkey,
    Recovery,
    AccountRecovery,
    RecoveryCodes,
    Confirm,
    Account,
    Security,
    Activity,
    Devices,
    RenameDevice,
    RemoveDevice,
    Passkeys,
    RenamePasskey,
    RemovePasskey,
    SecondMethod,
    Notices,
    CheckUp,
    NewRecoveryCodes,
    Sessions,
    TrustedBrowsers,
    Email,
    ConfirmEmail,
    NoticeAddress,
    StopRecovery,
    Password,
    RemovePassword,
    Data,
    DeleteAccount,
    Adoption,
    Policy,
    PolicyPreview,
    AffectedPeople,
    PolicyVersions,
    PolicyVersion,
    People,
    Person,
    AccountAction(AdminAction),
    Approvals,
    Recoveries,
    StopRecoveryOf,
    Audit,
    Outbox,
    Keys,
    RevokeKey,
}

/// The kind of a page, which determines its visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageKind {
    /// For all visitors.
    Open,
    /// The start page: for visitors who aren't signed in.
    Landing,
    /// Sign-up and sign-in.
    Entrance,
    /// Sign-out: for all visitors with a session.
    Leave,
    /// Always redirects to the page of the next step.
    Next,
    /// The choice of a method.
    Choose,
    /// The enrollment of an authenticator app.
    Totp,
    /// The proof of an authenticator app.
    Verify,
    /// A passkey to register or to prove.
    Passkey,
    /// A backup code instead of a method.
    Recover,
    /// The recovery of the account, for visitors who can't pass the challenge.
    AccountRecovery,
    /// Backup codes that wait to be acknowledged.
    RecoveryCodes,
    /// An action of an application to confirm: for visitors who are fully signed in, also with another pending step.
    Confirm,
    /// The account's own pages.
    Account,
    /// The dashboard: it only exists for administrators who have given all proofs.
    Admin,
}

/// The scripts of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scripts {
    /// No scripts.
    None,
    /// Those for the controls of Latchkey's own pages.
    Controls,
    /// Those for dialogs and hooks as well.
    Playground,
}

/// The response to a GET of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Get {
    /// A page with this title: a key of the catalogue.
    Page(&'static str),
    /// A redirect to the page that has the form.
    RedirectTo(&'static str),
    /// None: the form is part of every page.
    Nothing,
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The page.
    pub page: Page,
    /// The path in the syntax of axum's router: `/account/devices/{id}/rename`.
    pub path: &'static str,
    get: Get,
    pub(crate) kind: PageKind,
    pub(crate) scripts: Scripts,
    takes_form: bool,
    form_needs_token: bool,
    own_accounts_only: bool,
}

/// A path that was found in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found<'a> {
    pub(crate) entry: &'static Entry,
    /// The segment that matches `{id}`, `{version}` or `{token}`.
    pub(crate) parameter: Option<&'a str>,
}

/// The table, in the order of the paths.
pub const ENTRIES: &[Entry] = &[
    page(Page::Landing, paths::LANDING, PageKind::Landing, "landing-title").of_own_accounts(),
    page(Page::SignUp, paths::SIGN_UP, Entrance, "sign-up-title").with_form().without_token().of_own_accounts(),
    page(Page::SignIn, paths::SIGN_IN, Entrance, "sign-in-title").with_form().without_token().of_own_accounts().controls(),
    page(Page::SignOut, paths::SIGN_OUT, PageKind::Leave, "sign-out-title").with_form().of_own_accounts(),
    page(Page::LostAccess, paths::LOST_ACCESS, Open, "lost-access-title"),
    page(Page::ForgottenPassword, paths::FORGOTTEN_PASSWORD, Open, "forgotten-title").with_form().without_token().of_own_accounts(),
    page(Page::CheckMail, paths::CHECK_MAIL, Open, "check-mail-title").of_own_accounts(),
    page(Page::MailLink, paths::MAIL_LINK, Open, "mail-link-title").with_form().without_token().of_own_accounts().controls(),
    page(Page::NotMe, paths::NOT_ME, Open, "not-me-title").of_own_accounts(),
    form(Page::Language, paths::LANGUAGE, Open, Get::Nothing).without_token(),
    page(Page::TimeZone, paths::TIME_ZONE, Open, "time-zone-title").with_form().without_token(),
    page(Page::Playground, paths::PLAYGROUND, Open, "playground-title").playground(),
    page(Page::NextStep, paths::NEXT_STEP, PageKind::Next, "problem-cookies-title"),
    page(Page::Choose, paths::CHOOSE, PageKind::Choose, "choose-title").with_form(),
    page(Page::Totp, paths::TOTP, PageKind::Totp, "totp-title").with_form().controls(),
    page(Page::Verify, paths::VERIFY, PageKind::Verify, "verify-title").with_form().controls(),
    page(Page::Passkey, paths::PASSKEY, PageKind::Passkey, "passkey-title").with_form().controls(),
    page(Page::Recovery, paths::RECOVERY, PageKind::Recover, "recovery-title").with_form(),
    page(Page::AccountRecovery, paths::ACCOUNT_RECOVERY, PageKind::AccountRecovery, "account-recovery-title").with_form().of_own_accounts(),
    page(Page::RecoveryCodes, paths::RECOVERY_CODES, PageKind::RecoveryCodes, "recovery-codes-title").with_form().controls(),
    page(Page::Confirm, paths::CONFIRM, PageKind::Confirm, "step-up-title"),
    Entry { takes_form: false, ..form(Page::Account, paths::ACCOUNT, Account, Get::RedirectTo(paths::SECURITY)) },
    page(Page::Security, paths::SECURITY, Account, "security-title").controls(),
    page(Page::Activity, paths::ACTIVITY, Account, "activity-title"),
    form(Page::Devices, paths::DEVICES, Account, Get::RedirectTo(paths::SECURITY)),
    page(Page::RenameDevice, paths::RENAME_DEVICE, Account, "rename-title").with_form(),
    page(Page::RemoveDevice, paths::REMOVE_DEVICE, Account, "remove-title").with_form(),
    form(Page::Passkeys, paths::PASSKEYS, Account, Get::RedirectTo(paths::SECURITY)),
    page(Page::RenamePasskey, paths::RENAME_PASSKEY, Account, "rename-passkey-title").with_form(),
    page(Page::RemovePasskey, paths::REMOVE_PASSKEY, Account, "remove-passkey-title").with_form(),
    form(Page::SecondMethod, paths::SECOND_METHOD, Account, Get::RedirectTo(paths::SECURITY)),
    form(Page::Notices, paths::NOTICES, Account, Get::RedirectTo(paths::SECURITY)),
    form(Page::CheckUp, paths::CHECK_UP, Account, Get::RedirectTo(paths::SECURITY)),
    form(Page::NewRecoveryCodes, paths::NEW_RECOVERY_CODES, Account, Get::RedirectTo(paths::SECURITY)),
    form(Page::Sessions, paths::SESSIONS, Account, Get::RedirectTo(paths::SECURITY)),
    form(Page::TrustedBrowsers, paths::TRUSTED_BROWSERS, Account, Get::RedirectTo(paths::SECURITY)).of_own_accounts(),
    page(Page::Email, paths::EMAIL, Account, "email-title").with_form().of_own_accounts(),
    form(Page::ConfirmEmail, paths::CONFIRM_EMAIL, Account, Get::RedirectTo(paths::SECURITY)).of_own_accounts(),
    page(Page::NoticeAddress, paths::NOTICE_ADDRESS, Account, "second-address-title").with_form().of_own_accounts(),
    form(Page::StopRecovery, paths::STOP_RECOVERY, Account, Get::RedirectTo(paths::SECURITY)).of_own_accounts(),
    page(Page::Password, paths::PASSWORD, Account, "password-title").with_form().of_own_accounts(),
    form(Page::RemovePassword, paths::REMOVE_PASSWORD, Account, Get::RedirectTo(paths::SECURITY)).of_own_accounts(),
    page(Page::Data, paths::DATA, Account, "data-title").with_form(),
    page(Page::DeleteAccount, paths::DELETE_ACCOUNT, Account, "delete-title").with_form().of_own_accounts(),
    page(Page::Adoption, paths::ADOPTION, Admin, "admin-adoption-title"),
    page(Page::Policy, paths::POLICY, Admin, "admin-policy-title"),
    page(Page::PolicyPreview, paths::POLICY_PREVIEW, Admin, "admin-preview-title").with_form(),
    page(Page::AffectedPeople, paths::AFFECTED_PEOPLE, Admin, "admin-affected-title"),
    page(Page::PolicyVersions, paths::POLICY_VERSIONS, Admin, "admin-versions-title"),
    page(Page::PolicyVersion, paths::POLICY_VERSION, Admin, "admin-version-title"),
    page(Page::People, paths::PEOPLE, Admin, "admin-people-title"),
    page(Page::Person, paths::PERSON, Admin, "admin-person-title"),
    page(Page::AccountAction(AdminAction::Reset), paths::RESET, Admin, "admin-reset-title").with_form(),
    page(Page::AccountAction(AdminAction::EndSessions), paths::END_SESSIONS, Admin, "admin-end-sessions-title").with_form(),
    page(Page::AccountAction(AdminAction::Disable), paths::DISABLE, Admin, "admin-disable-title").with_form(),
    page(Page::AccountAction(AdminAction::Enable), paths::ENABLE, Admin, "admin-enable-title").with_form(),
    page(Page::Approvals, paths::APPROVALS, Admin, "admin-approvals-title").with_form(),
    page(Page::Recoveries, paths::RECOVERIES, Admin, "admin-recoveries-title"),
    page(Page::StopRecoveryOf, paths::STOP_RECOVERY_OF, Admin, "admin-stop-recovery-title").with_form(),
    page(Page::Audit, paths::AUDIT, Admin, "admin-audit-title"),
    page(Page::Outbox, paths::OUTBOX, Admin, "admin-mail-title").with_form(),
    page(Page::Keys, paths::KEYS, Admin, "admin-keys-title").with_form(),
    page(Page::RevokeKey, paths::REVOKE_KEY, Admin, "admin-revoke-title").with_form(),
];

const fn entry(page: Page, path: &'static str, kind: PageKind, get: Get) -> Entry {
    Entry { page, path, get, kind, scripts: Scripts::None, takes_form: false, form_needs_token: true, own_accounts_only: false }
}

const fn page(page: Page, path: &'static str, kind: PageKind, title: &'static str) -> Entry {
    entry(page, path, kind, Get::Page(title))
}

/// A form without a page of its own.
const fn form(page: Page, path: &'static str, kind: PageKind, get: Get) -> Entry {
    entry(page, path, kind, get).with_form()
}

impl Entry {
    /// With a form that is sent to this path.
    const fn with_form(self) -> Self {
        Self { takes_form: true, ..self }
    }

    /// Without a form token: the form itself names its account, or has none, so that it is valid in every session.
    const fn without_token(self) -> Self {
        Self { form_needs_token: false, ..self }
    }

    /// Only with Latchkey's own accounts: the page doesn't exist if an application signs users in.
    const fn of_own_accounts(self) -> Self {
        Self { own_accounts_only: true, ..self }
    }

    const fn controls(self) -> Self {
        Self { scripts: Scripts::Controls, ..self }
    }

    const fn playground(self) -> Self {
        Self { scripts: Scripts::Playground, ..self }
    }

    /// Whether the path responds to a GET.
    #[must_use]
    pub const fn has_page(&self) -> bool {
        !matches!(self.get, Get::Nothing)
    }

    /// Whether a form is sent to the path.
    #[must_use]
    pub const fn takes_form(&self) -> bool {
        self.takes_form
    }

    /// Whether the form is only valid for the session for which its page was rendered.
    #[must_use]
    pub const fn form_needs_token(&self) -> bool {
        self.form_needs_token
    }

    /// Whether the path only exists if Latchkey itself signs users in.
    #[must_use]
    pub const fn is_of_own_accounts(&self) -> bool {
        self.own_accounts_only
    }

    /// The key of the page's title. It differs if the page asks a full session for a proof.
    pub(crate) fn title(&self, is_full: bool) -> &'static str {
        match self.get {
            Get::Page(_) if is_full && self.page == Page::Verify => "step-up-title",
            Get::Page(title) => title,
            Get::RedirectTo(_) | Get::Nothing => "problem-not-found-title",
        }
    }

    /// The path of the page with the form, if it isn't the form's own path.
    pub(crate) const fn page_of_form(&self) -> Option<&'static str> {
        match self.get {
            Get::RedirectTo(path) => Some(path),
            Get::Page(_) | Get::Nothing => None,
        }
    }

    /// The entry with the value of its parameter in `path`. `None` if the path doesn't match.
    fn at<'a>(&'static self, path: &'a str) -> Option<Found<'a>> {
        let (mut wanted, mut given, mut parameter) = (self.path.split('/'), path.split('/'), None);
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return Some(Found { entry: self, parameter }),
                (Some(wanted), Some(given)) if wanted.starts_with('{') && !given.is_empty() => parameter = Some(given),
                (Some(wanted), Some(given)) if wanted == given => {}
                _ => return None,
            }
        }
    }

    /// Whether this is part of the dashboard.
    #[must_use]
    pub fn is_of_dashboard(&self) -> bool {
        self.kind == Admin
    }
}

/// The entries with a form.
pub fn forms() -> impl DoubleEndedIterator<Item = &'static Entry> + Clone {
    ENTRIES.iter().filter(|entry| entry.takes_form)
}

/// The entry for `path`. `None` if it has neither a page nor a form.
pub(crate) fn find(path: &str) -> Option<Found<'_>> {
    ENTRIES.iter().find_map(|entry| entry.at(path))
}

#[cfg(test)]
mod tests {
    use super::{ENTRIES, Get, Page, find};
    use std::collections::BTreeSet;
    use ui::catalog::{Catalog, Language};

    #[test]
    fn each_path_is_found_as_what_it_is() {
        let paths: BTreeSet<_> = ENTRIES.iter().map(|entry| entry.path).collect();
        assert_eq!(paths.len(), ENTRIES.len(), "no path twice");
        for entry in ENTRIES {
            let path = entry.path.replace("{id}", "x").replace("{version}", "x").replace("{token}", "x");
            let found = find(&path).unwrap();
            assert_eq!(found.entry, entry);
            assert_eq!(found.parameter, entry.path.contains('{').then_some("x"));
        }
        assert_eq!(find("/account/devices//rename"), None);
        assert_eq!(find("/mfa/verify/"), None);
        assert_eq!(find("/nowhere"), None);
        assert_eq!(find("/admin/policy/preview/people").unwrap().entry.page, Page::AffectedPeople);
    }

    #[test]
    fn each_page_has_a_title_and_each_form_a_page() {
        let catalog = Catalog::new(Language::English);
        for entry in ENTRIES {
            match entry.get {
                Get::Page(title) => assert!(!catalog.text(title).contains(title), "{title} is in the catalogue"),
                Get::RedirectTo(path) => assert!(find(path).unwrap().entry.page_of_form().is_none(), "{path} is a page"),
                Get::Nothing => assert!(entry.takes_form()),
            }
        }
    }
}
