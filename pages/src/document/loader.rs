//! The script that loads a page's WASM and brings its islands to life.
//!
//! Leptos has one (`HydrationScripts`), which differs in three points. It begins when the browser calls itself idle, and a browser that never does
//! leaves the controls asleep; this one begins after two seconds at the latest. There, an island that fails takes all islands after it along; here the
//! others wake. And this one notes on `<html>` how it went, in `data-scripts`: `awake`, or `failed` if there is no WebAssembly, a file couldn't be
//! loaded, or an island has failed. The stylesheet shows what is said about [sleeping controls](ui::control::Asleep) accordingly.
//!
//! Islands are woken in the order of the document. None of ours has children, so none has to be told about islands inside it.

use leptos::prelude::*;
use ui::request::RequestContext;

const LOADER: &str = include_str!("loader.js");

/// The script for the WASM `name`, and the hints by which the browser fetches the files early.
pub(super) fn loader(cx: &RequestContext, name: &str) -> impl IntoView + use<> {
    let address = |ending| cx.link(&format!("/{}/{name}.{ending}", cx.site.options.site_pkg_dir));
    let (script, wasm) = (address("js"), address("wasm"));
    // Both are names that the build has chosen, below the operator's prefix: nothing in them has to be escaped in HTML.
    let call = format!("{LOADER}({script:?},{wasm:?})");
    view! {
        <link rel="modulepreload" href=script crossorigin="anonymous" />
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <script type="module" nonce=cx.nonce.clone()>
            {call}
        </script>
    }
}
