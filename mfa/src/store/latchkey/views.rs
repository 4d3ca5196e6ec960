//! Views of a [`Latchkey`]: its methods in groups, by their callers.
//!
//! A view borrows the [`Latchkey`] and holds nothing else. Its methods are in the modules of their subjects, such as `people.rs`.

use crate::Latchkey;

macro_rules! views {
    ($($(#[doc = $doc:literal])* $method:ident -> $View:ident;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Copy)]
            pub struct $View<'a> {
                pub(crate) latchkey: &'a Latchkey,
            }
        )*

        /// The views.
        impl Latchkey {
            $(
                $(#[doc = $doc])*
                pub fn $method(&self) -> $View<'_> {
                    $View { latchkey: self }
                }
            )*
        }
    };
}

views! {
    /// The account of its owner: sign-up, sign-in and sign-out with Latchkey's own accounts, the overview of the methods, the address, the password,
    /// the activity, and the deletion. For pages, dialogs and functions.
    account -> OwnAccount;

    /// The sessions of Latchkey, and the visitors' choices in theirs. For the middleware that reads the cookie, and for pages.
    sessions -> Sessions;

    /// Authenticator apps: enrollment, proof, names, removal. For pages, dialogs and functions.
    totp -> Totp;

    /// Passkeys: registration, proof, sign-in, names, removal. For pages, dialogs and functions.
    passkeys -> Passkeys;

    /// Backup codes: creation, acknowledgement, proof. For pages, dialogs and functions.
    recovery_codes -> RecoveryCodes;

    /// MFA tokens, the proofs of single actions: begun and issued for the user's session, consumed and looked up by the application's server.
    tokens -> Tokens;

    /// Forms of pages: those that wait for a proof, those that are bound to a session, and those that are sent twice. For pages and the
    /// middleware in front of them.
    forms -> Forms;

    /// The queue of mails. For the task that hands them over, such as `server::mailer::Mailer`.
    deliveries -> Deliveries;

    /// The dashboard: policy, people, approvals, audit, adoption, application keys. Every method checks that the session is an
    /// administrator's.
    admin -> Admin;

    /// The operator at the command line. These methods need no session and check no right: never call them for a request.
    operator -> Operator;

    /// Regular tasks: the deletion of expired rows, counts, the sealing of the audit, the erasing of personal values
    /// from it. For the server that runs them, such as
    /// `server::maintenance::spawn_maintenance`.
    maintenance -> Maintenance;
}
