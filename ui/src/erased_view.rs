//! A part of a view with an erased type.
//!
//! Leptos' own `AnyView` keeps the code for building, hydrating, comparing, awaiting and printing a view, for every erased type. Here, a view in the
//! browser is only ever built, and one on the server only ever printed. For the browser, the rest would be two thirds of the download; for the server,
//! most of the time of the build.

#[cfg(all(feature = "playground", not(feature = "hydrate")))]
pub use printed::ErasedView as FreshView;

#[cfg(feature = "hydrate")]
pub use built::ErasedView;
#[cfg(all(feature = "playground", feature = "hydrate"))]
pub use draw_afresh::FreshView;
#[cfg(not(feature = "hydrate"))]
pub use printed::ErasedView;

use leptos::prelude::*;

/// Views whose type can be erased.
pub trait Erase {
    /// Erases the type.
    fn erase(self) -> ErasedView;
}

impl<T: IntoView + 'static> Erase for T {
    fn erase(self) -> ErasedView {
        ErasedView::new(self)
    }
}

/// The content of an island. In the browser, it replaces the content that the server has rendered.
#[cfg(feature = "playground")]
pub fn draw_afresh(view: impl IntoView + 'static) -> FreshView {
    #[cfg(feature = "hydrate")]
    return FreshView::new(view.erase());
    #[cfg(not(feature = "hydrate"))]
    view.erase()
}

/// Islands aren't hydrated. Leptos would walk through the rendered content, and stop the whole program at the first unexpected node. But extensions
/// add nodes of their own to pages, such as buttons in fields.
#[cfg(all(feature = "playground", feature = "hydrate"))]
mod draw_afresh {
    use super::ErasedView;
    use leptos::{
        attr::any_attribute::AnyAttribute,
        prelude::*,
        tachys::{
            hydration::Cursor,
            no_attrs,
            renderer::types,
            view::{Position, PositionState},
        },
    };
    use std::future::{Future, ready};
    use wasm_bindgen::JsCast;

    /// A view that replaces the whole content of its island.
    pub struct FreshView(ErasedView);

    impl FreshView {
        pub(super) fn new(piece: ErasedView) -> Self {
            Self(piece)
        }
    }

    impl Render for FreshView {
        type State = <ErasedView as Render>::State;

        fn build(self) -> Self::State {
            self.0.build()
        }

        fn rebuild(self, state: &mut Self::State) {
            self.0.rebuild(state);
        }
    }

    no_attrs!(FreshView);

    impl RenderHtml for FreshView {
        type AsyncOutput = Self;
        type Owned = Self;

        const MIN_LENGTH: usize = 0;

        fn dry_resolve(&mut self) {}

        fn resolve(self) -> impl Future<Output = Self> + Send {
            ready(self)
        }

        fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

        fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, _: &PositionState) -> Self::State {
            let island = cursor.current().unchecked_into::<types::Element>();
            island.set_text_content(None);
            let mut built = self.build();
            built.mount(&island, None);
            built
        }

        fn into_owned(self) -> Self {
            self
        }
    }
}

#[cfg(not(feature = "hydrate"))]
mod printed {
    use leptos::{
        attr::any_attribute::AnyAttribute,
        prelude::*,
        tachys::{
            hydration::Cursor,
            no_attrs,
            view::{Position, PositionState},
        },
    };
    use std::future::{Future, ready};

    type Print = dyn FnOnce(&mut String, &mut Position, bool, bool, Vec<AnyAttribute>) + Send;

    /// A function that prints the view once.
    pub struct ErasedView(Box<Print>);

    impl ErasedView {
        pub(super) fn new(view: impl IntoView + 'static) -> Self {
            Self(Box::new(move |html, position, escape, mark_branches, attributes| {
                view.into_view().to_html_with_buf(html, position, escape, mark_branches, attributes);
            }))
        }
    }

    impl Render for ErasedView {
        type State = ();

        fn build(self) {}

        fn rebuild(self, (): &mut ()) {}
    }

    no_attrs!(ErasedView);

    impl RenderHtml for ErasedView {
        type AsyncOutput = Self;
        type Owned = Self;

        const MIN_LENGTH: usize = 0;

        fn dry_resolve(&mut self) {}

        fn resolve(self) -> impl Future<Output = Self> + Send {
            ready(self)
        }

        fn to_html_with_buf(
            self,
            html: &mut String,
            position: &mut Position,
            escape: bool,
            mark_branches: bool,
            attributes: Vec<AnyAttribute>,
        ) {
            (self.0)(html, position, escape, mark_branches, attributes);
        }

        fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) {}

        fn into_owned(self) -> Self {
            self
        }
    }
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

    /// A function that builds the view once.
    pub struct ErasedView(Box<dyn FnOnce() -> Built + Send>);

    /// The built view.
    pub struct Built(Box<dyn Placed>);

    /// The operations on a built view. Leptos' own trait can also list elements, for attributes that are spread over a component. No view here has
    /// any, and visitors would load that list for every type.
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

    impl ErasedView {
        pub(super) fn new(view: impl IntoView + 'static) -> Self {
            Self(Box::new(move || Built(Box::new(view.into_view().build()))))
        }
    }

    impl Render for ErasedView {
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

    no_attrs!(ErasedView);

    impl RenderHtml for ErasedView {
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
