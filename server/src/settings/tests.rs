//! Accepted settings, and the error messages of all others.

use super::*;

fn read(file: &str, variables: &[(&str, &str)]) -> Result<Settings, String> {
    let mut source = Source::default();
    let variables = variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    source
        .add_file(Path::new("Leptos.toml"), file)
        .and_then(|()| source.add_environment(variables))
        .and_then(|()| Settings::interpret(&source))
        .map_err(|error| error.to_string())
}

#[track_caller]
fn refused(file: &str, variables: &[(&str, &str)], expected: &str) {
    match read(file, variables) {
        Ok(_) => panic!("accepted, but expected: {expected}"),
        Err(line) => assert_eq!(line, expected),
    }
}

#[test]
fn nothing_set_means_the_defaults() {
    let settings = read("", &[]).unwrap();
    assert_eq!(settings.addr.to_string(), "127.0.0.1:3000");
    assert_eq!(settings.public_origin.as_str(), "http://localhost:3000/");
    assert_eq!(settings.database_url, "sqlite://data/latchkey.db");
    assert_eq!(settings.idle, Duration::from_secs(1800));
    assert_eq!((settings.password_hashes, settings.audit_personal_days), (None, 0));
    assert!(settings.is_loopback() && settings.trusted_proxies.is_empty() && settings.support.is_none());
}

#[test]
fn the_origin_follows_the_port() {
    let settings = read("", &[("LATCHKEY__SERVER__ADDR", "127.0.0.1:4000")]).unwrap();
    assert_eq!(settings.public_origin.as_str(), "http://localhost:4000/");
}

#[test]
fn the_environment_wins_over_the_file() {
    let file = "[server]\naddr = \"127.0.0.1:1\"\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[session]\nidle_minutes = 5\n";
    let settings = read(file, &[("LATCHKEY__SERVER__ADDR", "127.0.0.1:2"), ("PATH", "/bin"), ("LATCHKEY_TEST", "x")]).unwrap();
    assert_eq!(settings.addr.port(), 2);
    assert_eq!(settings.trusted_proxies.len(), 2);
    assert_eq!(settings.idle, Duration::from_secs(300));
    let settings = read(file, &[("LATCHKEY__SERVER__TRUSTED_PROXIES", "10.1.0.0/16, 10.2.0.0/16, ::1")]).unwrap();
    assert_eq!(settings.trusted_proxies.len(), 3);
}

#[test]
fn days_of_the_audit_are_counted() {
    assert_eq!(read("[audit]\npersonal_days = 180\n", &[]).unwrap().audit_personal_days, 180);
    let expected = "Leptos.toml: `audit.personal_days` must be a whole number from 0 to 36500, but is -1";
    refused("[audit]\npersonal_days = -1\n", &[], expected);
}

#[test]
fn the_table_of_the_build_tools_is_left_to_them() {
    assert!(read("[[workspace.metadata.leptos]]\noutput-name = \"latchkey\"\n[log]\nformat = \"json\"\n", &[]).is_ok());
}

#[test]
fn unknown_keys_stop_the_start() {
    refused(
        "[session]\nidle_minuts = 3\n",
        &[],
        "Leptos.toml: unknown key `session.idle_minuts`; the keys of [session] are idle_minutes, absolute_hours",
    );
    refused(
        "[sesion]\nidle_minutes = 3\n",
        &[],
        "Leptos.toml: unknown key `sesion.idle_minutes`; the tables are server, brand, database, secrets, session, limits, mail, application, forward_auth, tokens, audit, log",
    );
    refused(
        "addr = \"127.0.0.1:3000\"\n",
        &[],
        "Leptos.toml: unknown key `addr`; the tables are server, brand, database, secrets, session, limits, mail, application, forward_auth, tokens, audit, log",
    );
    refused(
        "",
        &[("LATCHKEY__DATABASE__URI", "sqlite://x")],
        "LATCHKEY__DATABASE__URI: unknown key `database.uri`; the keys of [database] are url",
    );
    refused(
        "",
        &[("LATCHKEY__ADDR", "x")],
        "LATCHKEY__ADDR: unknown key `addr`; the tables are server, brand, database, secrets, session, limits, mail, application, forward_auth, tokens, audit, log",
    );
}

#[test]
fn bad_values_stop_the_start() {
    refused(
        "[server]\naddr = \"banana\"\n",
        &[],
        "Leptos.toml: `server.addr` must be an address and a port, such as 127.0.0.1:3000 or [::]:3000, but is \"banana\"",
    );
    refused("[session]\nidle_minutes = -3\n", &[], "Leptos.toml: `session.idle_minutes` must be a whole number from 1 to 1440, but is -3");
    refused("", &[("LATCHKEY__LOG__FORMAT", "xml")], "LATCHKEY__LOG__FORMAT: `log.format` must be text or json, but is \"xml\"");
    refused("[log]\nformat = 1.5\n", &[], "Leptos.toml: `log.format` must be text or json, but is 1.5");
}

#[test]
fn a_value_that_may_hold_a_password_is_not_repeated() {
    refused(
        "",
        &[("LATCHKEY__DATABASE__URL", "mysql://root:hunter2@localhost/x")],
        "LATCHKEY__DATABASE__URL: `database.url` must be sqlite://PATH or postgres://USER:PASSWORD@HOST/DATABASE, \
         but is something else (not shown, it may hold a password)",
    );
}

#[test]
fn broken_toml_is_told_with_its_line() {
    let line = read("[server]\naddr = \n", &[]).err().unwrap();
    assert!(line.starts_with("Leptos.toml, line 2: ") && !line.contains('\n'), "{line}");
}

#[test]
fn origins() {
    for good in
        ["https://id.example.org", "https://id.example.org:8443", "http://127.0.0.1:3000", "http://[::1]:3000", "http://a.localhost"]
    {
        assert!(read("", &[("LATCHKEY__SERVER__PUBLIC_ORIGIN", good)]).is_ok(), "{good}");
    }
    for bad in
        ["id.example.org", "https://", "https://x/path", "https://x?q", "https://u:p@x", "ftp://x", "//x", "https://x/#a", "https://x."]
    {
        assert!(read("", &[("LATCHKEY__SERVER__PUBLIC_ORIGIN", bad)]).is_err(), "{bad}");
    }
}

#[test]
fn plain_http_has_to_be_meant() {
    let origin = ("LATCHKEY__SERVER__PUBLIC_ORIGIN", "http://id.example.org");
    let line = read("", &[origin]).err().unwrap();
    assert!(line.starts_with("`server.public_origin` is http://id.example.org, where passwords"), "{line}");
    assert!(read("", &[origin, ("LATCHKEY__SERVER__ALLOW_PLAIN_HTTP", "true")]).is_ok());
    assert!(read("", &[("LATCHKEY__SERVER__PUBLIC_ORIGIN", "http://localhost.evil.example")]).is_err());
}

#[test]
fn names_and_addresses_people_see() {
    assert!(read("[brand]\nissuer = \"Acme: the company\"\n", &[]).is_err());
    assert!(read("[brand]\nissuer = \"\"\n", &[]).is_err());
    assert_eq!(read("[brand]\nissuer = \"Acme & Söhne\"\n", &[]).unwrap().issuer, "Acme & Söhne");
    assert!(read("[brand]\nsupport = \"javascript:alert(1)\"\n", &[]).is_err());
    assert_eq!(read("[brand]\nsupport = \"mailto:help@example.org\"\n", &[]).unwrap().support.as_deref(), Some("mailto:help@example.org"));
}

#[test]
fn an_unencrypted_database_elsewhere_is_noticed() {
    for (url, may_be_unencrypted) in [
        ("postgres://latchkey:secret@db.example.org/latchkey", true),
        ("postgresql://10.0.0.7:5432/latchkey?application_name=x", true),
        ("postgres:///latchkey?host=db.example.org", true),
        ("postgres://[2001:db8::1]/latchkey", true),
        ("postgres://db.example.org/latchkey?sslmode=verify-full", false),
        ("postgres://db.example.org/latchkey?ssl-mode=disable", false),
        ("postgres://localhost/latchkey", false),
        ("postgres://127.0.0.1:5433/latchkey", false),
        ("postgres://[::1]/latchkey", false),
        ("postgres:///latchkey", false),
        ("postgres:///latchkey?host=/run/postgresql", false),
        ("postgres://%2Frun%2Fpostgresql/latchkey", false),
        ("sqlite://data/latchkey.db", false),
    ] {
        let settings = read("", &[("LATCHKEY__DATABASE__URL", url)]).unwrap();
        assert_eq!(settings.database_may_be_unencrypted(false), may_be_unencrypted, "{url}");
        assert!(!settings.database_may_be_unencrypted(true), "{url}: PGSSLMODE is set");
    }
}
