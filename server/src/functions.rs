//! The functions that scripts call: what distinguishes some of them from all others.
//!
//! The rules stand beside each other in one table, which names each server function by its type: a function that is renamed can't lose them.

use crate::sign_in_limit::Kind;
use pages::passkey_api;
use server_fn::ServerFn;
use ui::function::{
    account::{ChangeEmail, ChangePassword, DeleteAccount, SignIn, SignUp},
    flow::{AskNextStep, AskStatus, AskUser},
};

/// The rules for one function.
#[derive(Clone, Copy)]
pub(crate) struct FunctionRules {
    /// Whether it exists only with Latchkey's own accounts.
    pub(crate) is_of_own_accounts: bool,
    /// Whether a call that carries the form token of another session is refused.
    pub(crate) is_bound_to_session: bool,
    /// The limit for calls from one network.
    pub(crate) limit: Option<Kind>,
}

/// The rules for a function that isn't in the table.
const USUAL: FunctionRules = FunctionRules { is_of_own_accounts: false, is_bound_to_session: true, limit: None };
/// It acts in the session of its cookie.
const OF_ACCOUNT: FunctionRules = FunctionRules { is_of_own_accounts: true, ..USUAL };
/// It reads the current user.
const READS: FunctionRules = FunctionRules { is_bound_to_session: false, ..USUAL };

/// It opens a session with credentials, or begins to.
const fn opens(limit: Kind) -> FunctionRules {
    FunctionRules { is_of_own_accounts: true, is_bound_to_session: false, limit: Some(limit) }
}

const EXCEPTIONS: [(&str, FunctionRules); 12] = [
    (SignUp::PATH, opens(Kind::SignUp)),
    (SignIn::PATH, opens(Kind::SignIn)),
    (passkey_api::SIGN_IN_BEGIN, opens(Kind::PasskeySignIn)),
    (passkey_api::SIGN_IN_FINISH, opens(Kind::SignIn)),
    (passkey_api::BY_LINK_BEGIN, opens(Kind::PasskeySignIn)),
    (passkey_api::BY_LINK_FINISH, opens(Kind::SignUp)),
    (ChangeEmail::PATH, FunctionRules { limit: Some(Kind::SignUp), ..OF_ACCOUNT }),
    (ChangePassword::PATH, OF_ACCOUNT),
    (DeleteAccount::PATH, OF_ACCOUNT),
    (AskNextStep::PATH, READS),
    (AskUser::PATH, READS),
    (AskStatus::PATH, READS),
];

/// The rules for the function at this path.
pub(crate) fn rules_of(path: &str) -> FunctionRules {
    EXCEPTIONS.iter().find(|(exception, _)| *exception == path).map_or(USUAL, |(_, rules)| *rules)
}
