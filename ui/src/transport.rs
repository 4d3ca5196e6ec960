//! The protocol of server functions: a POST of JSON, answered with JSON.
//!
//! The server uses the framework's implementation. The browser's part is written here, because the framework's can also send forms, streams and
//! files, and has a JSON parser of its own, all of which visitors would have to load. Here `fetch` sends the request, the browser itself writes and
//! reads JSON, and [`FromJs`](crate::js::FromJs) reads the expected values.

/// The protocol of every server function.
#[cfg(not(feature = "hydrate"))]
pub type JsonPost = server_fn::Http<server_fn::codec::Json, server_fn::codec::Json>;

#[cfg(all(feature = "hydrate", feature = "playground"))]
pub use browser::headers;
#[cfg(feature = "hydrate")]
pub use browser::{JsonPost, ask, fetch};

#[cfg(feature = "hydrate")]
mod browser {
    use crate::{
        error::ApiError,
        js::{FromJs, object, to_js},
    };
    use http::Method;
    use leptos::prelude::*;
    use mfa::Error;
    use send_wrapper::SendWrapper;
    use serde::Serialize;
    use server_fn::{Protocol, client::Client, server::Server};
    use std::future::Future;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        RequestInit, Response,
        js_sys::{JSON, JsString},
    };

    /// The header with the form token of the session that a call is meant for. The server compares it with the session of the request.
    const FORM_TOKEN: &str = "latchkey-form-token";

    /// A POST of JSON, answered with JSON.
    pub struct JsonPost;

    impl<Input, Output, C, S> Protocol<Input, Output, C, S, ApiError> for JsonPost
    where
        Input: Serialize + Send,
        Output: FromJs + Send,
        C: Client<ApiError>,
        S: Server<ApiError>,
    {
        const METHOD: Method = Method::POST;

        /// Browsers don't serve requests.
        async fn run_server<F, Fut>(_: S::Request, _: F) -> Result<S::Response, ApiError>
        where
            F: Fn(Input) -> Fut + Send,
            Fut: Future<Output = Result<Output, ApiError>> + Send,
        {
            Err(ApiError(Error::Unavailable))
        }

        fn run_client(path: &str, input: Input) -> impl Future<Output = Result<Output, ApiError>> + Send {
            let answer = post(path.to_owned(), to_js(&input));
            SendWrapper::new(async move {
                let answer = answer.await.map_err(ApiError)?;
                Output::from_js(&answer).ok_or(ApiError(Error::Transport))
            })
        }
    }

    /// Sends the arguments and returns the value of the response.
    async fn post(path: String, arguments: Option<JsValue>) -> Result<JsValue, Error> {
        ask(&path, &arguments.ok_or(Error::MalformedRequest)?).await
    }

    /// The same, with a body that is already a value of the browser.
    pub async fn ask(path: &str, body: &JsValue) -> Result<JsValue, Error> {
        let body = JSON::stringify(body).map_err(|_| Error::MalformedRequest)?;
        let token = form_token().unwrap_or_default();
        let headers = object(&[("content-type", &"application/json".into()), (FORM_TOKEN, &token.into())]);
        let (ok, answer) = fetch(path, &body, &headers).await.ok_or(Error::Transport)?;
        if ok { Ok(answer) } else { Err(Error::from_js(&answer).unwrap_or(Error::Transport)) }
    }

    /// The form token of the session that the page was rendered for, as its forms contain it. `None` if nobody is signed in.
    #[cfg(feature = "pages")]
    fn form_token() -> Option<String> {
        window().document()?.query_selector("input[name=form_token]").ok()??.get_attribute("value")
    }

    /// The form token of the session that the hooks know. `None` if nobody is signed in.
    #[cfg(not(feature = "pages"))]
    fn form_token() -> Option<String> {
        crate::served::status().with_untracked(|status| status.as_ref()?.sign_in.clone())
    }

    /// The headers of a JSON body.
    #[cfg(feature = "playground")]
    pub fn headers() -> JsValue {
        object(&[("content-type", &"application/json".into())])
    }

    /// The response's JSON, and whether its status is a success. `None` if there was no response, or if it wasn't JSON: a proxy that can't reach the
    /// server responds with HTML.
    pub async fn fetch(path: &str, body: &JsString, headers: &JsValue) -> Option<(bool, JsValue)> {
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(body);
        init.set_headers(headers);
        let response: Response = JsFuture::from(window().fetch_with_str_and_init(path, &init)).await.ok()?.unchecked_into();
        let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
        Some((response.ok(), JSON::parse(&text).ok()?))
    }
}
