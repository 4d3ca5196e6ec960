//! Whether anonymous clients can hold up everybody else: `cargo xtask bench flood`, or `flood N` for other than forty clients.
//!
//! The clients come from one address, and each sends the same costly thing over and over. Meanwhile somebody at another address asks for
//! `/healthz` and signs in. The server's limit of sign-ins per minute is out of the way, so only what bounds the work of a request protects it.
//! The benchmark fails if one in a hundred of the other's requests takes a second.

use crate::{
    account::{Account, Lab, PASSWORD},
    client,
    report::{Figure, Report},
    server::Server,
};
use std::{
    io::ErrorKind,
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{task::JoinSet, time::sleep};

/// Where the flood comes from.
const FLOOD: &str = "127.0.0.9";
/// Where the others are.
const ELSEWHERE: &str = "127.0.0.2";
/// Clients, if no number is given.
const CLIENTS: usize = 40;
/// Connections that are never read from, for each client.
const STALLED_PER_CLIENT: usize = 25;
/// How long each flood is measured.
const MEASURED: Duration = Duration::from_secs(20);
/// Between one request of those elsewhere and the next.
const PAUSE: Duration = Duration::from_millis(50);
/// No other request may take longer, but for one in a hundred.
const LONGEST: Duration = Duration::from_secs(1);
/// The longest body that is read.
const BODY: usize = 64 * 1024;
/// Characters that the password estimator can read as most letters, in most ways.
const LOOK_ALIKES: &str = "@4({[<3691!|0$5+7%2";

/// The request that each client sends.
#[derive(Clone, Copy)]
enum Flood {
    Nothing,
    ManyFields,
    LongFields,
    ManyKeys,
    NewPasswords,
    WrongPasswords,
    Stalled,
}

const FLOODS: [Flood; 7] =
    [Flood::Nothing, Flood::ManyFields, Flood::LongFields, Flood::ManyKeys, Flood::NewPasswords, Flood::WrongPasswords, Flood::Stalled];

impl Flood {
    fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::ManyFields => "forms with as many fields as fit in",
            Self::LongFields => "forms with fields as long as fit in",
            Self::ManyKeys => "JSON with as many keys as fit in",
            Self::NewPasswords => "new passwords that take the estimator longest",
            Self::WrongPasswords => "wrong passwords",
            Self::Stalled => "requests whose answers are never read",
        }
    }

    /// Path, type and body of the `number`-th request of a client.
    fn request(self, client: usize, number: usize) -> (&'static str, &'static str, String) {
        const FORM: &str = "application/x-www-form-urlencoded";
        const JSON: &str = "application/json";
        let email = format!("flood-{client}-{number}%40example.org");
        match self {
            Self::ManyFields => ("/language", FORM, (0..BODY / 4).map(|number| format!("{:x}&", number % 4096)).collect()),
            Self::LongFields => {
                let long = "%EF%AC%AC".repeat(BODY / 20);
                ("/sign-in", FORM, format!("email={long}%40example.org&password={long}"))
            }
            Self::ManyKeys => {
                let keys: String = (0..1500).map(|number| format!("\"{number:x}\":[],")).collect();
                ("/api/latchkey/passkey/sign-in/begin", JSON, format!("{{{keys}\"next\":null}}"))
            }
            Self::NewPasswords => {
                let password = url::form_urlencoded::byte_serialize(LOOK_ALIKES.repeat(13).as_bytes()).collect::<String>();
                ("/sign-up", FORM, format!("email={email}&password={password}"))
            }
            Self::Nothing | Self::WrongPasswords | Self::Stalled => ("/sign-in", FORM, format!("email={email}&password=wrong")),
        }
    }
}

/// `flood`, or `flood N`, among the arguments, to which cargo adds its own.
pub(crate) fn asked_for() -> Option<usize> {
    let arguments: Vec<String> = std::env::args().collect();
    let at = arguments.iter().position(|argument| argument == "flood")?;
    Some(arguments.get(at + 1).and_then(|number| number.parse().ok()).unwrap_or(CLIENTS))
}

pub(crate) async fn run(clients: usize, report: &mut Report) {
    let lab = Lab::open(None).await;
    let accounts = lab.accounts(4).await;
    let server = Server::start(&lab).await;
    let mut slow = Vec::new();
    for flood in FLOODS {
        eprintln!("under {}", flood.name());
        let mut flooding = begin(flood, clients, &server);
        sleep(Duration::from_secs(2)).await;
        let (healthz, sign_in) = tokio::join!(ask(&server), sign_in(&server, &accounts));
        for (what, figure) in [("`/healthz`", healthz), ("a sign-in", sign_in)] {
            if figure.p99() >= LONGEST {
                slow.push(format!("{what} under {}: {:?}", flood.name(), figure.p99()));
            }
            report.add_flood(flood.name(), what, &figure);
        }
        flooding.shutdown().await;
        // Time for the server to empty its queue before the next flood begins.
        sleep(Duration::from_secs(3)).await;
    }
    report.print_floods();
    assert!(slow.is_empty(), "one in a hundred took too long: {}", slow.join(", "));
}

/// Starts the flood, which ends with what is returned.
fn begin(flood: Flood, clients: usize, server: &Server) -> JoinSet<()> {
    let mut flooding = JoinSet::new();
    match flood {
        Flood::Nothing => {}
        Flood::Stalled => {
            for _ in 0..clients * STALLED_PER_CLIENT {
                flooding.spawn(stall(server.address));
            }
        }
        _ => {
            for client in 0..clients {
                flooding.spawn(send(flood, client, server.address, server.origin.clone()));
            }
        }
    }
    flooding
}

/// Sends one request after the other, whatever is answered.
async fn send(flood: Flood, client: usize, server: SocketAddr, origin: String) {
    let mut connection = client::connect_from(FLOOD, server).await;
    for number in 0.. {
        let (path, content_type, body) = flood.request(client, number);
        let sent = match &mut connection {
            Some(open) => open.try_exchange(client::post(path, &origin, None, content_type, &body)).await,
            None => None,
        };
        if sent.is_none() {
            sleep(Duration::from_millis(200)).await;
            connection = client::connect_from(FLOOD, server).await;
        }
    }
}

/// Asks for pages without reading one, and connects anew when it is cut off.
async fn stall(server: SocketAddr) {
    // More pages than any buffer keeps, asked for at once: this program needs the processor less than the server does.
    let requests = "GET /sign-in HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(500);
    loop {
        if let Ok(stream) = client::stream_from(FLOOD, server).await {
            while !stream.try_write(requests.as_bytes()).is_err_and(|error| error.kind() != ErrorKind::WouldBlock) {
                sleep(Duration::from_millis(500)).await;
            }
        }
        sleep(Duration::from_secs(2)).await;
    }
}

async fn ask(server: &Server) -> Figure {
    let mut elsewhere = client::connect_from(ELSEWHERE, server.address).await.unwrap();
    measure(async |_| assert_eq!(elsewhere.get("/healthz", "").await, 200)).await
}

async fn sign_in(server: &Server, accounts: &[Account]) -> Figure {
    let mut elsewhere = client::connect_from(ELSEWHERE, server.address).await.unwrap();
    measure(async |number| {
        let account = accounts.get(number % accounts.len()).unwrap();
        let body = format!("email={}&password={PASSWORD}", account.email.replace('@', "%40"));
        assert_eq!(elsewhere.post("/sign-in", &server.origin, None, &body).await, 303, "a right password is accepted");
    })
    .await
}

/// Does the same for a while, and measures how long each time takes.
async fn measure(mut request: impl AsyncFnMut(usize)) -> Figure {
    let began = Instant::now();
    let mut took = Vec::new();
    while began.elapsed() < MEASURED {
        let asked = Instant::now();
        request(took.len()).await;
        took.push(asked.elapsed());
        sleep(PAUSE).await;
    }
    Figure::new(took, began.elapsed())
}
