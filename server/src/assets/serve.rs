//! Answers with a file, or with 304 if the client's copy is current.

use super::{Asset, Assets, encoding::Encoding};
use crate::{answer::refuse, conditional::is_known};
use axum::{
    body::Body,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY},
};
use mfa::Error;

/// For names that contain a hash: their content never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For all other files: they may be stored, but must be revalidated.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

pub(crate) async fn serve(State(assets): State<Assets>, request: Request) -> Response {
    let path = request.uri().path();
    assets
        .files
        .get(path)
        .and_then(|asset| answer(&assets, asset, path.trim_start_matches('/'), request.headers()))
        .unwrap_or_else(|| refuse(request.extensions(), Error::NotFound))
}

fn answer(assets: &Assets, asset: &Asset, name: &str, request: &HeaderMap) -> Option<Response> {
    let accepted = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let encoding = Encoding::choose(accepted, |encoding| match encoding {
        Encoding::Brotli => asset.has_brotli,
        Encoding::Gzip => asset.has_gzip,
        Encoding::Identity => true,
    });
    let file = (assets.read)(&format!("{name}{}", encoding.ending()))?;
    let tag = tag(&file.hash);

    let mut response =
        if is_known(request, &tag) { StatusCode::NOT_MODIFIED.into_response() } else { Body::from(file.data).into_response() };
    let headers = response.headers_mut();
    headers.insert(ETAG, HeaderValue::from_str(&tag).ok()?);
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(CACHE_CONTROL, if asset.is_hashed { FOR_EVER } else { ASK_AGAIN });
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    if encoding != Encoding::Identity {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
    }
    Some(response)
}

/// Each encoded variant is a representation of its own, with its own ETag.
fn tag(hash: &[u8; 32]) -> String {
    let digits: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}
