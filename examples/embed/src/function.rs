//! What the browser asks the application's server for.

#[cfg(feature = "ssr")]
use latchkey::RequestContext;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The functions' own corner of `/api/`.
pub const PREFIX: &str = "/api/strongroom";

/// One thing in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
}

/// What lies in the asker's vault. The server lets only those in who owe no second factor.
///
/// # Errors
///
/// For everybody else.
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

/// What lies in the strongbox. It isn't enough to have signed in with a second factor: it must have been proved within the last minutes.
///
/// # Errors
///
/// For everybody else.
#[server(OpenStrongbox, prefix = "/api/strongroom", endpoint = "strongbox")]
pub async fn strongbox() -> Result<String, ServerFnError> {
    let cx = RequestContext::current().map_err(refuse)?;
    let session = cx.signed_in().map_err(refuse)?;
    if cx.latchkey.needs_step_up(session).await.map_err(refuse)? {
        return Err(refuse(latchkey::Error::StepUpRequired));
    }
    Ok(format!("A map of the cellar, drawn for {} alone.", session.email))
}

/// The answer to a request that may not have what it asks for.
#[cfg(feature = "ssr")]
fn refuse(error: latchkey::Error) -> ServerFnError {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::FORBIDDEN);
    }
    ServerFnError::new(error.code())
}
