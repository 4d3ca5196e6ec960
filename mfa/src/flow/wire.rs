//! How a step is read back: as for errors, without the code for things that it can't be.

use super::NextStep;
use crate::Method;
use serde::Deserialize;

/// Any step, as it is on the wire.
#[derive(Deserialize)]
pub(super) struct Wire {
    step: String,
    #[serde(default)]
    offered: Vec<Method>,
    #[serde(default)]
    skippable: bool,
    #[serde(default)]
    device: String,
    #[serde(default)]
    methods: Vec<Method>,
    preferred: Option<Method>,
}

/// There is no step of this name, or it lacks something.
pub(super) struct Unknown;

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unknown step")
    }
}

impl TryFrom<Wire> for NextStep {
    type Error = Unknown;

    fn try_from(wire: Wire) -> Result<Self, Unknown> {
        let Wire { step, offered, skippable, device, methods, preferred } = wire;
        Ok(match step.as_str() {
            "sign_in" => Self::SignIn,
            "choose_method" => Self::ChooseMethod { offered, skippable },
            "set_up_totp" => Self::SetUpTotp { device },
            "set_up_passkey" => Self::SetUpPasskey,
            "challenge" => Self::Challenge { methods, preferred: preferred.ok_or(Unknown)? },
            "acknowledge_recovery_codes" => Self::AcknowledgeRecoveryCodes,
            "done" => Self::Done,
            _ => return Err(Unknown),
        })
    }
}

#[cfg(all(test, feature = "store"))]
mod tests {
    use super::NextStep;
    use crate::Method;

    #[test]
    fn every_step_comes_back_as_it_was() {
        for step in [
            NextStep::SignIn,
            NextStep::ChooseMethod { offered: vec![Method::Totp, Method::Passkey], skippable: true },
            NextStep::SetUpTotp { device: "d".into() },
            NextStep::SetUpPasskey,
            NextStep::Challenge { methods: vec![Method::Totp], preferred: Method::Totp },
            NextStep::AcknowledgeRecoveryCodes,
            NextStep::Done,
        ] {
            let json = serde_json::to_string(&step).unwrap();
            assert_eq!(serde_json::from_str::<NextStep>(&json).unwrap(), step, "{json}");
            assert!(json.contains(&format!("\"step\":\"{}\"", step.name())), "{json}");
        }
        assert!(serde_json::from_str::<NextStep>(r#"{"step":"dance"}"#).is_err());
    }
}
