//! The QR code of an `otpauth:` URI, as modules that the user interface draws.

use crate::{Error, view::Qr};
use qrcode::{EcLevel, QrCode};

/// Medium error correction: a balance between a small code and one that can be read from a scratched screen.
pub(super) fn encode(uri: &str) -> Result<Qr, Error> {
    let code = QrCode::with_error_correction_level(uri, EcLevel::M).map_err(|error| {
        tracing::error!(error = %error, "couldn't create a QR code");
        Error::Unavailable
    })?;
    let size = u32::try_from(code.width()).map_err(|_| Error::Unavailable)?;
    let modules = code.into_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect();
    Ok(Qr { size, modules })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_modules_fill_a_square_with_a_finder_in_its_corner() {
        let qr = encode("otpauth://totp/Latchkey:a?secret=AAAA").unwrap();
        assert_eq!(qr.modules.len(), usize::try_from(qr.size * qr.size).unwrap());
        assert!(qr.modules.iter().take(7).all(|dark| *dark));
        assert_eq!(qr.modules.get(7), Some(&false));
    }
}
