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

/// Defines each key as a constant, and all of them as [`ALL`].
macro_rules! keys {
    ($($name:ident = $key:expr;)+) => {
        $(pub(super) const $name: Key = $key;)+

        /// All keys, table by table.
        pub const ALL: &[Key] = &[$($name),+];
    };
}

keys! {
    ADDR = Key::new("server", "addr", "127.0.0.1:3000", "an address and a port, such as 127.0.0.1:3000 or [::]:3000");
    PUBLIC_ORIGIN = Key::new("server", "public_origin", "", "scheme, host and, if needed, port, such as https://id.example.org");
    ALLOW_PLAIN_HTTP = Key::new("server", "allow_plain_http", "false", "true or false");
    SERVER_PREFIX = Key::new(
        "server",
        "prefix",
        "",
        "empty, or one or more segments of small letters, digits, dashes and underscores, each after a slash, such as /security; not below /api, \
         /forward-auth, /healthz or /readyz; with application.who, application.prefix takes its place",
    );
    HSTS = Key::new("server", "hsts", "", "true or false");
    HSTS_SUBDOMAINS = Key::new("server", "hsts_subdomains", "true", "true or false");
    TRUSTED_PROXIES = Key::new("server", "trusted_proxies", "", "a list of addresses or networks, such as 10.0.0.1 or 10.0.0.0/8");
    ISSUER = Key::new("brand", "issuer", "Latchkey", "a name of 1 to 64 characters without a colon");
    SUPPORT = Key::new("brand", "support", "", "a mailto: or https: address");
    DATABASE_URL = Key {
        secret: true,
        ..Key::new("database", "url", "sqlite://data/latchkey.db", "sqlite://PATH or postgres://USER:PASSWORD@HOST/DATABASE")
    };
    KEY_FILE = Key::new("secrets", "key_file", "data/secret.key", "the path of a file");
    IDLE_MINUTES = Key::new("session", "idle_minutes", "30", "a whole number from 1 to 1440");
    ABSOLUTE_HOURS = Key::new("session", "absolute_hours", "12", "a whole number from 1 to 720");
    SIGN_INS_PER_MINUTE = Key::new("limits", "sign_ins_per_minute", "120", "a whole number from 1 to 1000000");
    PASSWORD_HASHES = Key::new("limits", "password_hashes", "0", "a whole number from 0 to 1024");
    MAIL_HOST = Key::new("mail", "host", "", "the name or network address of a mail relay");
    MAIL_PORT = Key::new("mail", "port", "0", "a whole number from 0 to 65535");
    MAIL_SECURITY = Key::new("mail", "security", "tls", "tls, starttls or none");
    MAIL_USERNAME = Key::new("mail", "username", "", "a name");
    MAIL_PASSWORD = Key { secret: true, ..Key::new("mail", "password", "", "a password") };
    MAIL_FROM = Key::new("mail", "from", "", "an address, such as \"Example <accounts@example.org>\", which a mail relay needs");
    MAIL_BOUNCES = Key::new("mail", "bounces", "", "an email address");
    MAIL_CA_FILE = Key::new("mail", "ca_file", "", "the path of a file with certificates in PEM format");
    MAIL_FOLDER = Key::new("mail", "folder", "data/mail", "the path of a folder");
    MAIL_TEXTS = Key::new("mail", "texts", "", "the path of a folder");
    WHO = Key {
        secret: true,
        ..Key::new(
            "application",
            "who",
            "",
            "an http or https address, such as http://127.0.0.1:8000/latchkey/who; http only on this machine or in a private network",
        )
    };
    WHO_KEY = Key {
        secret: true,
        ..Key::new("application", "who_key", "", "32 to 512 characters without spaces, such as the output of `openssl rand -hex 32`")
    };
    APPLICATION_SIGN_IN = Key::new("application", "sign_in", "/login", "a path of the application outside application.prefix, such as /login");
    APPLICATION_PREFIX = Key::new(
        "application",
        "prefix",
        "/security",
        "one or more segments of small letters, digits, dashes and underscores, each after a slash, such as /security; not below /api, /forward-auth, \
         /healthz or /readyz",
    );
    FORWARD_HEADERS = Key::new(
        "application",
        "forward_headers",
        "",
        "a list of names of headers, such as authorization; not those that Latchkey or HTTP itself sets",
    );
    TOKEN_COOKIE = Key::new(
        "application",
        "token_cookie",
        "",
        "the name of the application's cookie with its token, not one of Latchkey's; without application.token_header, application.who, \
         application.who_key and application.forward_headers",
    );
    TOKEN_HEADER = Key::new(
        "application",
        "token_header",
        "",
        "the name of a header with the application's token, such as authorization; not one that Latchkey or HTTP itself sets; without \
         application.token_cookie, application.who, application.who_key and application.forward_headers",
    );
    TOKEN_ISSUER = Key::new(
        "application",
        "token_issuer",
        "",
        "the issuer that the application's tokens name, without spaces, such as https://shop.example.org",
    );
    TOKEN_AUDIENCE = Key::new("application", "token_audience", "", "empty for server.public_origin, or the audience that the tokens name, without spaces");
    TOKEN_KEYS = Key {
        secret: true,
        ..Key::new(
            "application",
            "token_keys",
            "",
            "an http or https address of published keys, such as http://127.0.0.1:8000/jwks.json; http only on this machine or in a private network; \
             without application.token_secret",
        )
    };
    TOKEN_SECRET = Key {
        secret: true,
        ..Key::new("application", "token_secret", "", "32 to 512 characters without spaces, such as the output of `openssl rand -hex 32`")
    };
    PREFLIGHTS = Key::new("forward_auth", "preflights", "refuse", "refuse or pass");
    TOKEN_AUDIENCES = Key::new("tokens", "audiences", "", "a list of names without spaces, such as https://shop.example.org");
    AUDIT_PERSONAL_DAYS = Key::new("audit", "personal_days", "0", "a whole number from 0 to 36500");
    LOG_FORMAT = Key::new("log", "format", "text", "text or json");
}

/// The key `name` in `table`.
#[must_use]
pub fn find(table: &str, name: &str) -> Option<&'static Key> {
    ALL.iter().find(|key| key.table == table && key.name == name)
}
