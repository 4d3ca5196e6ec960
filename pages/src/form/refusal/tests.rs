use super::*;

fn sent(path: &str, fields: &[(&str, &str)]) -> Submission {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Submission { path: path.to_owned(), fields }
}

#[test]
fn a_form_is_shown_again_on_the_page_that_has_it() {
    for path in [
        "/account/devices",
        "/account/passkeys",
        "/account/second-method",
        "/account/notices",
        "/account/recovery-codes",
        "/account/sessions",
    ] {
        assert_eq!(page_of(path), "/account/security");
    }
    for path in ["/sign-up", "/mfa/verify", "/account/email", "/account/devices/d1/remove", "/admin/keys"] {
        assert_eq!(page_of(path), path);
    }
}

#[test]
fn no_password_and_no_code_is_put_into_a_form_again() {
    let submission = sent("/sign-in", &[("email", "ada@example.com"), ("password", "secret"), ("code", "123456"), ("next", "/inbox")]);
    let again = typed(&submission).into_pairs();
    assert_eq!(again, [("email", "ada@example.com"), ("next", "/inbox")].map(|(name, value)| (name.to_owned(), value.to_owned())));
    let submission = sent("/account/password", &[("current", "secret"), ("new", "more secret"), ("name", "My phone")]);
    assert_eq!(typed(&submission).into_pairs(), [("name".to_owned(), "My phone".to_owned())]);
}

#[test]
fn nothing_longer_than_a_person_types_is_put_into_a_form_again() {
    let (longest, longer) = ("a".repeat(LONGEST_TYPED), "a".repeat(LONGEST_TYPED + 1));
    assert_eq!(typed(&sent("/sign-in", &[("next", &longest)])).get("next"), Some(longest.as_str()));
    assert_eq!(typed(&sent("/sign-in", &[("next", &longer)])).get("next"), None);
}

#[test]
fn a_form_of_the_dashboard_is_put_in_again_as_a_whole() {
    let submission = sent("/admin/policy/preview", &[("totp", "on"), ("reason", "an audit")]);
    assert_eq!(typed(&submission), submission.fields);
}
