//! What a page says about controls that scripts don't bring to life.

use crate::icon::{ALERT, Icon};
use leptos::prelude::*;

/// What to do where a control sleeps: shown at once where scripts are switched off or have failed, and after some seconds where the
/// control hasn't woken for any other reason.
///
/// It is in every page and the stylesheet alone shows it, so that it works in whatever way the scripts may be missing. It is out of sight for screen
/// readers as well until then, and read out when it appears. Inside a [`ControlSlot`](super::ControlSlot) it is gone as soon as the control wakes, beside one
/// as soon as all do.
#[component]
pub fn Asleep(
    /// The words for it.
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
