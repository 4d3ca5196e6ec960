//! The passkey hooks, one panel for each.

use super::bench::{Bench, Call, Outcome, button, field, row, typed};
use app::hook::{
    Authenticated, GetPasskeys, PasskeyError, use_authenticate_passkey_mfa, use_delete_passkey, use_get_passkeys, use_register_passkey,
    use_sign_in_with_passkey,
};
use leptos::prelude::*;
use mfa::{Error, view::Passkey};
use ui::{erased_view::FreshView, paths};

/// Registers a passkey. The press calls the browser directly; only the result is awaited.
#[island]
pub fn RegisterPasskeyPanel() -> impl IntoView {
    let passkey = use_register_passkey();
    ceremony(
        "use_register_passkey",
        Box::new(move || Box::pin(async move { prepared(passkey.prepare().await) })),
        ("Call register", "register"),
        Box::new(move || {
            let registering = passkey.register();
            Box::pin(async move { proved(registering.await) })
        }),
    )
}

/// Proves a passkey.
#[island]
pub fn AuthenticatePasskeyPanel() -> impl IntoView {
    let passkey = use_authenticate_passkey_mfa();
    ceremony(
        "use_authenticate_passkey_mfa",
        Box::new(move || Box::pin(async move { prepared(passkey.prepare().await) })),
        ("Call authenticate", "authenticate"),
        Box::new(move || {
            let proving = passkey.authenticate();
            Box::pin(async move { proved(proving.await) })
        }),
    )
}

/// Signs in with a passkey. The page stays, so that the result can be seen.
#[island]
pub fn SignInWithPasskeyPanel() -> impl IntoView {
    let passkey = use_sign_in_with_passkey(Some(paths::PLAYGROUND));
    ceremony(
        "use_sign_in_with_passkey",
        Box::new(move || Box::pin(async move { prepared(passkey.prepare().await) })),
        ("Call sign_in", "sign_in"),
        Box::new(move || {
            let signing_in = passkey.sign_in();
            Box::pin(async move { signing_in.await.map_err(|error| error.code()) })
        }),
    )
}

/// Lists the passkeys.
#[island]
pub fn GetPasskeysPanel() -> impl IntoView {
    let passkeys = use_get_passkeys();
    let bench = Bench::new("use_get_passkeys");
    let (name, input) = field("play-passkey-name", "Name", "What the first passkey is called when it is renamed.");
    let get = move || {
        bench.call(
            "get",
            Box::pin(async move {
                let names = passkeys.get().await.map_err(code)?.into_iter().map(|passkey| passkey.name);
                Ok(names.collect::<Vec<_>>().join(", "))
            }),
        );
    };
    let rename = move || {
        let name = typed(input);
        bench.call(
            "rename",
            Box::pin(async move {
                let passkey = first(passkeys).await.map_err(code)?;
                done(passkeys.rename(&passkey.id, &name).await)
            }),
        );
    };
    let buttons = row(vec![button("Call get", Box::new(get)), button("Call rename", Box::new(rename))]);
    bench.show_with_result(vec![name, buttons], bench.progress())
}

/// Removes a passkey.
#[island]
pub fn DeletePasskeyPanel() -> impl IntoView {
    let passkeys = use_get_passkeys();
    let passkey = use_delete_passkey();
    let bench = Bench::new("use_delete_passkey");
    let delete = move || {
        bench.call(
            "delete",
            Box::pin(async move {
                let found = first(passkeys).await.map_err(code)?;
                done(passkey.delete(&found.id).await)
            }),
        );
    };
    bench.show_with_result(vec![button("Call delete", Box::new(delete))], bench.progress())
}

/// The function that a press calls.
type Press = Box<dyn Fn() -> Call>;

/// The panel of a ceremony: one button fetches the options, another one starts the ceremony.
fn ceremony(hook: &'static str, prepare: Press, (label, name): (&'static str, &'static str), ask: Press) -> FreshView {
    let bench = Bench::new(hook);
    let buttons = row(vec![
        button("Call prepare", Box::new(move || bench.call("prepare", prepare()))),
        button(label, Box::new(move || bench.call(name, ask()))),
    ]);
    bench.show_with_result(vec![buttons], bench.progress())
}

fn prepared(outcome: Result<(), PasskeyError>) -> Outcome {
    outcome.map(|()| String::new()).map_err(|error| error.code())
}

fn proved(outcome: Result<Authenticated, PasskeyError>) -> Outcome {
    outcome.map(|proof| proof.step.name().to_owned()).map_err(|error| error.code())
}

fn code(error: Error) -> &'static str {
    error.code()
}

fn done(outcome: Result<(), Error>) -> Outcome {
    outcome.map(|()| String::new()).map_err(code)
}

async fn first(passkeys: GetPasskeys) -> Result<Passkey, Error> {
    passkeys.get().await?.into_iter().next().ok_or(Error::NotFound)
}
