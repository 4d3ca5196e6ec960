//! The tour of all pages: from sign-up to the pages after a sign-in with a backup code.

use super::html;
use super::visitor::Visitor;
use crate::process;
use anyhow::{Result, ensure};
use std::process::Command;

/// The language that is visited first, on a server without accounts.
const FIRST_LANGUAGE: &str = "en";
const PASSWORD: &str = "a walk past every page in one go";

pub(super) fn walk(visitor: &mut Visitor) -> Result<()> {
    for page in ["/", "/sign-up", "/sign-in", "/lost-access"] {
        visitor.look(page)?;
    }
    visitor.look_at_nothing("/there-is-no-such-page")?;
    let backup_code = enroll(visitor)?;
    account(visitor)?;
    // The first account of a server on its own machine is the administrator.
    if visitor.language() == FIRST_LANGUAGE {
        dashboard(visitor)?;
    }
    visitor.post("/sign-out", &[])?;
    challenge(visitor, &backup_code)
}

/// Signs up, enrolls an authenticator app and acknowledges the backup codes. Returns the first of them.
fn enroll(visitor: &mut Visitor) -> Result<String> {
    let email = email(visitor);
    visitor.post("/sign-up", &[("email", &email), ("password", PASSWORD)])?;
    visitor.look("/mfa/choose")?;
    visitor.post("/mfa/choose", &[("method", "totp")])?;
    let page = visitor.look("/mfa/totp")?;
    let mut oathtool = Command::new("oathtool");
    let code = process::output(oathtool.args(["--totp", "--base32", html::secret(&page)?]))?;
    visitor.post("/mfa/totp", &[("code", code.trim())])?;
    let page = visitor.look("/mfa/recovery-codes")?;
    let backup_code = html::text(&page, "recovery-code")?.to_owned();
    let next = visitor.post("/mfa/recovery-codes", &[("acknowledged", "on")])?;
    ensure!(next.starts_with("/account/security"), "the page after the backup codes is {next}");
    Ok(backup_code)
}

/// The pages of a signed-in user.
fn account(visitor: &mut Visitor) -> Result<()> {
    let page = visitor.look("/account/security")?;
    for action in ["/rename", "/remove"] {
        visitor.look(html::address(&page, "/account/devices/", action)?)?;
    }
    for page in ["/account/activity", "/account/email", "/account/password", "/account/delete", "/sign-out"] {
        visitor.look(page)?;
    }
    Ok(())
}

/// The pages of an administrator.
fn dashboard(visitor: &mut Visitor) -> Result<()> {
    for page in ["/admin/policy", "/admin/policy/versions", "/admin/people", "/admin/approvals", "/admin/audit", "/admin/keys"] {
        visitor.look(page)?;
    }
    Ok(())
}

/// Signs in again with a backup code.
fn challenge(visitor: &mut Visitor, backup_code: &str) -> Result<()> {
    let email = email(visitor);
    visitor.post("/sign-in", &[("email", &email), ("password", PASSWORD)])?;
    visitor.look("/mfa/verify")?;
    visitor.look("/mfa/recovery")?;
    let next = visitor.post("/mfa/recovery", &[("code", backup_code)])?;
    visitor.look_as("(after a backup code)", &next)?;
    Ok(())
}

fn email(visitor: &Visitor) -> String {
    format!("walker-{}@example.com", visitor.language())
}
