//! `latchkey check`: how the application beside Latchkey answers.

use super::say;
use crate::cli::Check;
use anyhow::{Context, bail};
use http::{HeaderMap, HeaderValue, header::COOKIE};
use server::{
    clock,
    gates::{Gates, Outcome},
    settings::{ApplicationSettings, Settings},
    who::{Heard, Verdict, WhoEndpoint},
};
use std::{fs, io, path::Path};

pub(super) async fn run(settings: &Settings, command: &Check) -> anyhow::Result<()> {
    let Some(application) = &settings.application else {
        bail!("application.who isn't set: Latchkey runs by itself, and no application is asked");
    };
    match command {
        Check::Who { cookie } => who(settings, application, cookie.as_deref()).await,
        Check::Gates { cookie, paths, path } => gates(settings, application, cookie, paths.as_deref(), path).await,
    }
}

async fn who(settings: &Settings, application: &ApplicationSettings, cookie: Option<&str>) -> anyhow::Result<()> {
    let mut headers = HeaderMap::new();
    if let Some(cookie) = cookie {
        headers.insert(COOKIE, read_cookie(cookie)?);
    }
    let endpoint = WhoEndpoint::new(application, &settings.public_origin, clock::uptime())?;
    let Heard { status, took, verdict, sets_cookies } = endpoint.ask_once(&headers).await;
    // Its query may have a secret.
    say(&format!("asked: {}{}", application.who.origin().ascii_serialization(), application.who.path()))?;
    say(&format!("status: {}", status.map_or("none".to_owned(), |status| status.to_string())))?;
    say(&format!("time: {} ms", took.as_millis()))?;
    if sets_cookies {
        say("warning: the answer sets cookies, which are dropped")?;
    }
    match verdict {
        Verdict::Nobody => say("verdict: nobody is signed in"),
        Verdict::Somebody(visitor) => {
            say("verdict: signed in")?;
            say(&format!("id: {}", shown(&visitor.id)))?;
            say(&format!("name: {}", if visitor.name.is_empty() { "none".to_owned() } else { shown(&visitor.name) }))?;
            // Not the session itself: it is nobody's business but the two servers'.
            say(&format!("session: {} characters", visitor.session.chars().count()))?;
            match &visitor.address {
                Some(address) if address.confirmed => say(&format!("address: {}", shown(&address.text)))?,
                Some(address) => say(&format!("address: {}, not confirmed: no mail goes there", shown(&address.text)))?,
                None => {}
            }
            visitor.language.iter().try_for_each(|language| say(&format!("language: {}", shown(language))))
        }
        Verdict::Unavailable(reason) => bail!("the application can't tell who is signed in: {reason}"),
    }
}

async fn gates(
    settings: &Settings,
    application: &ApplicationSettings,
    cookie: &str,
    file: Option<&Path>,
    more: &[String],
) -> anyhow::Result<()> {
    let listed = match file {
        Some(file) => fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?,
        None => String::new(),
    };
    let listed = listed.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let paths: Vec<&str> = listed.chain(more.iter().map(String::as_str)).collect();
    if paths.is_empty() {
        bail!("there is no path to check: name some, or a file with --paths");
    }
    let gates = Gates::new(&settings.public_origin, application, read_cookie(cookie)?)?;
    gates.expect_half_session().await.map_err(anyhow::Error::msg)?;
    let mut not_closed = 0;
    for path in &paths {
        let (outcome, told) = gates.check(path).await;
        // The page may have ended the session, so that all others would be closed to it.
        if let Err(reason) = gates.expect_half_session().await {
            bail!("{path} {told}: after that, the session isn't the same any more ({reason}); leave the path out, and begin again");
        }
        not_closed += usize::from(outcome != Outcome::Closed);
        say(&format!("{:7}  {path}  {told}", outcome.to_string()))?;
    }
    if not_closed > 0 {
        bail!("{not_closed} of {} paths aren't known to be closed to a session without its second factor", paths.len());
    }
    say(&format!("all {} paths are closed to a session without its second factor", paths.len()))
}

/// A value of a user on one line: control characters could command the terminal.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { c.escape_default().to_string() } else { c.to_string() }).collect()
}

/// The value of the `Cookie` header: the argument, or a line of the standard input for `-`.
fn read_cookie(argument: &str) -> anyhow::Result<HeaderValue> {
    let line = match argument {
        "-" => {
            let mut line = String::new();
            io::stdin().read_line(&mut line).context("can't read the cookies from the standard input")?;
            line
        }
        argument => argument.to_owned(),
    };
    let line = line.trim();
    // As browsers' tools copy it.
    let value = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("cookie")).map_or(line, |(_, value)| value.trim());
    HeaderValue::from_str(value)
        .ok()
        .filter(|value| !value.is_empty())
        .context("the cookies must be one line, such as name=value; name=value")
}
