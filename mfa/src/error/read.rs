//! Reads an error where no JSON parser is linked: in the browser, which has its own.

use super::{Audience, Error};
use strum::IntoEnumIterator;

impl Error {
    /// The error with this code; `number` returns the numbers that belong to it, by name. `None` for an unknown code, and for the errors that only
    /// administrators receive: the browser calls no function that answers them.
    pub fn from_code(code: &str, number: &dyn Fn(&str) -> i64) -> Option<Self> {
        let mut error = Self::iter().find(|error| error.code() == code && error.audience() > Audience::Administrators)?;
        let unsigned = |name| u64::try_from(number(name)).unwrap_or(0);
        let small = |name| u32::try_from(number(name)).unwrap_or(0);
        match &mut error {
            Self::PasswordTooShort { minimum } => *minimum = small("minimum"),
            Self::PasswordTooLong { maximum } => *maximum = small("maximum"),
            Self::MfaClockDrift { minutes } => *minutes = number("minutes"),
            Self::MfaRateLimited { retry_after_seconds }
            | Self::PasswordRateLimited { retry_after_seconds }
            | Self::AddressRateLimited { retry_after_seconds }
            | Self::Busy { retry_after_seconds } => *retry_after_seconds = unsigned("retry_after_seconds"),
            _ => {}
        }
        Some(error)
    }
}

#[cfg(test)]
mod tests {
    use super::{Audience, Error};
    use serde_json::Value;
    use strum::IntoEnumIterator;

    /// In the wire format, with this value for each number.
    fn written(error: &Error, value: i64) -> Value {
        let mut json = serde_json::to_value(error).unwrap();
        for number in json.as_object_mut().unwrap().values_mut().filter(|value| value.is_number()) {
            *number = value.into();
        }
        json
    }

    #[test]
    fn every_error_that_a_function_answers_is_read_in_the_browser_as_it_was() {
        for error in Error::iter() {
            let json = written(&error, if matches!(error, Error::MfaClockDrift { .. }) { -3 } else { 4 });
            let number = |name: &str| json.get(name).and_then(Value::as_i64).unwrap_or(0);
            let read = Error::from_code(json["code"].as_str().unwrap(), &number);
            let sent = serde_json::from_value(json.clone()).unwrap();
            assert_eq!(read, (error.audience() > Audience::Administrators).then_some(sent), "{error}");
        }
        assert_eq!(Error::from_code("from_another_version", &|_| 0), None);
    }

    #[test]
    fn the_code_is_the_one_on_the_wire() {
        for error in Error::iter() {
            assert_eq!(serde_json::to_value(&error).unwrap()["code"], error.code());
        }
    }
}
