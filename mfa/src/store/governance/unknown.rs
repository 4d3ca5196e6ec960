//! Fields that a newer server has added to the policy and this one doesn't know.
//!
//! Two versions run beside each other while several servers are updated one by one. The older one neither stops at an unknown field nor deletes it: a
//! policy that it saves keeps such fields from the version before, also in the actions that still exist. It can't enforce them, so servers log their
//! names at the start. An unknown value of a known field is different: the server stops, since any other value might protect less.

use crate::{
    Error, Operator, Policy,
    policy_in_force::newest_policy,
    storage::{Conn, one},
};
use serde_json::{Map, Value};

/// The policy saved last, as it is stored.
async fn newest_body(conn: Conn<'_>) -> Result<Value, Error> {
    let (body,) = one!((Option<String>,), conn, concat!("SELECT ", newest_policy!()))?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default())
}

/// The stored form of a policy, with the unknown fields of the version before.
pub(super) async fn body(conn: Conn<'_>, policy: &Policy) -> Result<String, Error> {
    let mut body = serde_json::to_value(policy).map_err(|_| Error::MalformedRequest)?;
    carry_over(&newest_body(conn).await?, &mut body);
    Ok(body.to_string())
}

fn carry_over(before: &Value, after: &mut Value) {
    copy_missing(before, after);
    for action in actions_mut(after) {
        if let Some(before) = actions(before).iter().find(|before| before.get("name") == action.get("name")) {
            copy_missing(before, action);
        }
    }
}

/// Every known field is written, so a missing one is unknown.
fn copy_missing(before: &Value, after: &mut Value) {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object_mut()) else { return };
    for (name, value) in before {
        if !after.contains_key(name) {
            after.insert(name.clone(), value.clone());
        }
    }
}

fn actions(policy: &Value) -> &[Value] {
    policy.get("actions").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn actions_mut(policy: &mut Value) -> &mut [Value] {
    policy.get_mut("actions").and_then(Value::as_array_mut).map_or(&mut [], Vec::as_mut_slice)
}

/// The names of fields in `stored` that aren't in `known`: `field`, or `actions.field`.
fn unknown(stored: &Value, known: &Value) -> Vec<String> {
    let missing = |stored: &Value, known: &Value, prefix: &str| -> Vec<String> {
        let nothing = Map::new();
        let known = known.as_object().unwrap_or(&nothing);
        let names = stored.as_object().unwrap_or(&nothing).keys().filter(|name| !known.contains_key(*name));
        names.map(|name| format!("{prefix}{name}")).collect()
    };
    let mut names = missing(stored, known, "");
    for (stored, known) in actions(stored).iter().zip(actions(known)) {
        names.extend(missing(stored, known, "actions."));
    }
    names.sort_unstable();
    names.dedup();
    names
}

impl Operator<'_> {
    /// The fields of the saved policy that only a newer version knows: not enforced here, and kept when this version saves. Those of an action are
    /// called `actions.FIELD`.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn unknown_policy_fields(self) -> Result<Vec<String>, Error> {
        let mut read = self.latchkey.db().read().await?;
        let stored = newest_body(read.conn()).await?;
        let Ok(policy) = serde_json::from_value::<Policy>(stored.clone()) else { return Ok(vec![]) };
        let known = serde_json::to_value(policy).map_err(|_| Error::Unavailable)?;
        Ok(unknown(&stored, &known))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_known_is_kept_and_what_is_known_is_not() {
        let before =
            json!({ "totp": true, "sms": { "on": true }, "actions": [{ "name": "a", "twice": true }, { "name": "b", "twice": true }] });
        let mut after = json!({ "totp": false, "actions": [{ "name": "c" }, { "name": "b", "required": true }] });
        carry_over(&before, &mut after);
        let expected = json!({
            "totp": false,
            "sms": { "on": true },
            "actions": [{ "name": "c" }, { "name": "b", "required": true, "twice": true }]
        });
        assert_eq!(after, expected);
    }

    #[test]
    fn what_is_stored_is_not_always_an_object() {
        for before in [Value::Null, json!([1]), json!({ "actions": 3 }), json!({ "actions": [4] })] {
            let mut after = serde_json::to_value(Policy::default()).unwrap();
            carry_over(&before, &mut after);
            assert_eq!(after, serde_json::to_value(Policy::default()).unwrap());
        }
    }

    #[test]
    fn unknown_fields_are_named() {
        let known = json!({ "totp": true, "actions": [{ "name": "a" }] });
        let stored = json!({ "totp": true, "sms": 1, "actions": [{ "name": "a", "twice": true }] });
        assert_eq!(unknown(&stored, &known), ["actions.twice", "sms"]);
        assert_eq!(unknown(&known, &known), Vec::<String>::new());
    }
}
