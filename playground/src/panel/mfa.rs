//! `use_mfa`.

use super::bench::{Bench, Call, button, field, row, typed};
use app::hook::{AuthenticateDevice, AuthenticateRecoveryCode, Mfa, use_mfa};
use leptos::prelude::*;
use mfa::{Error, view::Device};

/// All operations on methods and backup codes.
#[island]
pub fn MfaPanel() -> impl IntoView {
    let mfa = use_mfa();
    let bench = Bench::new("use_mfa");
    let (argument, input) = field("play-argument", "Argument", "A code for the two that authenticate, a name for the one that renames.");
    let state = Signal::derive(move || {
        let pending = mfa.is_pending_recovery_codes_acknowledgement.get();
        ["pending acknowledgement: ", if pending { "true" } else { "false" }].concat()
    });
    let calls = move |label: &'static str, name: &'static str, call: fn(Mfa, String) -> Call| {
        button(label, Box::new(move || bench.call(name, call(mfa, typed(input)))))
    };
    let proofs = row(vec![
        calls("Call add_device", "add_device", |mfa, _| Box::pin(async move { Ok(mfa.add_device().await.map_err(code)?.id) })),
        calls("Call authenticate_device", "authenticate_device", |mfa, typed| {
            Box::pin(async move {
                let proof = AuthenticateDevice { code: typed, ..Default::default() };
                Ok(mfa.authenticate_device(proof).await.map_err(code)?.step.name().to_owned())
            })
        }),
        calls("Call authenticate_recovery_code", "authenticate_recovery_code", |mfa, typed| {
            Box::pin(async move {
                let proof = AuthenticateRecoveryCode { code: typed, ..Default::default() };
                Ok(mfa.authenticate_recovery_code(proof).await.map_err(code)?.step.name().to_owned())
            })
        }),
    ]);
    let devices = row(vec![
        calls("Call get_user_devices", "get_user_devices", |mfa, _| {
            Box::pin(async move {
                let devices = mfa.get_user_devices().await.map_err(code)?;
                Ok(devices.into_iter().map(|device| device.name).collect::<Vec<_>>().join(", "))
            })
        }),
        calls("Call update_user_device", "update_user_device", |mfa, name| {
            Box::pin(async move {
                let device = first(mfa).await.map_err(code)?;
                done(mfa.update_user_device(&device.id, &name).await)
            })
        }),
        calls("Call delete_user_device", "delete_user_device", |mfa, _| {
            Box::pin(async move {
                let device = first(mfa).await.map_err(code)?;
                done(mfa.delete_user_device(&device.id).await)
            })
        }),
    ]);
    let backup_codes = row(vec![
        calls("Call get_recovery_codes(false)", "get_recovery_codes", |mfa, _| codes(mfa, false)),
        calls("Call get_recovery_codes(true)", "get_recovery_codes", |mfa, _| codes(mfa, true)),
        calls("Call complete_acknowledgement", "complete_acknowledgement", |mfa, _| {
            Box::pin(async move { done(mfa.complete_acknowledgement().await) })
        }),
    ]);
    bench.show_with_result(vec![argument, proofs, devices, backup_codes], state)
}

fn code(error: Error) -> &'static str {
    error.code()
}

fn done(outcome: Result<(), Error>) -> super::bench::Outcome {
    outcome.map(|()| String::new()).map_err(code)
}

async fn first(mfa: Mfa) -> Result<Device, Error> {
    mfa.get_user_devices().await?.into_iter().next().ok_or(Error::NotFound)
}

/// Shows only the number of codes: the codes themselves are shown by the built-in screen.
fn codes(mfa: Mfa, generate_new: bool) -> Call {
    Box::pin(async move {
        let codes = mfa.get_recovery_codes(generate_new).await.map_err(code)?;
        Ok([&codes.len().to_string(), " codes"].concat())
    })
}
