//! The script that loads a page's WASM and hydrates its islands.
//!
//! Leptos' own script (`HydrationScripts`) differs in three points. It starts when the browser reports that it is idle, and if that never happens,
//! the controls stay inactive; this script starts after two seconds at the latest. There, an island that fails stops all islands after it; here, the
//! others are still activated. And this script stores its result in `data-scripts` of `<html>`: `awake`, or `failed` if there is no WebAssembly, a
//! file couldn't be loaded, or an island failed. The stylesheet then shows or hides the notices about [inactive controls](ui::control::Asleep).
//!
//! Islands are activated in the order of the document. No island has children, so nested islands need no support.

use leptos::prelude::*;
use ui::request::RequestContext;

const LOADER: &str = include_str!("loader.js");

/// The script for the WASM `name`, and the hints by which the browser fetches the files early.
pub(super) fn loader(cx: &RequestContext, name: &str) -> impl IntoView + use<> {
    let address = |ending| cx.link(&format!("/{}/{name}.{ending}", cx.site.options.site_pkg_dir));
    let (script, wasm) = (address("js"), address("wasm"));
    // Both are names chosen by the build, below the operator's prefix: they contain no characters that have to be escaped in HTML.
    let call = format!("{LOADER}({script:?},{wasm:?})");
    view! {
        <link rel="modulepreload" href=script crossorigin="anonymous" />
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
        <script type="module" nonce=cx.nonce.clone()>
            {call}
        </script>
    }
}
