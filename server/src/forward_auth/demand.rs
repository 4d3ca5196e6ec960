//! The condition that a visitor has to meet.

/// The requirement for being let through. A half session never meets one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub(super) enum Demand {
    /// A full session. Its user may still have codes to save.
    SignedIn,
    /// A full session without a pending step.
    #[default]
    Complete,
    /// The same, with a proof of a method that is as fresh as sensitive actions need it. A user without a method has to set one up.
    Fresh,
}
