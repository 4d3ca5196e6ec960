//! Selects a precompressed variant by `Accept-Encoding` (RFC 9110, 12.5.3).

use ui::accept::weighted;

/// An encoding in which a file may be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The name in headers.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// The suffix of the file's name.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    /// The smallest of the variants that the client prefers equally. The plain file is always available.
    pub(crate) fn choose(accepted: &str, available: impl Fn(Self) -> bool) -> Self {
        let mut best = (Self::Identity, weight(accepted, Self::Identity.name()).unwrap_or(1));
        for encoding in [Self::Gzip, Self::Brotli].into_iter().filter(|encoding| available(*encoding)) {
            let weight = weight(accepted, encoding.name()).unwrap_or(0);
            if weight > 0 && weight >= best.1 {
                best = (encoding, weight);
            }
        }
        best.0
    }
}

/// The weight of `encoding`, in thousandths. `None` if neither it nor `*` is in the list.
fn weight(accepted: &str, encoding: &str) -> Option<u16> {
    let find = |wanted: &str| weighted(accepted).find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, weight)| weight);
    find(encoding).or_else(|| find("*"))
}

#[cfg(test)]
mod tests {
    use super::Encoding::{self, Brotli, Gzip, Identity};

    #[test]
    fn choices() {
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Brotli),
            ("gzip", Gzip),
            ("gzip;q=1.0, br;q=0.5", Gzip),
            ("BR;q=0.001, gzip;q=0", Brotli),
            ("br;q=0, gzip;q=0", Identity),
            ("*", Brotli),
            ("*;q=0.5, br;q=0", Gzip),
            ("identity", Identity),
            ("identity;q=1, br;q=0.5", Identity),
            ("identity;q=0, br", Brotli),
            ("", Identity),
            (";q=,,;", Identity),
            ("br;q=x", Identity),
        ] {
            assert_eq!(Encoding::choose(accepted, |_| true), expected, "{accepted}");
            assert_eq!(Encoding::choose(accepted, |_| false), Identity, "{accepted}");
        }
    }
}
