mod token;

use crate::{
    TransportSecurity,
    settings::{ApplicationSettings, IdentitySource, Settings, WhoSettings},
};
use std::ffi::OsString;

const KEY: &str = "0123456789abcdef0123456789abcdef";

fn read(variables: &[(&str, &str)]) -> Result<Settings, String> {
    let variables = variables.iter().map(|(name, value)| (OsString::from(format!("LATCHKEY__{name}")), OsString::from(value)));
    let file = tempfile::NamedTempFile::new().unwrap();
    Settings::read(Some(file.path()), variables).map_err(|error| error.to_string())
}

/// The settings of an application, with one more.
fn beside(name: &str, value: &str) -> Result<Settings, String> {
    let who = "http://127.0.0.1:8000/latchkey/who";
    read(&[("APPLICATION__WHO", who), ("APPLICATION__WHO_KEY", KEY), (name, value)])
}

fn asks(application: ApplicationSettings) -> WhoSettings {
    match application.identity {
        IdentitySource::Endpoint(who) => who,
        IdentitySource::Token(_) => panic!("it isn't asked"),
    }
}

#[test]
fn without_an_address_there_is_no_application() {
    assert!(read(&[]).unwrap().application.is_none());
    assert!(read(&[("APPLICATION__PREFIX", "/security")]).unwrap().application.is_none(), "the default");
    for (name, value) in [("WHO_KEY", KEY), ("SIGN_IN", "/signin"), ("PREFIX", "/mfa"), ("FORWARD_HEADERS", "x-a")] {
        let told = read(&[(&format!("APPLICATION__{name}"), value)]).err().unwrap();
        assert!(told.contains("`application.who` must be an http or https address") && told.ends_with("but is not set"), "{told}");
    }
}

#[test]
fn an_application_has_defaults() {
    let application = beside("APPLICATION__FORWARD_HEADERS", "Authorization, x-device").unwrap().application.unwrap();
    assert_eq!((&*application.sign_in, &*application.prefix), ("/login", "/security"));
    let who = asks(application);
    assert_eq!(who.address.as_str(), "http://127.0.0.1:8000/latchkey/who");
    assert_eq!(who.forward_headers, ["authorization", "x-device"]);
}

#[test]
fn the_key_is_required_and_never_shown() {
    let told = read(&[("APPLICATION__WHO", "https://shop.example.org/who")]).err().unwrap();
    assert!(told.contains("`application.who_key` must be 32 to 512 characters"), "{told}");
    for bad in
        ["0123456789abcdef0123456789abcde", &"x".repeat(513), "0123456789abcdef 0123456789abcdef", "0123456789abcdef0123456789abcdeö"]
    {
        let told = beside("APPLICATION__WHO_KEY", bad).err().unwrap();
        assert!(told.contains("not shown") && !told.contains(bad), "{told}");
    }
    let who = asks(beside("APPLICATION__SIGN_IN", "/in").unwrap().application.unwrap());
    assert!(!format!("{:?} {:?}", who.key, who.key.header()).contains(KEY));
}

#[test]
fn an_address_that_may_be_asked() {
    for good in [
        "http://localhost:8000/who",
        "http://app:8000/who?a=b",
        "http://10.0.0.7/who",
        "http://[::1]:8000/who",
        "https://shop.example.org/who",
        "https://192.0.2.1/who",
    ] {
        assert!(beside("APPLICATION__WHO", good).is_ok(), "{good}");
    }
    for bad in
        ["/who", "127.0.0.1:8000/who", "ftp://localhost/who", "http://192.0.2.1/who", "http://a:b@localhost/who", "http://localhost/who#a"]
    {
        assert!(beside("APPLICATION__WHO", bad).is_err(), "{bad}");
    }
}

#[test]
fn paths_that_do_not_meet() {
    for bad in ["", "/", "security", "/security/", "/api", "/api/latchkey", "/healthz", "/Security"] {
        assert!(beside("APPLICATION__PREFIX", bad).is_err(), "{bad}");
    }
    for bad in ["", "login", "//evil.example/login", "https://evil.example/login", "/security", "/security/login", "/security?a=b"] {
        assert!(beside("APPLICATION__SIGN_IN", bad).is_err(), "{bad}");
    }
    assert!(beside("APPLICATION__SIGN_IN", "/security-login?theme=x").is_ok());
    assert!(beside("APPLICATION__PREFIX", "/my/account_2").is_ok());
}

#[test]
fn headers_that_can_be_forwarded() {
    for bad in ["cookie", "Host", "x-forwarded-for", "Forwarded", "latchkey-key", "content-length", "a b", "authorization,te"] {
        assert!(beside("APPLICATION__FORWARD_HEADERS", bad).is_err(), "{bad}");
    }
}

#[test]
fn transport_security_is_the_application_s_unless_the_operator_says_otherwise() {
    let origin = ("SERVER__PUBLIC_ORIGIN", "https://shop.example.org");
    let alone = |more: &[(&str, &str)]| read(&[&[origin], more].concat()).unwrap().hsts;
    assert_eq!(alone(&[]), TransportSecurity::Subdomains);
    assert_eq!(alone(&[("SERVER__HSTS_SUBDOMAINS", "false")]), TransportSecurity::Host);
    assert_eq!(alone(&[("SERVER__HSTS", "false")]), TransportSecurity::Off);
    let application = [("APPLICATION__WHO", "http://localhost:8000/"), ("APPLICATION__WHO_KEY", KEY)];
    let beside = |more: &[(&str, &str)]| alone(&[&application, more].concat());
    assert_eq!(beside(&[]), TransportSecurity::Off);
    assert_eq!(beside(&[("SERVER__HSTS_SUBDOMAINS", "true")]), TransportSecurity::Off);
    assert_eq!(beside(&[("SERVER__HSTS", "true")]), TransportSecurity::Host);
    assert_eq!(beside(&[("SERVER__HSTS", "true"), ("SERVER__HSTS_SUBDOMAINS", "true")]), TransportSecurity::Subdomains);
}
