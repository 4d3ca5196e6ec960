//! `latchkey check`: how the application beside Latchkey answers.

use super::say;
use crate::cli::Check;
use anyhow::{Context, bail};
use http::{HeaderMap, HeaderValue, header::COOKIE};
use mfa::{SystemClock, Visitor};
use server::{
    application_token::{ApplicationToken, TokenVerdict},
    clock,
    gates::{Gates, Outcome},
    settings::{ApplicationSettings, IdentitySource, Settings, TokenKeys, TokenPlace, TokenSettings, WhoSettings},
    who::{WhoEndpoint, WhoReport},
};
use std::{fs, io, path::Path, sync::Arc};

pub(super) async fn run(settings: &Settings, command: &Check) -> anyhow::Result<()> {
    let Some(application) = &settings.application else {
        bail!("neither application.who nor a token is set: Latchkey runs by itself, and no application is asked");
    };
    match command {
        Check::Who { cookie, token } => match (&application.identity, token) {
            (IdentitySource::Token(tokens), token) => judge(settings, tokens, cookie.as_deref(), token.as_deref()).await,
            (IdentitySource::Endpoint(who), None) => ask(settings, who, cookie.as_deref()).await,
            (IdentitySource::Endpoint(_), Some(_)) => {
                bail!("application.who is asked about cookies; --token is for an application that signs tokens")
            }
        },
        Check::Gates { cookie, paths, path } => gates(settings, application, cookie, paths.as_deref(), path).await,
    }
}

async fn ask(settings: &Settings, who: &WhoSettings, cookie: Option<&str>) -> anyhow::Result<()> {
    let mut headers = HeaderMap::new();
    if let Some(cookie) = cookie {
        headers.insert(COOKIE, read_cookie(cookie)?);
    }
    let endpoint = WhoEndpoint::new(who, &settings.public_origin, clock::uptime())?;
    let WhoReport { status, took, verdict, sets_cookies } = endpoint.ask_once(&headers).await;
    // Its query may have a secret.
    say(&format!("asked: {}{}", who.address.origin().ascii_serialization(), who.address.path()))?;
    say(&format!("status: {}", status.map_or("none".to_owned(), |status| status.to_string())))?;
    say(&format!("time: {} ms", took.as_millis()))?;
    if sets_cookies {
        say("warning: the answer sets cookies, which are dropped")?;
    }
    match verdict {
        Ok(None) => say("verdict: nobody is signed in"),
        Ok(Some(visitor)) => say_visitor(&visitor),
        Err(reason) => bail!("the application can't tell who is signed in: {reason}"),
    }
}

/// The token of a browser, or one that was given by itself.
async fn judge(settings: &Settings, tokens: &TokenSettings, cookie: Option<&str>, token: Option<&str>) -> anyhow::Result<()> {
    let mut headers = HeaderMap::new();
    if let Some(cookie) = cookie {
        headers.insert(COOKIE, read_cookie(cookie)?);
    }
    let verifier = ApplicationToken::new(tokens, &settings.public_origin, Arc::new(SystemClock), clock::uptime())?;
    say(&match &tokens.place {
        TokenPlace::Cookie(name) => format!("token: cookie {name}"),
        TokenPlace::Header(name) => format!("token: header {name}"),
    })?;
    let keys = verifier.count_keys().await;
    match (&tokens.keys, &keys) {
        (TokenKeys::Shared(_), _) => say("keys: shared, HS256")?,
        (TokenKeys::Published(address), Ok(number)) => {
            // Its query may have a secret.
            say(&format!("keys: {number} at {}{}", address.origin().ascii_serialization(), address.path()))?;
        }
        (TokenKeys::Published(_), Err(reason)) => bail!("nobody can be told to be signed in: {reason}"),
    }
    let judged = match token {
        Some(token) => verifier.judge_text(&read_line(token, "the token")?).await,
        None => verifier.judge(&headers).await,
    };
    match judged {
        TokenVerdict::Somebody(visitor) => say_visitor(&visitor),
        TokenVerdict::Nobody => say("verdict: nobody is signed in, since there is no token"),
        TokenVerdict::Refused(reason) => {
            say("verdict: nobody is signed in, since the token isn't valid")?;
            say(&format!("reason: {reason}"))
        }
        TokenVerdict::Unavailable(reason) => bail!("nobody can be told to be signed in: {reason}"),
    }
}

fn say_visitor(visitor: &Visitor) -> anyhow::Result<()> {
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
    let line = read_line(argument, "the cookies")?;
    let line = line.as_str();
    // As browsers' tools copy it.
    let value = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("cookie")).map_or(line, |(_, value)| value.trim());
    HeaderValue::from_str(value)
        .ok()
        .filter(|value| !value.is_empty())
        .context("the cookies must be one line, such as name=value; name=value")
}

/// The argument, or a line of the standard input for `-`.
fn read_line(argument: &str, content: &str) -> anyhow::Result<String> {
    let mut line = argument.to_owned();
    if argument == "-" {
        line.clear();
        io::stdin().read_line(&mut line).with_context(|| format!("can't read {content} from the standard input"))?;
    }
    Ok(line.trim().to_owned())
}
