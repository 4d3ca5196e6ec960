//! `latchkey policy`

use super::{explain, last_administrator, open, say};
use crate::cli;
use anyhow::{Context, anyhow, bail, ensure};
use mfa::Policy;
use serde_json::Value;
use server::settings::Settings;

/// The author that the policy's history shows for changes made on the command line.
const AUTHOR: &str = "operator";

pub(super) async fn run(settings: &Settings, command: &cli::Policy) -> anyhow::Result<()> {
    let latchkey = open(settings).await?;
    let policy = latchkey.saved_policy().await;
    let unknown = latchkey.operator().unknown_policy_fields().await.map_err(|error| explain(&error));
    let outcome = match (policy, command) {
        (Err(error), _) => Err(explain(&error)),
        (Ok(policy), cli::Policy::Show) => Ok(policy),
        (Ok(policy), cli::Policy::Set(set)) => match changed(&policy, &set.changes) {
            Ok(policy) => {
                let last = last_administrator(set.allow_no_administrator);
                latchkey.operator().save_policy(AUTHOR, &set.reason, &policy, last).await.map(|()| policy).map_err(|error| explain(&error))
            }
            Err(error) => Err(error),
        },
    };
    latchkey.close().await;
    warn_of_unknown(&unknown?);
    say(&lines(&outcome?)?)
}

/// For the operator of a server that is older than another one on the same database.
pub(super) fn warn_of_unknown(fields: &[String]) {
    if !fields.is_empty() {
        let fields = fields.join(", ");
        tracing::warn!(
            fields,
            "the policy has fields of a newer version: they aren't enforced here, and are kept when the policy is saved"
        );
    }
}

/// The policy as lines that `policy set` accepts.
fn lines(policy: &Policy) -> anyhow::Result<String> {
    let Value::Object(fields) = serde_json::to_value(policy)? else { bail!("the policy has no fields") };
    let lines: Vec<String> = fields.iter().map(|(key, value)| format!("{key}={}", text(value))).collect();
    Ok(lines.join("\n"))
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

/// The policy with the `KEY=VALUE` changes applied. Each value must have the type of the current one.
fn changed(policy: &Policy, changes: &[String]) -> anyhow::Result<Policy> {
    let mut fields = serde_json::to_value(policy)?;
    for change in changes {
        let (key, value) = change.split_once('=').with_context(|| format!("`{change}` is not of the form KEY=VALUE"))?;
        let known = fields.as_object().map(|fields| fields.keys().cloned().collect::<Vec<_>>().join(", ")).unwrap_or_default();
        let field = fields.get_mut(key).ok_or_else(|| anyhow!("the policy has no `{key}`; there are {known}"))?;
        *field = match field {
            Value::String(_) => Value::from(value),
            _ => serde_json::from_str(value).with_context(|| format!("`{value}` can't be the value of {key}"))?,
        };
        // Checked one by one, so that the message names the wrong setting.
        let typed = serde_json::from_value::<Policy>(fields.clone()).with_context(|| format!("`{value}` can't be the value of {key}"))?;
        let misspelt =
            misspelt_field(fields.get(key).unwrap_or(&Value::Null), serde_json::to_value(typed)?.get(key).unwrap_or(&Value::Null));
        ensure!(misspelt.is_none(), "`{value}` can't be the value of {key}: there is no field `{}`", misspelt.unwrap_or_default());
    }
    let policy: Policy = serde_json::from_value(fields)?;
    policy.check()?;
    Ok(policy)
}

/// A field of one of the objects in `written` that deserialising it dropped.
fn misspelt_field(written: &Value, read: &Value) -> Option<String> {
    let objects = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut pairs = objects(written).into_iter().zip(objects(read));
    pairs.find_map(|(written, read)| written.as_object()?.keys().find(|name| read.get(name.as_str()).is_none()).cloned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mfa::Enrollment;

    fn set(changes: &[&str]) -> anyhow::Result<Policy> {
        changed(&Policy::default(), &changes.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn values_of_each_kind() {
        let policy = set(&["enrollment=none", "totp=false", "max_totp_devices=3"]).unwrap();
        assert_eq!((policy.enrollment, policy.totp, policy.max_totp_devices), (Enrollment::None, false, 3));
    }

    #[test]
    fn nonsense_is_named() {
        for (change, expected) in [
            ("totp", "`totp` is not of the form KEY=VALUE"),
            ("totp=maybe", "`maybe` can't be the value of totp"),
            ("enrollment=sometimes", "`sometimes` can't be the value of enrollment"),
            ("max_totp_devices=-1", "`-1` can't be the value of max_totp_devices"),
            (
                r#"actions=[{"name":"a","requird":true}]"#,
                r#"`[{"name":"a","requird":true}]` can't be the value of actions: there is no field `requird`"#,
            ),
        ] {
            assert_eq!(set(&[change]).err().unwrap().to_string(), expected);
        }
        assert!(set(&["max_totp_devices=0"]).err().unwrap().to_string().starts_with("max_totp_devices must be at least 1"));
        assert!(set(&["sms=true"]).err().unwrap().to_string().starts_with("the policy has no `sms`; there are "));
    }

    #[test]
    fn what_is_shown_can_be_set() {
        let shown = lines(&Policy::default()).unwrap();
        assert_eq!(set(&shown.lines().collect::<Vec<_>>()).unwrap(), Policy::default());
    }
}
