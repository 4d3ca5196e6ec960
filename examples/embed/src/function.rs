//! What the browser asks the application's server for.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The functions' own corner of `/api/`.
pub const PREFIX: &str = "/api/strongroom";

/// Somebody who is signed in to the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// What they are called.
    pub name: String,
    /// Whether the second factor was proved, too.
    pub proved: bool,
}

/// One thing in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thing {
    /// What it is.
    pub label: String,
    /// What it says.
    pub text: String,
}

/// Who is asking. The server has put what Latchkey knows of the request into the context.
///
/// # Errors
///
/// None but those of the way there.
#[server(AskWho, prefix = "/api/strongroom", endpoint = "who")]
pub async fn who() -> Result<Option<Who>, ServerFnError> {
    let cx = app::request::RequestContext::current().ok();
    Ok(cx.and_then(|cx| cx.session).map(|session| Who { proved: session.level == mfa::Level::Full, name: session.email }))
}

/// What lies in the asker's vault. The server lets only those in who owe no second factor.
///
/// # Errors
///
/// For everybody else.
#[server(AskContents, prefix = "/api/strongroom", endpoint = "contents")]
pub async fn contents() -> Result<Vec<Thing>, ServerFnError> {
    let cx = app::request::RequestContext::current().map_err(ServerFnError::new)?;
    let name = &cx.signed_in().map_err(ServerFnError::new)?.email;
    let thing = |label: &str, text: String| Thing { label: label.to_owned(), text };
    Ok(vec![
        thing("Deed", format!("The house by the harbour belongs to {name}.")),
        thing("Letter", "To be opened when the lighthouse is lit again.".to_owned()),
        thing("Coin", "Silver, 1794, slightly bent.".to_owned()),
    ])
}
