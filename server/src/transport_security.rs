//! The use of HSTS.

/// Whether browsers are told to use only TLS for two years. Without TLS, they never are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportSecurity {
    /// They aren't.
    Off,
    /// For the host.
    Host,
    /// For the host and its subdomains, which may belong to other people.
    Subdomains,
}
