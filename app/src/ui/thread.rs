//! The thread: one knot per item.

use leptos::prelude::*;

use crate::ui::unbroken::unbroken;

/// How a knot looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Knot {
    /// Still to come.
    Open,
    /// Being worked on.
    Now,
    /// To be mended by the citizen.
    Yours,
    /// Done.
    Done,
    /// Refused.
    Stopped,
    /// Not part of it.
    Out,
}

impl Knot {
    fn class(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Now => "is-now",
            Self::Yours => "is-yours",
            Self::Done => "is-done",
            Self::Stopped => "is-stopped",
            Self::Out => "is-out",
        }
    }
}

/// One item on the thread.
pub(crate) struct Knotted {
    name: String,
    knot: Knot,
    by: Option<String>,
}

impl Knotted {
    /// An item called so.
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            knot: Knot::Open,
            by: None,
        }
    }

    /// How its knot looks.
    pub(crate) fn knot(self, knot: Knot) -> Self {
        Self { knot, ..self }
    }

    /// By when, or how long.
    pub(crate) fn by(self, by: String) -> Self {
        Self { by: Some(by), ..self }
    }

    /// The item around what there is to say of it.
    pub(crate) fn around(self, said: impl IntoView + 'static) -> AnyView {
        view! {
            <li class=self.knot.class()>
                <div class="thread__head">
                    <h3>{self.name}</h3>
                    {self.by.map(|by| view! { <span class="thread__by num">{unbroken(&by)}</span> })}
                </div>
                {said.into_any()}
            </li>
        }
        .into_any()
    }
}
