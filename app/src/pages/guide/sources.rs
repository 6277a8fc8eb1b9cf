//! What the parts of a guide are made from, and where each fact comes from.

use std::sync::Arc;

use domain::id::SourceId;
use domain::theme::{Source, Theme};
use leptos::prelude::*;
use usecases::Context;
use usecases::theme::Published;

use crate::text::{date, guide as text};
use crate::ui::frame::Frame;
use crate::visit::{in_region, public_path};

/// A theme as it is read, in the region of the visit.
pub(super) struct Guide {
    pub(super) theme: Arc<Theme>,
    pub(super) office: Context,
    published: Published,
}

impl Guide {
    pub(super) fn new(published: Published, office: Context) -> Self {
        Self {
            theme: Arc::clone(&published.theme),
            office,
            published,
        }
    }

    /// The place the theme's figures are of, unless a county states its own.
    pub(super) fn modelled_on(&self) -> Option<&str> {
        let region = &self.theme.region;
        let is_own = region.code != self.office.city.region();
        region.modelled_on.as_deref().filter(|_| !is_own)
    }

    /// The address of this page, one part of it in the elder mode.
    pub(super) fn path(&self, part: Option<&str>) -> String {
        let part = part.map(|part| format!("?part={part}")).unwrap_or_default();
        public_path(&format!("/themes/{}{part}", self.theme.slug))
    }

    /// The way to the questions.
    pub(super) fn plan(&self) -> String {
        public_path(&format!("/themes/{}/plan", self.theme.slug))
    }

    /// The page for a wall.
    pub(super) fn poster(&self) -> String {
        public_path(&format!("/themes/{}/poster", self.theme.slug))
    }

    /// The address that says the same to everyone who opens it.
    pub(super) fn shared(&self) -> String {
        let code = self
            .office
            .region
            .as_deref()
            .unwrap_or_else(|| self.office.city.region());
        in_region(&format!("/themes/{}", self.theme.slug), Some(code))
    }

    /// The one address of this text: the county's where it has an edition, the city's otherwise.
    pub(super) fn canonical(&self) -> String {
        let code = Some(self.theme.region.code.as_str()).filter(|code| *code != self.office.city.region());
        in_region(&format!("/themes/{}", self.theme.slug), code)
    }

    /// What stands around a page of it.
    pub(super) fn frame(&self, title: impl Into<String>) -> Frame {
        let frame = Frame::new(title).public();
        frame.shared(self.theme.summary.clone(), self.canonical())
    }

    /// The numbers of these sources in the list at the foot; what is invented is 示例.
    pub(super) fn numbers(&self, ids: &[SourceId]) -> Option<String> {
        let real = numbered(&self.theme).filter(|(_, source)| ids.contains(&source.id));
        let mut numbers: Vec<_> = real.map(|(number, _)| number.to_string()).collect();
        if self.is_invented(ids) {
            numbers.push(text::EXAMPLE.to_owned());
        }
        (!numbers.is_empty()).then(|| numbers.join("、"))
    }

    /// Where a fact comes from, small behind it.
    pub(super) fn from(&self, ids: &[SourceId]) -> Option<impl IntoView + use<>> {
        let numbers = self.numbers(ids)?;
        Some(view! { " "<small class="from num">{text::from(&numbers)}</small> })
    }

    /// The mark behind a figure that is invented, or rests on something that is.
    pub(super) fn example(&self, illustrative: bool, ids: &[SourceId]) -> Option<impl IntoView + use<>> {
        (illustrative || self.is_invented(ids)).then(|| view! { " "<span class="example">{text::EXAMPLE}</span> })
    }

    fn is_invented(&self, ids: &[SourceId]) -> bool {
        self.theme
            .sources
            .iter()
            .any(|source| source.illustrative && ids.contains(&source.id))
    }
}

/// The sources that can be read, counted from one.
fn numbered(theme: &Theme) -> impl Iterator<Item = (usize, &Source)> {
    (1..).zip(theme.sources.iter().filter(|source| !source.illustrative))
}

/// All sources, the version and its day.
pub(super) fn all(guide: &Guide) -> impl IntoView + use<> {
    let Guide {
        theme,
        published,
        office,
    } = guide;
    let source = |(_, source): (usize, &Source)| {
        let title = source.title.clone();
        match source.address.clone() {
            // Where a container opens no other site, the address can at least be read, and copied.
            Some(address) => {
                let shown = address.clone();
                view! { <li>{title}<br/><a href=address rel="noreferrer">{shown}</a></li> }.into_any()
            }
            None => view! { <li>{title}</li> }.into_any(),
        }
    };
    let invented = theme.sources.iter().filter(|source| source.illustrative);
    let invented = invented.map(|source| {
        view! { <p class="note"><span class="example">{text::EXAMPLE}</span>" "{source.title.clone()}</p> }
    });
    let day = date::day(published.published_at.day(), office.today());
    let region = &theme.region;
    view! {
        <h2 id="sources">{text::SOURCES}</h2>
        <p class="note num">{text::version(&day, &region.name, region.modelled_on.as_deref())}</p>
        {invented.collect_view()}
        <details class="note">
            <summary>{text::all_sources(numbered(theme).count())}</summary>
            <ol class="sources">{numbered(theme).map(source).collect_view()}</ol>
            <p class="num">{text::version_id(published.version.as_str())}</p>
        </details>
    }
}
