//! The functions that the browser calls on the application's server.

#[cfg(feature = "ssr")]
use latchkey::RequestContext;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The functions' own prefix below `/api/`.
pub const PREFIX: &str = "/api/strongroom";

/// An item in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// Its label.
    pub label: String,
    /// Its content.
    pub text: String,
}

/// The contents of the user's vault. The server refuses sessions that owe a second factor.
///
/// # Errors
///
/// If the session owes a second factor, or there is none.
#[server(AskContents, prefix = "/api/strongroom", endpoint = "contents")]
pub async fn contents() -> Result<Vec<Thing>, ServerFnError> {
    let cx = RequestContext::current().map_err(refuse)?;
    let name = &cx.signed_in().map_err(refuse)?.email;
    let thing = |label: &str, text: String| Thing { label: label.to_owned(), text };
    Ok(vec![
        thing("Deed", format!("The house by the harbour belongs to {name}.")),
        thing("Letter", "To be opened when the lighthouse is lit again.".to_owned()),
        thing("Coin", "Silver, 1794, slightly bent.".to_owned()),
    ])
}

/// The contents of the strongbox. A second factor at sign-in isn't sufficient: it must have been proved within the last minutes.
///
/// # Errors
///
/// If there is no such proof.
#[server(OpenStrongbox, prefix = "/api/strongroom", endpoint = "strongbox")]
pub async fn strongbox() -> Result<String, ServerFnError> {
    let cx = RequestContext::current().map_err(refuse)?;
    let session = cx.signed_in().map_err(refuse)?;
    if cx.latchkey.needs_step_up(session).await.map_err(refuse)? {
        return Err(refuse(latchkey::Error::StepUpRequired));
    }
    Ok(format!("A map of the cellar, drawn for {} alone.", session.email))
}

/// The response to a request that is refused.
#[cfg(feature = "ssr")]
fn refuse(error: latchkey::Error) -> ServerFnError {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::FORBIDDEN);
    }
    ServerFnError::new(error.code())
}
