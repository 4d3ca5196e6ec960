//! Which form does what.

use super::{Submission, account, admin, device, entrance, outcome::Outcome, passkey, proof, recovery, session};
use crate::site_map::{Found, Page};
use mfa::{AdminAction, Error};
use ui::request::RequestContext;

/// Does what the form asks for.
pub(super) async fn act(cx: &mut RequestContext, submission: &Submission) -> Result<Outcome, Error> {
    let Found { entry, parameter } = submission.found()?;
    let (id, fields) = (parameter.unwrap_or_default(), &submission.fields);
    match entry.page {
        Page::SignUp => entrance::sign_up(cx, fields).await,
        Page::SignIn => entrance::sign_in(cx, fields).await,
        Page::SignOut => entrance::sign_out(cx).await,
        Page::Language => entrance::language(cx, fields),
        Page::TimeZone => entrance::time_zone(cx, fields),
        Page::Choose => proof::choose(cx, fields).await,
        Page::Totp => proof::enroll(cx, fields).await,
        Page::Verify => proof::verify(cx, fields).await,
        Page::Passkey => passkey::go_on(cx, fields).await,
        Page::Recovery => proof::recover(cx, fields).await,
        Page::RecoveryCodes => recovery::acknowledge(cx, fields).await,
        Page::NewRecoveryCodes => recovery::generate(cx).await,
        Page::Devices => device::begin(cx, fields).await,
        Page::RenameDevice => device::rename(cx, id, fields).await,
        Page::RemoveDevice => device::remove(cx, id).await,
        Page::Passkeys => passkey::add(cx, fields).await,
        Page::RenamePasskey => passkey::rename(cx, id, fields).await,
        Page::RemovePasskey => passkey::remove(cx, id).await,
        Page::SecondMethod => passkey::decline_second(cx).await,
        Page::Notices => account::take_note(cx, fields).await,
        Page::Sessions => session::end(cx, fields).await,
        Page::Email => account::change_email(cx, fields).await,
        Page::Password => account::change_password(cx, fields).await,
        Page::DeleteAccount => account::delete(cx, fields).await,
        Page::PolicyPreview => admin::policy::save(cx, fields).await,
        Page::Reset => admin::help::help(cx, id, AdminAction::Reset, fields).await,
        Page::EndSessions => admin::help::help(cx, id, AdminAction::EndSessions, fields).await,
        Page::Disable => admin::help::help(cx, id, AdminAction::Disable, fields).await,
        Page::Enable => admin::help::help(cx, id, AdminAction::Enable, fields).await,
        Page::Approvals => admin::approval::decide(cx, fields).await,
        Page::Keys => admin::key::create(cx, fields).await,
        Page::RevokeKey => admin::key::revoke(cx, id).await,
        Page::Landing
        | Page::LostAccess
        | Page::Playground
        | Page::NextStep
        | Page::Account
        | Page::Security
        | Page::Activity
        | Page::Adoption
        | Page::Policy
        | Page::AffectedPeople
        | Page::PolicyVersions
        | Page::PolicyVersion
        | Page::People
        | Page::Person
        | Page::Audit => Err(Error::NotFound),
    }
}
