//! Names in the documents that aren't in the source, for good reasons.

/// The first words of command lines of other programs.
pub(super) const PROGRAMS: [&str; 11] =
    ["apt-get", "cargo", "encode", "node", "npm", "oathtool", "pg_restore", "proptest", "sqlite3", "wasm-opt", "zbarimg"];

/// Names of others: why, and which.
const OF_OTHERS: [(&str, &[&str]); 13] = [
    ("crates that an application uses beside Latchkey", &["leptos_routes", "SocketAddr"]),
    ("packages of a Linux distribution or of npm", &["gcc", "libc6-dev", "zbar-tools", "@dynamic-labs/sdk-react-core"]),
    (
        "WebAuthn's dictionaries and their members",
        &[
            "PublicKeyCredentialCreationOptionsJSON",
            "PublicKeyCredentialRequestOptionsJSON",
            "RegistrationResponseJSON",
            "AuthenticationResponseJSON",
        ],
    ),
    ("addresses of an application that is only imagined", &["/transfer/{to}", "/where/to"]),
    ("pages below a prefix that is only an example", &["/security/admin", "/security/m/"]),
    ("files beside an SQLite database", &["latchkey.db-wal", "latchkey.db-shm", "db-wal", "db-shm"]),
    ("several functions of browsers at once", &["parse…OptionsFromJSON()"]),
    ("HTTP headers of one word, which the crate http has as constants", &["Accept", "ETag", "Referer"]),
    ("variables by which the certificates of the system are replaced", &["SSL_CERT_FILE"]),
    ("directives of nginx, and headers in a spelling of CGI", &["auth_request", "rewrite", "Remote_User"]),
    ("members of tokens, and parameters about them, that we don't write", &["hwk", "swk", "max_age"]),
    ("signals of the operating system", &["SIGTERM"]),
    ("settings of PostgreSQL that its operator makes", &["synchronous_standby_names"]),
];

pub(super) fn is_foreign(name: &str) -> bool {
    OF_OTHERS.iter().any(|(_, names)| names.contains(&name))
}

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    OF_OTHERS.iter().flat_map(|(_, names)| names.iter().copied())
}
