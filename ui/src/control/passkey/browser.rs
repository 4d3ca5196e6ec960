//! The button in the browser.

use super::{PasskeyButtonOptions, Pressing};
use crate::{
    form_error::FormError,
    passkey::{Ceremony, CeremonyClient, PasskeyError, Refusal, webauthn},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::Error;
use send_wrapper::SendWrapper;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

/// The state of the button.
struct Button {
    client: CeremonyClient,
    busy: RwSignal<bool>,
    options: PasskeyButtonOptions,
    #[cfg(feature = "pages")]
    offering: super::slot_button::Offering,
}

pub(super) fn pressing(ceremony: Ceremony, options: PasskeyButtonOptions) -> Pressing {
    let (busy, usable) = (RwSignal::new(false), RwSignal::new(false));
    let client = CeremonyClient::new(ceremony, options.about.clone());
    let button = Rc::new(Button {
        client,
        busy,
        options,
        #[cfg(feature = "pages")]
        offering: super::slot_button::Offering::default(),
    });
    match webauthn::obstacle() {
        // At sign-in there are other methods, so an unsupported browser isn't reported.
        Some(refusal) if ceremony != Ceremony::SignIn => drop(button.fail(&PasskeyError::Browser(refusal))),
        Some(_) => {}
        None => {
            usable.set(true);
            spawn_local(Rc::clone(&button).prepare());
        }
    }
    let button = SendWrapper::new(button);
    Pressing { busy, usable, press: Box::new(move || button.press()) }
}

impl Button {
    /// Fetches the options. A transient error isn't shown now: a press fetches them again, and shows the error.
    async fn prepare(self: Rc<Self>) {
        match self.client.prepare().await {
            Ok(_) => {
                #[cfg(feature = "pages")]
                self.offer().await;
            }
            Err(error) => drop(self.end(&error)),
        }
    }

    fn press(self: &Rc<Self>) {
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        #[cfg(feature = "pages")]
        self.offering.stop();
        self.options.form_error.set(None);
        self.busy.set(true);
        // Before anything is awaited: a browser may want to see the press behind it.
        spawn_local(Rc::clone(self).take(self.client.start()));
    }

    async fn take(self: Rc<Self>, asked: impl Future<Output = Result<String, PasskeyError>>) {
        match asked.await {
            Ok(next) => self.go_on(next),
            Err(error) if self.fail(&error) => self.prepare().await,
            Err(_) => {}
        }
    }

    /// Continues after the ceremony. On a page: opens the next page, or submits the form that waits for the proof.
    fn go_on(&self, next: String) {
        if let Some(done) = &self.options.on_done {
            self.busy.try_set(false);
            done(next);
        } else if let Some(form) = waiting_form() {
            // Refused only for a form that is no longer part of the page.
            let _ = form.request_submit();
        } else {
            // Fails only for an invalid address.
            let _ = window().location().assign(&next);
        }
    }

    /// Shows the error, or passes it on. Returns whether another try may succeed.
    fn fail(&self, error: &PasskeyError) -> bool {
        self.busy.try_set(false);
        let over = matches!(error, PasskeyError::Server(error) if error.is_final());
        match error {
            PasskeyError::Server(error) if self.end(error) => {}
            PasskeyError::Browser(Refusal::Aborted) => {}
            _ => {
                let form_error = FormError { text: (self.options.say)(error), about_field: false, wait: None };
                self.options.form_error.try_set(Some(form_error));
            }
        }
        !over
    }

    /// Passes a final error to `on_end`. Returns whether there is such a callback.
    fn end(&self, error: &Error) -> bool {
        match self.options.on_end.as_ref().filter(|_| error.is_final()) {
            Some(on_end) => {
                on_end(error.clone());
                true
            }
            None => false,
        }
    }
}

/// The form that waits for this proof, on its page.
fn waiting_form() -> Option<HtmlFormElement> {
    document().query_selector("form.passkey-next").ok()??.dyn_into().ok()
}

/// At sign-in, passkeys are also offered where the email address is typed.
#[cfg(feature = "pages")]
mod offered {
    use super::Button;
    use crate::{
        browser,
        passkey::{
            OPTIONS_TTL,
            webauthn::{self, Abort},
        },
    };
    use leptos::{prelude::*, task::spawn_local};
    use std::rc::Rc;

    impl Button {
        /// Offers passkeys in the autofill of the address until the button is pressed. Restarts before the options expire.
        pub(super) async fn offer(self: Rc<Self>) {
            if !self.client.signs_in() || !webauthn::can_autofill().await || self.busy.try_get_untracked() != Some(false) {
                return;
            }
            let abort = Abort::new();
            let Some(asking) = self.client.offer(&abort) else { return };
            let number = self.offering.begin(abort);
            let again = Rc::clone(&self);
            browser::after(OPTIONS_TTL, move || {
                if again.offering.is_still(number) {
                    again.offering.stop();
                    spawn_local(again.prepare());
                }
            });
            if let Ok(credential) = asking.await {
                self.busy.try_set(true);
                let client = self.client.clone();
                Box::pin(self.take(async move { client.take(&credential).await })).await;
            }
        }
    }
}
