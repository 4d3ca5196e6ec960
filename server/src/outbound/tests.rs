//! Requests over real connections on this machine.

use super::{Answer, Client, Failure, Limits};
use axum::body::Body;
use http::{HeaderMap, Request};
use std::{
    future::Future,
    net::IpAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::sleep,
};
use url::Url;

const LIMITS: Limits =
    Limits { allows: |address| address.is_loopback(), deadline: Duration::from_millis(500), longest_body: Some(1024), at_once: 2 };

/// The requests that a server has received, as they were written.
type Received = Arc<Mutex<Vec<String>>>;

/// A server that calls `answer` for each connection once the request's head has arrived.
async fn serve<F>(answer: impl Fn(TcpStream) -> F + Send + Sync + 'static) -> (Url, Received)
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/who?a=b", listener.local_addr().unwrap()).parse().unwrap();
    let received = Received::default();
    let kept = Arc::clone(&received);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                if stream.read(&mut byte).await.unwrap_or(0) == 0 {
                    break;
                }
                head.push(byte[0]);
            }
            kept.lock().unwrap().push(String::from_utf8(head).unwrap());
            tokio::spawn(answer(stream));
        }
    });
    (url, received)
}

/// A server that answers these bytes and closes the connection.
async fn answering(text: impl Into<Arc<str>>) -> (Url, Received) {
    let text = text.into();
    serve(move |mut stream| {
        let text = Arc::clone(&text);
        async move {
            let _ = stream.write_all(text.as_bytes()).await;
        }
    })
    .await
}

async fn get(url: &Url, limits: Limits) -> Result<Answer, Failure> {
    Client::plain(limits).send(url, Request::new(Body::empty())).await
}

#[tokio::test]
async fn one_request_and_its_answer() {
    let (url, received) = answering("HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 5\r\n\r\nhello").await;
    let mut request = Request::new(Body::empty());
    *request.headers_mut() = HeaderMap::from_iter([("x-c".parse().unwrap(), "d".parse().unwrap())]);
    let answer = Client::plain(LIMITS).send(&url, request).await.unwrap();
    assert_eq!((answer.status.as_u16(), &*answer.body), (200, &b"hello"[..]));
    assert_eq!(answer.headers["x-a"], "b");
    let [head] = received.lock().unwrap().clone().try_into().unwrap();
    assert!(head.starts_with("GET /who?a=b HTTP/1.1\r\n"), "{head}");
    for line in ["x-c: d", "connection: close", &format!("host: 127.0.0.1:{}", url.port().unwrap())] {
        assert!(head.contains(&format!("{line}\r\n")), "{line} in {head}");
    }
}

#[tokio::test]
async fn a_host_that_is_given_stays() {
    let (url, received) = answering("HTTP/1.1 204 No Content\r\n\r\n").await;
    let request = Request::builder().header("host", "shop.example.org").body(Body::empty()).unwrap();
    Client::plain(LIMITS).send(&url, request).await.unwrap();
    assert!(received.lock().unwrap()[0].contains("\r\nhost: shop.example.org\r\n"));
}

#[tokio::test]
async fn redirects_are_answers() {
    let (url, received) = answering("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n").await;
    assert_eq!(get(&url, LIMITS).await.unwrap().status.as_u16(), 302);
    assert_eq!(received.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_long_answer_is_cut() {
    for length in ["Content-Length: 1025", "Transfer-Encoding: chunked"] {
        let body = if length.starts_with('T') { format!("401\r\n{}\r\n0\r\n\r\n", "x".repeat(1025)) } else { "x".repeat(1025) };
        let (url, _) = answering(format!("HTTP/1.1 200 OK\r\n{length}\r\n\r\n{body}")).await;
        assert!(matches!(get(&url, LIMITS).await, Err(Failure::TooLong(1024))), "{length}");
    }
    let (url, _) = answering(format!("HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n{}", "x".repeat(1024))).await;
    assert_eq!(get(&url, LIMITS).await.unwrap().body.len(), 1024);
    let (url, _) = answering(format!("HTTP/1.1 200 OK\r\nX-A: {}\r\n\r\n", "x".repeat(64 * 1024))).await;
    assert!(matches!(get(&url, LIMITS).await, Err(Failure::Protocol(_))));
}

#[tokio::test]
async fn an_endless_answer_ends_at_the_deadline_and_so_does_silence() {
    let (endless, _) = serve(async |mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await;
        while stream.write_all(b"1\r\nx\r\n").await.is_ok() {
            sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    assert!(matches!(get(&endless, LIMITS).await, Err(Failure::TooLate(_))));
    let (silent, _) = serve(async |stream| {
        sleep(Duration::from_secs(60)).await;
        drop(stream);
    })
    .await;
    assert!(matches!(get(&silent, LIMITS).await, Err(Failure::TooLate(_))));
}

#[tokio::test]
async fn half_an_answer_is_none() {
    let (url, _) = answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").await;
    assert!(matches!(get(&url, LIMITS).await, Err(Failure::Incomplete)));
    for nonsense in ["", "hello\r\n\r\n", "HTTP/1.1 200 OK\r\n", "SSH-2.0-OpenSSH\r\n\r\n"] {
        let (url, _) = answering(nonsense).await;
        assert!(matches!(get(&url, LIMITS).await, Err(Failure::Protocol(_))), "{nonsense:?}");
    }
}

#[tokio::test]
async fn an_address_that_is_not_allowed_is_not_connected_to() {
    let (url, received) = answering("HTTP/1.1 200 OK\r\n\r\n").await;
    let nowhere = Limits { allows: |_: IpAddr| false, ..LIMITS };
    assert!(matches!(get(&url, nowhere).await, Err(Failure::NotAllowed(_))));
    let mut by_name = url.clone();
    by_name.set_host(Some("localhost")).unwrap();
    assert!(matches!(get(&by_name, nowhere).await, Err(Failure::NotAllowed(_))));
    assert!(received.lock().unwrap().is_empty());
    assert!(get(&by_name, LIMITS).await.is_ok(), "whichever address the name has first");
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    assert!(matches!(get(&url, LIMITS).await, Err(Failure::Connection(_))));
    assert!(matches!(
        get(&"http://no-such-name.invalid/".parse().unwrap(), LIMITS).await,
        Err(Failure::Unresolved(_) | Failure::TooLate(_))
    ));
}

#[tokio::test]
async fn https_is_never_requested_without_tls() {
    let (mut url, received) = answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    // `Url` doesn't change the scheme in place.
    url = url.as_str().replace("http://", "https://").parse().unwrap();
    assert!(matches!(get(&url, LIMITS).await, Err(Failure::NotSupported)));
    let client = Client::plain(LIMITS).with_tls().unwrap();
    let sent = client.send(&url, Request::builder().header("latchkey-key", "secret").body(Body::empty()).unwrap()).await;
    assert!(matches!(sent, Err(Failure::Tls(_) | Failure::TooLate(_))));
    assert!(received.lock().unwrap().iter().all(|head| !head.contains("secret")));
}

#[tokio::test]
async fn requests_wait_for_their_turn_within_the_deadline() {
    let (url, _) = serve(async |mut stream| {
        sleep(Duration::from_millis(300)).await;
        let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await;
    })
    .await;
    let client = Client::plain(LIMITS);
    let send = || client.send(&url, Request::new(Body::empty()));
    let (first, second, third) = tokio::join!(send(), send(), send());
    let late = [first, second, third].iter().filter(|answer| matches!(answer, Err(Failure::TooLate(_)))).count();
    assert_eq!(late, 1, "two at once; the third one has to wait and is too late");
}
