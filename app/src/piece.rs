//! A part of a view whose type is forgotten.
//!
//! What is mounted into a dialog is never hydrated, never compared with what was there before and never printed. Leptos' own `AnyView` keeps
//! the code for all of that, for every type that it forgets; in the browser it would be two thirds of what a visitor loads.

#[cfg(not(feature = "hydrate"))]
pub(crate) use leptos::prelude::AnyView as Piece;

#[cfg(feature = "hydrate")]
pub(crate) use built::Piece;

use leptos::prelude::*;

/// Forgets the type of `view`.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn piece(view: impl IntoView + 'static) -> Piece {
    view.into_any()
}

/// Forgets the type of `view`.
#[cfg(feature = "hydrate")]
pub(crate) fn piece(view: impl IntoView + 'static) -> Piece {
    Piece::new(view)
}

#[cfg(feature = "hydrate")]
mod built {
    use leptos::{
        prelude::*,
        tachys::{
            hydration::Cursor,
            no_attrs,
            renderer::types,
            view::{Mountable, Position, PositionState},
        },
    };
    use std::future::{Future, ready};

    /// Can be built, once.
    pub(crate) struct Piece(Box<dyn FnOnce() -> Built + Send>);

    /// What was built of it.
    pub(crate) struct Built(Box<dyn Placed>);

    /// What is done with it. Leptos' own trait can also list elements, for attributes that are spread over a component: no piece has any, and the
    /// list of every type would be part of what a visitor loads.
    trait Placed {
        fn take_out(&mut self);
        fn put_in(&mut self, parent: &types::Element, marker: Option<&types::Node>);
        fn put_before(&self, child: &mut dyn Mountable) -> bool;
    }

    impl<T: Mountable> Placed for T {
        fn take_out(&mut self) {
            self.unmount();
        }

        fn put_in(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
            self.mount(parent, marker);
        }

        fn put_before(&self, child: &mut dyn Mountable) -> bool {
            self.insert_before_this(child)
        }
    }

    impl Piece {
        pub(super) fn new(view: impl IntoView + 'static) -> Self {
            Self(Box::new(move || Built(Box::new(view.into_view().build()))))
        }
    }

    impl Render for Piece {
        type State = Built;

        fn build(self) -> Built {
            (self.0)()
        }

        fn rebuild(self, state: &mut Built) {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
        }
    }

    no_attrs!(Piece);

    impl RenderHtml for Piece {
        type AsyncOutput = Self;
        type Owned = Self;

        const MIN_LENGTH: usize = 0;

        fn dry_resolve(&mut self) {}

        fn resolve(self) -> impl Future<Output = Self> + Send {
            ready(self)
        }

        fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<leptos::attr::any_attribute::AnyAttribute>) {}

        fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Built {
            self.build()
        }

        fn into_owned(self) -> Self {
            self
        }
    }

    impl Mountable for Built {
        fn unmount(&mut self) {
            self.0.take_out();
        }

        fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
            self.0.put_in(parent, marker);
        }

        fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
            self.0.put_before(child)
        }

        fn elements(&self) -> Vec<types::Element> {
            Vec::new()
        }
    }
}
