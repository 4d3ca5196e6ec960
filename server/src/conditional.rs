//! Conditional requests: whether the client has the present version already.

use http::{HeaderMap, header::IF_NONE_MATCH};

/// Whether `If-None-Match` names this entity tag. The comparison is the weak one (RFC 9110 §13.1.2).
pub(crate) fn is_known(request: &HeaderMap, tag: &str) -> bool {
    let known = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    known.map(|known| known.trim().trim_start_matches("W/")).any(|known| known == tag || known == "*")
}
