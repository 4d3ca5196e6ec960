use super::*;
use crate::sign_in::Unavailable;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// An application that answers when it is let, and a clock that is moved by hand.
struct Fixture {
    cache: Arc<Cache>,
    milliseconds: Arc<AtomicU64>,
    asked: Arc<AtomicUsize>,
    lets: Arc<Semaphore>,
}

impl Fixture {
    /// With an application that answers at once.
    fn new() -> Self {
        let milliseconds = Arc::new(AtomicU64::new(5000));
        let shown = Arc::clone(&milliseconds);
        let cache = Arc::new(Cache::new(Arc::new(move || Duration::from_millis(shown.load(Ordering::SeqCst)))));
        Self { cache, milliseconds, asked: Arc::default(), lets: Arc::new(Semaphore::new(1000)) }
    }

    fn waiting() -> Self {
        Self { lets: Arc::new(Semaphore::new(0)), ..Self::new() }
    }

    fn advance(&self, milliseconds: u64) {
        self.milliseconds.fetch_add(milliseconds, Ordering::SeqCst);
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// Asks with the key `key`, and hears `answer` if the application is asked.
    fn ask(&self, key: u8, answer: VisitorResult) -> impl Future<Output = VisitorResult> + Send + 'static {
        let (cache, asked, lets) = (Arc::clone(&self.cache), Arc::clone(&self.asked), Arc::clone(&self.lets));
        let ask = move || {
            let (asked, lets, answer) = (Arc::clone(&asked), Arc::clone(&lets), answer.clone());
            async move {
                asked.fetch_add(1, Ordering::SeqCst);
                lets.acquire().await.unwrap().forget();
                answer
            }
            .boxed()
        };
        async move { cache.answer([key; 32], ask).await }
    }
}

fn mira(session: &str) -> VisitorResult {
    Ok(Some(Visitor::new("mira", session)))
}

#[tokio::test]
async fn a_user_is_remembered_for_a_second() {
    let fixture = Fixture::new();
    assert_eq!(fixture.ask(1, mira("m1")).await.unwrap().unwrap().session, "m1");
    fixture.advance(999);
    assert_eq!(fixture.ask(1, mira("m2")).await.unwrap().unwrap().session, "m1");
    assert_eq!(fixture.ask(2, mira("m3")).await.unwrap().unwrap().session, "m3", "another visitor");
    assert_eq!(fixture.asked(), 2);
    fixture.advance(1);
    assert_eq!(fixture.ask(1, mira("m2")).await.unwrap().unwrap().session, "m2");
}

#[tokio::test]
async fn the_second_begins_with_the_request() {
    let fixture = Fixture::waiting();
    let slow = tokio::spawn(fixture.ask(1, mira("m1")));
    tokio::task::yield_now().await;
    fixture.advance(1000);
    fixture.lets.add_permits(1);
    slow.await.unwrap().unwrap();
    fixture.lets.add_permits(1);
    assert!(fixture.ask(1, Ok(None)).await.unwrap().is_none(), "the remembered answer is a second old");
}

#[tokio::test]
async fn nobody_and_failures_are_never_remembered() {
    let fixture = Fixture::new();
    assert!(fixture.ask(1, Ok(None)).await.unwrap().is_none());
    assert!(fixture.ask(1, Err(Unavailable::because("down"))).await.is_err());
    assert!(fixture.ask(1, mira("m1")).await.unwrap().is_some());
    assert_eq!(fixture.asked(), 3);
    fixture.advance(1000);
    assert!(fixture.ask(1, Err(Unavailable::because("down"))).await.is_err(), "the last user isn't assumed");
    assert!(fixture.ask(1, Ok(None)).await.unwrap().is_none());
}

#[tokio::test]
async fn the_same_question_is_asked_once_at_a_time() {
    let fixture = Fixture::waiting();
    let all: Vec<_> = (0..500).flat_map(|_| [1, 2]).map(|key| tokio::spawn(fixture.ask(key, mira("m1")))).collect();
    tokio::task::yield_now().await;
    fixture.lets.add_permits(2);
    for one in all {
        assert!(one.await.unwrap().unwrap().is_some());
    }
    assert_eq!(fixture.asked(), 2, "once for each of two visitors");
}

#[tokio::test]
async fn the_first_to_ask_may_go_away() {
    let fixture = Fixture::waiting();
    let first = tokio::spawn(fixture.ask(1, mira("m1")));
    tokio::task::yield_now().await;
    let second = tokio::spawn(fixture.ask(1, mira("m2")));
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.is_err());
    fixture.lets.add_permits(1);
    assert_eq!(second.await.unwrap().unwrap().unwrap().session, "m1", "the first request goes on");
    assert_eq!(fixture.asked(), 1);

    fixture.advance(2000);
    let alone = tokio::spawn(fixture.ask(1, mira("m3")));
    tokio::task::yield_now().await;
    alone.abort();
    assert!(alone.await.is_err());
    assert!(fixture.cache.lock().asking.is_empty(), "and nothing is left of one that nobody waits for");
    fixture.lets.add_permits(1);
    assert_eq!(fixture.ask(1, mira("m4")).await.unwrap().unwrap().session, "m4");
}

#[tokio::test]
async fn nobody_from_before_is_no_answer_for_a_visitor_who_came_later() {
    let fixture = Fixture::waiting();
    let early = tokio::spawn(fixture.ask(1, Ok(None)));
    tokio::task::yield_now().await;
    fixture.advance(10);
    // Signed in meanwhile, with the same cookie.
    let late = tokio::spawn(fixture.ask(1, mira("m1")));
    tokio::task::yield_now().await;
    assert_eq!(fixture.asked(), 1, "one request at a time");
    fixture.lets.add_permits(2);
    assert!(early.await.unwrap().unwrap().is_none());
    assert!(late.await.unwrap().unwrap().is_some());
    assert_eq!(fixture.asked(), 2);
}

#[tokio::test]
async fn a_session_that_ended_is_forgotten_even_if_its_answer_is_on_its_way() {
    let fixture = Fixture::new();
    fixture.ask(1, mira("m1")).await.unwrap();
    fixture.ask(2, mira("m2")).await.unwrap();
    fixture.cache.forget("m1");
    assert!(fixture.ask(1, Ok(None)).await.unwrap().is_none());
    assert!(fixture.ask(2, Ok(None)).await.unwrap().is_some(), "the other one stays");

    let fixture = Fixture::waiting();
    let on_its_way = tokio::spawn(fixture.ask(1, mira("m1")));
    tokio::task::yield_now().await;
    fixture.cache.forget("m1");
    fixture.lets.add_permits(2);
    on_its_way.await.unwrap().unwrap();
    assert!(fixture.ask(1, Ok(None)).await.unwrap().is_none());
}

#[tokio::test]
async fn the_memory_is_limited_and_emptied() {
    let fixture = Fixture::new();
    let visitor = Visitor::new("a", "b");
    let key = |number: u32| {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&number.to_be_bytes());
        key
    };
    let now = (fixture.cache.uptime)();
    for number in 0..10_001 {
        fixture.cache.remember(key(number), &Ok(Some(visitor.clone())), now, 0);
    }
    assert_eq!(fixture.cache.lock().known.len(), MOST);
    fixture.advance(1000);
    fixture.cache.remember(key(0), &Ok(Some(visitor.clone())), (fixture.cache.uptime)(), 0);
    assert_eq!(fixture.cache.lock().known.len(), 1, "the old ones make room");
}
