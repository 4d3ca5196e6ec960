//! Every key that an operator can set: the parser, the error messages and the test of the documentation all use this list.

/// One key of `Leptos.toml`.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// The table that has the key.
    pub table: &'static str,
    /// The name within the table.
    pub name: &'static str,
    /// The default, as it would be written. Empty if an absent key has a special meaning.
    pub default: &'static str,
    /// The end of the sentence "it must be ...".
    pub allowed: &'static str,
    /// Whether the value is a secret, which error messages don't repeat.
    pub secret: bool,
}

impl Key {
    const fn new(table: &'static str, name: &'static str, default: &'static str, allowed: &'static str) -> Self {
        Self { table, name, default, allowed, secret: false }
    }

    /// `server.addr`
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}.{}", self.table, self.name)
    }

    /// `LATCHKEY__SERVER__ADDR`
    #[must_use]
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}__{}", self.table, self.name).to_ascii_uppercase()
    }
}

/// The prefix of the environment variables.
pub const PREFIX: &str = "LATCHKEY__";

pub(super) const ADDR: Key = Key::new("server", "addr", "127.0.0.1:3000", "an address and a port, such as 127.0.0.1:3000 or [::]:3000");
pub(super) const PUBLIC_ORIGIN: Key =
    Key::new("server", "public_origin", "", "scheme, host and, if needed, port, such as https://id.example.org");
pub(super) const ALLOW_PLAIN_HTTP: Key = Key::new("server", "allow_plain_http", "false", "true or false");
pub(super) const HSTS_SUBDOMAINS: Key = Key::new("server", "hsts_subdomains", "true", "true or false");
pub(super) const PREFIX_OF_PAGES: Key = Key::new(
    "server",
    "prefix",
    "",
    "empty, or one or more segments of small letters, digits, dashes and underscores, each after a slash, such as /security; not below /api, \
     /forward-auth, /healthz or /readyz; with application.who, application.prefix takes its place",
);
pub(super) const HSTS: Key = Key::new("server", "hsts", "", "true or false");
pub(super) const TRUSTED_PROXIES: Key =
    Key::new("server", "trusted_proxies", "", "a list of addresses or networks, such as 10.0.0.1 or 10.0.0.0/8");
pub(super) const ISSUER: Key = Key::new("brand", "issuer", "Latchkey", "a name of 1 to 64 characters without a colon");
pub(super) const SUPPORT: Key = Key::new("brand", "support", "", "a mailto: or https: address");
pub(super) const DATABASE_URL: Key = Key {
    secret: true,
    ..Key::new("database", "url", "sqlite://data/latchkey.db", "sqlite://PATH or postgres://USER:PASSWORD@HOST/DATABASE")
};
pub(super) const KEY_FILE: Key = Key::new("secrets", "key_file", "data/secret.key", "the path of a file");
pub(super) const IDLE_MINUTES: Key = Key::new("session", "idle_minutes", "30", "a whole number from 1 to 1440");
pub(super) const ABSOLUTE_HOURS: Key = Key::new("session", "absolute_hours", "12", "a whole number from 1 to 720");
pub(super) const SIGN_INS_PER_MINUTE: Key = Key::new("limits", "sign_ins_per_minute", "120", "a whole number from 1 to 1000000");
pub(super) const PASSWORD_HASHES: Key = Key::new("limits", "password_hashes", "0", "a whole number from 0 to 1024");
pub(super) const MAIL_HOST: Key = Key::new("mail", "host", "", "the name or network address of a mail relay");
pub(super) const MAIL_PORT: Key = Key::new("mail", "port", "0", "a whole number from 0 to 65535");
pub(super) const MAIL_SECURITY: Key = Key::new("mail", "security", "tls", "tls, starttls or none");
pub(super) const MAIL_USERNAME: Key = Key::new("mail", "username", "", "a name");
pub(super) const MAIL_PASSWORD: Key = Key { secret: true, ..Key::new("mail", "password", "", "a password") };
pub(super) const MAIL_FROM: Key =
    Key::new("mail", "from", "", "an address, such as \"Example <accounts@example.org>\", which a mail relay needs");
pub(super) const MAIL_BOUNCES: Key = Key::new("mail", "bounces", "", "an email address");
pub(super) const MAIL_CA_FILE: Key = Key::new("mail", "ca_file", "", "the path of a file with certificates in PEM format");
pub(super) const MAIL_FOLDER: Key = Key::new("mail", "folder", "data/mail", "the path of a folder");
pub(super) const MAIL_TEXTS: Key = Key::new("mail", "texts", "", "the path of a folder");
pub(super) const WHO: Key = Key {
    secret: true,
    ..Key::new(
        "application",
        "who",
        "",
        "an http or https address, such as http://127.0.0.1:8000/latchkey/who; http only on this machine or in a private network",
    )
};
pub(super) const WHO_KEY: Key = Key {
    secret: true,
    ..Key::new("application", "who_key", "", "32 to 512 characters without spaces, such as the output of `openssl rand -hex 32`")
};
pub(super) const APPLICATION_SIGN_IN: Key =
    Key::new("application", "sign_in", "/login", "a path of the application outside application.prefix, such as /login");
pub(super) const APPLICATION_PREFIX: Key = Key::new(
    "application",
    "prefix",
    "/security",
    "one or more segments of small letters, digits, dashes and underscores, each after a slash, such as /security; not below /api, /forward-auth, \
     /healthz or /readyz",
);
pub(super) const FORWARD_HEADERS: Key = Key::new(
    "application",
    "forward_headers",
    "",
    "a list of names of headers, such as authorization; not those that Latchkey or HTTP itself sets",
);
pub(super) const TOKEN_COOKIE: Key = Key::new(
    "application",
    "token_cookie",
    "",
    "the name of the application's cookie with its token, not one of Latchkey's; without application.token_header, application.who, \
     application.who_key and application.forward_headers",
);
pub(super) const TOKEN_HEADER: Key = Key::new(
    "application",
    "token_header",
    "",
    "the name of a header with the application's token, such as authorization; not one that Latchkey or HTTP itself sets; without \
     application.token_cookie, application.who, application.who_key and application.forward_headers",
);
pub(super) const TOKEN_ISSUER: Key = Key::new(
    "application",
    "token_issuer",
    "",
    "the issuer that the application's tokens name, without spaces, such as https://shop.example.org",
);
pub(super) const TOKEN_AUDIENCE: Key =
    Key::new("application", "token_audience", "", "empty for server.public_origin, or the audience that the tokens name, without spaces");
pub(super) const TOKEN_KEYS: Key = Key {
    secret: true,
    ..Key::new(
        "application",
        "token_keys",
        "",
        "an http or https address of published keys, such as http://127.0.0.1:8000/jwks.json; http only on this machine or in a private network; \
         without application.token_secret",
    )
};
pub(super) const TOKEN_SECRET: Key = Key {
    secret: true,
    ..Key::new("application", "token_secret", "", "32 to 512 characters without spaces, such as the output of `openssl rand -hex 32`")
};
pub(super) const PREFLIGHTS: Key = Key::new("forward_auth", "preflights", "refuse", "refuse or pass");
pub(super) const TOKEN_AUDIENCES: Key =
    Key::new("tokens", "audiences", "", "a list of names without spaces, such as https://shop.example.org");
pub(super) const AUDIT_PERSONAL_DAYS: Key = Key::new("audit", "personal_days", "0", "a whole number from 0 to 36500");
pub(super) const LOG_FORMAT: Key = Key::new("log", "format", "text", "text or json");

/// All keys, table by table.
pub const ALL: &[Key] = &[
    ADDR,
    PUBLIC_ORIGIN,
    ALLOW_PLAIN_HTTP,
    PREFIX_OF_PAGES,
    HSTS,
    HSTS_SUBDOMAINS,
    TRUSTED_PROXIES,
    ISSUER,
    SUPPORT,
    DATABASE_URL,
    KEY_FILE,
    IDLE_MINUTES,
    ABSOLUTE_HOURS,
    SIGN_INS_PER_MINUTE,
    PASSWORD_HASHES,
    MAIL_HOST,
    MAIL_PORT,
    MAIL_SECURITY,
    MAIL_USERNAME,
    MAIL_PASSWORD,
    MAIL_FROM,
    MAIL_BOUNCES,
    MAIL_CA_FILE,
    MAIL_FOLDER,
    MAIL_TEXTS,
    WHO,
    WHO_KEY,
    APPLICATION_SIGN_IN,
    APPLICATION_PREFIX,
    FORWARD_HEADERS,
    TOKEN_COOKIE,
    TOKEN_HEADER,
    TOKEN_ISSUER,
    TOKEN_AUDIENCE,
    TOKEN_KEYS,
    TOKEN_SECRET,
    PREFLIGHTS,
    TOKEN_AUDIENCES,
    AUDIT_PERSONAL_DAYS,
    LOG_FORMAT,
];

/// The key `name` in `table`.
#[must_use]
pub fn find(table: &str, name: &str) -> Option<&'static Key> {
    ALL.iter().find(|key| key.table == table && key.name == name)
}
