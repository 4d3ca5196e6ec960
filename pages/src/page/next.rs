//! `/mfa`: the guard sends everybody to the page of their next step. A browser that keeps no cookies is told so, since it would come to the sign-in
//! page again and again.

use super::{problem, visit};
use crate::guard::Place;
use app::request::RequestContext;
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    match RequestContext::current() {
        Ok(cx) if cx.keeps_no_cookies => problem::no_cookies(&cx).into_any(),
        _ => visit(Place::Next, async |_| Ok(().into_any())).into_any(),
    }
}
