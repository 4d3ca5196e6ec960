//! Closes connections whose client doesn't read its response.
//!
//! A client that stops reading fills the buffers of both sides, and the server then waits for it while it occupies one of the limited connections.
//! Neither the request timeout nor the header timeout applies then: the request is finished, and the next one isn't being read yet.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// The number of bytes that a client must read within the deadline. With a lower limit of one byte, a client could keep a connection forever.
const PROGRESS: usize = 8 * 1024;

/// A stream that fails with [`io::ErrorKind::TimedOut`] if its peer reads too slowly.
pub(super) struct WriteDeadline<S> {
    stream: S,
    within: Duration,
    stall: Option<Stall>,
}

/// The time of the first write that the peer didn't accept completely.
struct Stall {
    deadline: Pin<Box<Sleep>>,
    written: usize,
}

impl<S> WriteDeadline<S> {
    /// Gives the peer of `stream` this much time for each few kilobytes.
    pub(super) fn new(stream: S, within: Duration) -> Self {
        Self { stream, within, stall: None }
    }

    /// Evaluates the result of writing `offered` bytes.
    fn judge(&mut self, cx: &mut Context<'_>, offered: usize, result: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match result {
            Poll::Ready(Ok(written)) => {
                let taken = self.stall.as_mut().map_or(0, |stall| {
                    stall.written = stall.written.saturating_add(written);
                    stall.written
                });
                if written == offered || taken >= PROGRESS {
                    self.stall = None;
                }
                Poll::Ready(Ok(written))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                let within = self.within;
                let stall = self.stall.get_or_insert_with(|| Stall { deadline: Box::pin(sleep(within)), written: 0 });
                ready!(stall.deadline.as_mut().poll(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for WriteDeadline<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.judge(cx, bytes.len(), result)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, slices: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.judge(cx, slices.iter().map(|slice| slice.len()).sum(), result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WriteDeadline<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;
    use tokio::{
        net::{TcpListener, TcpStream},
        time::timeout,
    };

    const WITHIN: Duration = Duration::from_millis(300);

    async fn pair() -> (WriteDeadline<TcpStream>, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        (WriteDeadline::new(listener.accept().await.unwrap().0, WITHIN), client)
    }

    async fn write(stream: &mut WriteDeadline<TcpStream>) -> io::Result<usize> {
        poll_fn(|cx| Pin::new(&mut *stream).poll_write(cx, &[0; 64 * 1024])).await
    }

    /// Writes many times, and returns the first error.
    async fn write_much(stream: &mut WriteDeadline<TcpStream>) -> io::Result<()> {
        for _ in 0..1000 {
            write(stream).await?;
        }
        Ok(())
    }

    #[tokio::test]
    async fn a_client_that_never_reads_is_given_up() {
        let (mut stream, _client) = pair().await;
        let ended = timeout(Duration::from_secs(10), write_much(&mut stream)).await.unwrap();
        assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_client_that_reads_now_and_then_is_waited_for() {
        let (mut stream, client) = pair().await;
        let reader = tokio::spawn(async move {
            let mut taken = vec![0; 1024 * 1024];
            loop {
                sleep(WITHIN / 6).await;
                client.readable().await.unwrap();
                if matches!(client.try_read(&mut taken), Ok(0)) {
                    break;
                }
            }
        });
        timeout(Duration::from_secs(60), write_much(&mut stream)).await.unwrap().unwrap();
        drop(stream);
        reader.await.unwrap();
    }
}
