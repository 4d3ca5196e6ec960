//! Files that visitors download: the backup codes, and copies of an account's data.

use crate::{
    answer::{see_other, status},
    fields::query_value,
    problem::error_page,
};
use axum::{
    extract::Request,
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use mfa::Error;
use ui::{paths, request::RequestContext};

const PLAIN_TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const FILE: HeaderValue = HeaderValue::from_static("attachment; filename=\"backup-codes.txt\"");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// A file that is made for one visitor.
pub(crate) struct Download {
    /// Made from a date, without quotation marks.
    name: String,
    body: String,
}

impl Download {
    /// A file of JSON with this name.
    pub(crate) fn json(name: String, body: String) -> Self {
        Self { name, body }
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let file = format!("attachment; filename=\"{}\"", self.name);
        ([(CONTENT_TYPE, JSON), (CACHE_CONTROL, NO_STORE)], [(CONTENT_DISPOSITION, file)], self.body).into_response()
    }
}

/// Serves `/mfa/recovery-codes.txt` to visitors who may see the page of the codes.
pub async fn recovery_codes(request: Request) -> Response {
    let Some(cx) = request.extensions().get::<RequestContext>() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    match text(cx).await {
        Ok(text) => ([(CONTENT_TYPE, PLAIN_TEXT), (CONTENT_DISPOSITION, FILE), (CACHE_CONTROL, NO_STORE)], text).into_response(),
        Err(Error::NotSignedIn) => see_other(&cx.site.sign_in_for(&cx.link(paths::RECOVERY_CODES))),
        Err(Error::RequiresAdditionalAuth | Error::RecoveryCodesAcknowledged | Error::NoRecoveryCodes) => {
            see_other(&cx.link(paths::NEXT_STEP))
        }
        // The file only ever has the codes of the page with the link.
        Err(Error::RecoveryCodesReplaced) => see_other(&cx.link(paths::RECOVERY_CODES)),
        Err(error) => error_page(cx, status(&error), &error),
    }
}

async fn text(cx: &RequestContext) -> Result<String, Error> {
    let (catalog, session) = (cx.catalog, cx.signed_in()?);
    let codes = cx.latchkey.recovery_codes().codes(session).await?;
    let shown = query_value(cx.query.as_deref(), "shown");
    if shown.is_some_and(|shown| !codes.iter().any(|code| code.starts_with(&shown))) {
        return Err(Error::RecoveryCodesReplaced);
    }
    let now = cx.latchkey.now().0;
    let lines = [
        catalog.fill("recovery-codes-sheet", [("issuer", cx.site.issuer.clone().into())]),
        format!("{}, {}", session.email, catalog.exact_moment(now).text),
        String::new(),
    ];
    let foot = [String::new(), catalog.text("recovery-codes-file-foot"), String::new()];
    Ok(lines.into_iter().chain(codes).chain(foot).collect::<Vec<_>>().join("\n"))
}
