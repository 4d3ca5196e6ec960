//! `use_get_user_mfa_methods`.

use super::bench::{Bench, button};
use app::hook::use_get_user_mfa_methods;
use leptos::prelude::*;

/// The user's enrolled methods.
#[island]
pub fn MethodsPanel() -> impl IntoView {
    let methods = use_get_user_mfa_methods();
    let bench = Bench::new("use_get_user_mfa_methods");
    let get = move || {
        bench.call(
            "get",
            Box::pin(async move {
                let methods = methods.get().await.map_err(|error| error.code())?;
                let any = if methods.any_verified { "true" } else { "false" };
                Ok([
                    &methods.devices.len().to_string(),
                    " devices, ",
                    &methods.passkeys.len().to_string(),
                    " passkeys, any_verified: ",
                    any,
                ]
                .concat())
            }),
        );
    };
    bench.show_with_result(vec![button("Call get", Box::new(get))], bench.progress())
}
