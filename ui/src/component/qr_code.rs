//! A QR code as one path.

use leptos::prelude::*;
use mfa::view::Qr;
use std::fmt::Write as _;

/// Light modules around the code, without which scanners don't find it (ISO/IEC 18004).
const QUIET_ZONE: u32 = 4;

/// A QR code: dark on light, whatever the colours of the page, since scanners expect that.
///
/// Its colours are attributes, because the Content-Security-Policy allows no inline styles.
#[component]
pub fn QrCode(
    /// The modules.
    qr: Qr,
    /// Its accessible name.
    label: String,
) -> impl IntoView {
    let side = (qr.size + 2 * QUIET_ZONE).to_string();
    let edge = format!("-{QUIET_ZONE}");
    let view_box = format!("{edge} {edge} {side} {side}");
    view! {
        <svg class="qr" role="img" aria-label=label viewBox=view_box shape-rendering="crispEdges">
            <rect x=edge.clone() y=edge width=side.clone() height=side fill="#fff"></rect>
            <path fill="#000" d=outline(&qr)></path>
        </svg>
    }
}

/// One path with a rectangle for each run of dark modules in a row.
fn outline(qr: &Qr) -> String {
    let mut path = String::new();
    let width = usize::try_from(qr.size).unwrap_or(usize::MAX).max(1);
    for (y, row) in qr.modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            let length = run.len();
            if run.first() == Some(&true) {
                // Writing to a string can't fail.
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            x += length;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::outline;
    use mfa::view::Qr;

    #[test]
    fn runs_become_rectangles() {
        let modules = [1, 1, 0, 0, 1, 0, 1, 0, 1].map(|module| module == 1).to_vec();
        assert_eq!(outline(&Qr { size: 3, modules }), "M0 0h2v1h-2zM1 1h1v1h-1zM0 2h1v1h-1zM2 2h1v1h-1z");
        assert_eq!(outline(&Qr { size: 0, modules: vec![] }), "");
    }
}
