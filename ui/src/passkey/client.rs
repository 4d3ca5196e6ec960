//! One ceremony, from the options to the server's answer. The [button](crate::control::passkey) and the hooks use it.

use super::{Ceremony, ExtraField, PasskeyError, Refusal, webauthn};
#[cfg(feature = "pages")]
use crate::js::set;
use crate::{
    browser,
    js::{field, member, object},
    transport::ask,
};
#[cfg(feature = "pages")]
use leptos::prelude::document;
use mfa::Error;
use std::{cell::RefCell, pin::Pin, rc::Rc, time::Duration};
use wasm_bindgen::JsValue;

/// For how long fetched options are used. The server accepts answers to them for five minutes.
pub(crate) const OPTIONS_TTL: Duration = Duration::from_mins(4);

/// The browser's pending request.
type Asking = Pin<Box<dyn Future<Output = Result<JsValue, Refusal>>>>;

/// A ceremony that can be repeated. Cheap to clone.
#[derive(Clone)]
pub struct CeremonyClient {
    ceremony: Ceremony,
    about: ExtraField,
    /// The options, and the time of their arrival.
    options: Rc<RefCell<Option<(JsValue, f64)>>>,
}

impl CeremonyClient {
    /// A ceremony whose first request has the additional field `about`.
    pub fn new(ceremony: Ceremony, about: ExtraField) -> Self {
        Self { ceremony, about, options: Rc::default() }
    }

    /// Fetches the options ahead: some browsers ask their user only right after a press.
    ///
    /// # Errors
    ///
    /// Those of the server, and [`Error::Transport`].
    pub async fn prepare(&self) -> Result<JsValue, Error> {
        let about = self.about.as_ref().map_or(("next", JsValue::NULL), |(name, value)| (*name, value.into()));
        let answer = ask(&self.address("begin"), &object(&[(about.0, &about.1)])).await?;
        let options = member(&answer, "publicKey");
        *self.options.borrow_mut() = Some((options.clone(), browser::now()));
        Ok(options)
    }

    /// The id of the confirmation that the proof is for. `None` if it isn't for an action.
    pub fn confirmation(&self) -> Option<String> {
        self.about.as_ref().filter(|(name, _)| *name == "confirmation").map(|(_, id)| id.clone())
    }

    /// The options, if they were fetched and haven't expired.
    fn at_hand(&self) -> Option<JsValue> {
        let (options, since) = self.options.borrow().clone()?;
        (browser::now() - since < OPTIONS_TTL.as_secs_f64() * 1000.0).then_some(options)
    }

    /// Asks the user, immediately if the options were fetched, and returns the address of the next page.
    pub fn start(&self) -> impl Future<Output = Result<String, PasskeyError>> + use<> {
        let run = self.clone();
        let asked = self.at_hand().map(|options| (self.ask(&options), options));
        async move {
            let (asking, options) = match asked {
                Some(asked) => asked,
                None => {
                    let options = run.prepare().await.map_err(PasskeyError::Server)?;
                    (run.ask(&options), options)
                }
            };
            let credential = asking.await.map_err(PasskeyError::Browser)?;
            run.finish(&options, &credential).await
        }
    }

    /// Whether the ceremony is a sign-in.
    #[cfg(feature = "pages")]
    pub(crate) fn signs_in(&self) -> bool {
        self.ceremony == Ceremony::SignIn
    }

    /// Offers passkeys in the autofill of a field until it is aborted. Does nothing if the options weren't fetched.
    #[cfg(feature = "pages")]
    pub(crate) fn offer(&self, abort: &webauthn::Abort) -> Option<impl Future<Output = Result<JsValue, Refusal>> + use<>> {
        self.at_hand().map(|options| webauthn::get(&options, Some(abort)))
    }

    /// Sends the passkey that the user chose to the server.
    #[cfg(feature = "pages")]
    pub(crate) async fn take(&self, credential: &JsValue) -> Result<String, PasskeyError> {
        let options = self.at_hand().unwrap_or_default();
        self.finish(&options, credential).await
    }

    fn ask(&self, options: &JsValue) -> Asking {
        if self.ceremony.creates() { Box::pin(webauthn::create(options)) } else { Box::pin(webauthn::get(options, None)) }
    }

    async fn finish(&self, options: &JsValue, credential: &JsValue) -> Result<String, PasskeyError> {
        // Options can be answered only once, whatever the result.
        self.options.take();
        #[cfg(feature = "pages")]
        if let Some((name, token)) = self.about.as_ref().filter(|_| self.ceremony == Ceremony::ByLink) {
            set(credential, name, &token.into());
        }
        #[cfg(feature = "pages")]
        let part = &finish();
        #[cfg(not(feature = "pages"))]
        let part = "finish";
        let answer = ask(&self.address(part), credential).await;
        #[cfg(feature = "pages")]
        match self.ceremony {
            Ceremony::SignIn => webauthn::signal_if_unknown(&answer, options, credential),
            Ceremony::ByLink => webauthn::signal_if_refused(&answer, options, credential),
            _ => {}
        }
        #[cfg(not(feature = "pages"))]
        let _ = options;
        answer.map(|answer| field(&answer, "next").unwrap_or_default()).map_err(PasskeyError::Server)
    }

    fn address(&self, part: &str) -> String {
        ["/api/latchkey/passkey/", self.ceremony.as_str(), "/", part].concat()
    }
}

/// The last part of the address, with the box of the page that asks for trust in the browser, if it is ticked.
#[cfg(feature = "pages")]
fn finish() -> String {
    let ticked = document().query_selector("input[name=trust]:checked").ok().flatten();
    let days = ticked.and_then(|ticked| ticked.get_attribute("value"));
    days.map_or_else(|| "finish".to_owned(), |days| ["finish?trust=", &days].concat())
}
