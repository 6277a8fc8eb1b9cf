//! What stands around every page: the bar, the sandbox's notice, the main part, the action, the end.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use usecases::context::Mode;

use crate::pages::mode::SetMode;
use crate::pages::sign_in::SignOut;
use crate::text::frame as text;
use crate::visit::{here, office, visit};

/// One way out, in the bar.
#[derive(Debug, Clone)]
pub(crate) struct Exit {
    /// Where to.
    pub(crate) href: String,
    /// What it says.
    pub(crate) label: &'static str,
}

impl Exit {
    /// To one's own things.
    pub(crate) fn mine() -> Self {
        Self {
            href: "/me".to_owned(),
            label: text::MINE,
        }
    }

    /// Out of a draft, from a page that holds nothing to save.
    pub(crate) fn leave() -> Self {
        Self {
            href: "/me".to_owned(),
            label: text::LEAVE,
        }
    }
}

/// What stands around one page.
#[derive(Default)]
pub(crate) struct Frame {
    title: String,
    place: Option<String>,
    exit: Option<AnyView>,
    wide: bool,
    action: Option<AnyView>,
}

impl Frame {
    /// A page with this title in the browser's tab.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Where one is: the theme, or the department. The city otherwise.
    pub(crate) fn place(self, place: impl Into<String>) -> Self {
        Self {
            place: Some(place.into()),
            ..self
        }
    }

    /// The way out.
    pub(crate) fn exit(self, exit: Exit) -> Self {
        self.exit_by(view! { <a href=exit.href>{exit.label}</a> })
    }

    /// The way out as a control of the page's own.
    pub(crate) fn exit_by(self, exit: impl IntoView + 'static) -> Self {
        Self {
            exit: Some(exit.into_any()),
            ..self
        }
    }

    /// An officer's page: wider, with the way to sign out instead of the citizen's foot.
    pub(crate) fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// The one action, with the quiet one beside it.
    pub(crate) fn action(self, action: impl IntoView + 'static) -> Self {
        Self {
            action: Some(action.into_any()),
            ..self
        }
    }

    /// The whole page around its main part.
    pub(crate) fn around(self, main: impl IntoView + 'static) -> AnyView {
        let office = office();
        let place = self.place.unwrap_or_else(|| office.city.name().to_owned());
        let sandbox = (office.mode == Mode::Sandbox).then(|| view! { <p class="sandbox">{text::SANDBOX}</p> });
        let call = visit().elder.then(|| {
            let number = office.city.helpline().number.clone();
            view! { <a class="num" href=format!("tel:{number}")>{text::call_short(&number)}</a> }
        });
        let sign_out = self
            .wide
            .then(|| view! { <form method="post" action=SignOut::url()><button>{text::SIGN_OUT}</button></form> });
        let action = self
            .action
            .map(|action| view! { <div class="action"><div class="action__row">{action}</div></div> });
        view! {
            <Title text=text::tab(&self.title)/>
            <a class="skip" href="#main">{text::SKIP}</a>
            {sandbox}
            <header class=if self.wide { "top-bar top-bar--wide" } else { "top-bar" }>
                <a class="top-bar__home" href="/">
                    <span class="top-bar__mark" aria-hidden="true">"掌"</span>
                    <span>{place}</span>
                </a>
                <nav class="top-bar__links">{call}{self.exit}{sign_out}</nav>
            </header>
            <main id="main" class=self.wide.then_some("desk")>{main.into_any()}</main>
            {action}
            {(!self.wide).then(|| view! { <Foot/> })}
        }
        .into_any()
    }
}

#[component]
fn Foot() -> impl IntoView {
    let number = office().city.helpline().number.clone();
    let elder = visit().elder;
    view! {
        <footer class="foot">
            <a class="foot__call" href=format!("tel:{number}")>{text::call(&number)}</a>
            <div class="foot__links">
                <a href="/">{text::HOME}</a>
                {(!elder).then(|| view! { <a href="/themes">{text::THEMES}</a> })}
                <form method="post" action=SetMode::url()>
                    <input type="hidden" name="elder" value=if elder { "" } else { "1" }/>
                    <input type="hidden" name="back" value=here()/>
                    <button>{if elder { text::ORDINARY } else { text::ELDER }}</button>
                </form>
            </div>
        </footer>
    }
}
