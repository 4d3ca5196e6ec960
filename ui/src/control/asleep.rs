//! The notice on a page whose controls weren't activated by scripts.

use crate::icon::{ALERT, Icon};
use leptos::prelude::*;

/// A notice about what to do if a control isn't activated. It is shown at once if scripts are turned off or have failed, and after some seconds if
/// the control isn't activated for any other reason.
///
/// Every page contains it, and only the stylesheet shows it, so that it works in whichever way the scripts are missing. Until then it is hidden from
/// screen readers too, and it is read out when it appears. Inside a [`ControlSlot`](super::ControlSlot), it disappears when that control is
/// activated; outside, when all controls are.
#[component]
pub fn Asleep(
    /// Its text.
    text: String,
) -> impl IntoView {
    view! {
        <div class="asleep" role="status">
            <div class="asleep-text">
                <div class="notice notice-warn">
                    <Icon path=ALERT />
                    <p>{text}</p>
                </div>
            </div>
        </div>
    }
}
