//! Halls: where, by which number, and when they are open today.

use domain::hall::Hall;
use leptos::prelude::*;

use super::sources::Guide;
use crate::text::{date, hall as text};
use crate::visit::here;

/// The halls of the theme, else those of the place.
pub(super) fn halls(guide: &Guide) -> impl IntoView + use<> {
    let city = &guide.office.city;
    let named: Vec<&Hall> = guide.theme.halls.iter().filter_map(|id| city.hall(id)).collect();
    let place = guide.office.region.as_deref().unwrap_or_else(|| city.region());
    let shown = if named.is_empty() {
        city.halls()
            .iter()
            .filter(|hall| hall.region == place || hall.region == city.region())
            .collect()
    } else {
        named
    };
    let hall = |hall: &Hall| {
        view! {
            <li class="hall">
                <h3>{hall.name.clone()}</h3>
                <p>{hall.address.clone()}</p>
                <p class="num">{hours(guide, hall)}</p>
                <a class="num hall__call" href=format!("tel:{}", hall.phone)>{hall.phone.clone()}</a>
            </li>
        }
    };
    let other = (!city.below().is_empty()).then(|| {
        let back = crate::ui::loaded::encode(&here());
        view! { <p class="group"><a href=format!("/region?back={back}")>{text::ELSEWHERE}</a></p> }
    });
    view! { <ul>{shown.into_iter().map(hall).collect_view()}</ul>{other} }
}

/// Today's hours. They change at midnight only, so that a page can be kept for the day.
fn hours(guide: &Guide, hall: &Hall) -> String {
    let (today, calendar) = (guide.office.today(), &guide.office.calendar);
    let open = hall.open_on(today, calendar);
    if !open.is_empty() {
        return text::open_today(open);
    }
    hall.opens_after(today, calendar).map_or_else(
        || text::CLOSED.to_owned(),
        |(day, from)| text::opens(&date::weekday(day, today), from),
    )
}
