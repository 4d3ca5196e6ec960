//! One HTTP/1.1 request and its answer over a connection, which is closed afterwards.

use super::Failure;
use axum::body::{Body, Bytes};
use futures::StreamExt;
use http::{
    HeaderMap, HeaderValue, Request, StatusCode, Uri,
    header::{CONNECTION, HOST},
};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    task::JoinHandle,
};
use url::{Position, Url};

/// The maximum size of status line and headers together.
const LONGEST_HEADERS: usize = 32 * 1024;

/// A complete answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// The task that reads from and writes to the connection. It ends when this is dropped, and closes the connection.
struct Connection(JoinHandle<()>);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub(super) async fn exchange<S>(stream: S, to: &Url, mut request: Request<Body>, longest_body: Option<usize>) -> Result<Answer, Failure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    // The part of the URL that the request line has: path and query.
    *request.uri_mut() = to[Position::BeforePath..Position::AfterQuery].parse::<Uri>().map_err(|_| Failure::NotSupported)?;
    let host = HeaderValue::from_str(&to[Position::BeforeHost..Position::AfterPort]).map_err(|_| Failure::NotSupported)?;
    request.headers_mut().entry(HOST).or_insert(host);
    request.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));

    let builder = http1::Builder::new().max_buf_size(LONGEST_HEADERS).to_owned();
    let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await.map_err(Failure::Protocol)?;
    let _connection = Connection(tokio::spawn(async move {
        // Its error is also that of the request.
        let _ = connection.await;
    }));
    let (head, body) = sender.send_request(request).await.map_err(Failure::Protocol)?.into_parts();
    let body = match longest_body {
        Some(longest) => read(Body::new(body), longest).await?,
        None => Bytes::new(),
    };
    Ok(Answer { status: head.status, headers: head.headers, body })
}

async fn read(body: Body, longest: usize) -> Result<Bytes, Failure> {
    let mut chunks = body.into_data_stream();
    let mut read = Vec::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Failure::Incomplete)?;
        if read.len() + chunk.len() > longest {
            return Err(Failure::TooLong(longest));
        }
        read.extend_from_slice(&chunk);
    }
    Ok(read.into())
}
