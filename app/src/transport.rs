//! How server functions are called from the browser: a POST of JSON by `fetch`, and nothing else.
//!
//! The client that comes with the framework can also send forms, queries and streams and open sockets, which every visitor would load.

#[cfg(not(feature = "hydrate"))]
pub(crate) use server_fn::client::browser::BrowserClient as Transport;

#[cfg(feature = "hydrate")]
pub(crate) use fetch::Transport;

#[cfg(feature = "hydrate")]
mod fetch {
    use crate::error::ApiError;
    use bytes::Bytes;
    use futures::{Sink, Stream, sink, stream};
    use http::Method;
    use leptos::prelude::window;
    use mfa::Error;
    use send_wrapper::SendWrapper;
    use server_fn::{client::Client, request::ClientReq, response::ClientRes};
    use std::future::{Future, ready};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::{
        RequestInit, Response,
        js_sys::{Object, Reflect},
    };

    /// Calls by `fetch`.
    pub struct Transport;

    /// A request that is to be sent.
    pub struct Call {
        path: String,
        body: String,
    }

    /// An answer that has arrived in full.
    pub struct Answer {
        status: u16,
        body: String,
    }

    /// No function of ours is called in another way.
    const OTHER_WAY: ApiError = ApiError(Error::Transport);

    impl Client<ApiError> for Transport {
        type Request = Call;
        type Response = Answer;

        fn send(call: Call) -> impl Future<Output = Result<Answer, ApiError>> + Send {
            SendWrapper::new(async move { fetch(&call).await.ok_or(OTHER_WAY) })
        }

        #[expect(clippy::manual_async_fn, reason = "the trait demands that the future can be sent")]
        fn open_websocket(
            _path: &str,
        ) -> impl Future<
            Output = Result<(impl Stream<Item = Result<Bytes, Bytes>> + Send + 'static, impl Sink<Bytes> + Send + 'static), ApiError>,
        > + Send {
            async { Err::<(stream::Empty<_>, sink::Drain<_>), _>(OTHER_WAY) }
        }

        fn spawn(future: impl Future<Output = ()> + Send + 'static) {
            spawn_local(future);
        }
    }

    /// The answer; nothing if none came, or if it is none of the server's: a proxy that can't reach it says so in HTML.
    async fn fetch(call: &Call) -> Option<Answer> {
        let headers = Object::new();
        Reflect::set(&headers, &"content-type".into(), &"application/json".into()).ok()?;
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&JsValue::from_str(&call.body));
        init.set_headers(&headers);
        let response: Response = JsFuture::from(window().fetch_with_str_and_init(&call.path, &init)).await.ok()?.dyn_into().ok()?;
        let body = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
        (response.ok() || body.starts_with('{')).then(|| Answer { status: response.status(), body })
    }

    impl ClientReq<ApiError> for Call {
        type FormData = ();

        fn try_new_req_text(path: &str, _: &str, _: &str, body: String, _: Method) -> Result<Self, ApiError> {
            Ok(Self { path: path.to_owned(), body })
        }

        fn try_new_req_bytes(path: &str, kind: &str, accepts: &str, body: Bytes, method: Method) -> Result<Self, ApiError> {
            let body = String::from_utf8(body.into()).map_err(|_| OTHER_WAY)?;
            Self::try_new_req_text(path, kind, accepts, body, method)
        }

        fn try_new_req_query(_: &str, _: &str, _: &str, _: &str, _: Method) -> Result<Self, ApiError> {
            Err(OTHER_WAY)
        }

        fn try_new_req_form_data(_: &str, _: &str, _: &str, (): (), _: Method) -> Result<Self, ApiError> {
            Err(OTHER_WAY)
        }

        fn try_new_req_multipart(_: &str, _: &str, (): (), _: Method) -> Result<Self, ApiError> {
            Err(OTHER_WAY)
        }

        fn try_new_req_streaming(
            _: &str,
            _: &str,
            _: &str,
            _: impl Stream<Item = Bytes> + Send + 'static,
            _: Method,
        ) -> Result<Self, ApiError> {
            Err(OTHER_WAY)
        }
    }

    impl ClientRes<ApiError> for Answer {
        fn try_into_string(self) -> impl Future<Output = Result<String, ApiError>> + Send {
            ready(Ok(self.body))
        }

        fn try_into_bytes(self) -> impl Future<Output = Result<Bytes, ApiError>> + Send {
            ready(Ok(self.body.into()))
        }

        fn try_into_stream(self) -> Result<impl Stream<Item = Result<Bytes, Bytes>> + Send + Sync + 'static, ApiError> {
            Err::<stream::Empty<_>, _>(OTHER_WAY)
        }

        fn status(&self) -> u16 {
            self.status
        }

        fn status_text(&self) -> String {
            String::new()
        }

        /// The server's functions redirect nobody.
        fn location(&self) -> String {
            String::new()
        }

        fn has_redirect(&self) -> bool {
            false
        }
    }
}
