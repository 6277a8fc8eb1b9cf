//! A form that was posted without a session or under another hat: kept until whoever typed it has signed in, or put that hat on, and
//! shown again on its own page.

use domain::account::Hat;
use usecases::Context;
use usecases::draft::park::{self, Parked, Posted};

use super::parties::seat;
use super::{delivery, help};
use crate::respond::keep_form;
use crate::ui::loaded::encode;

/// Keeps a form; to where one signs in, and from there to its page.
///
/// # Errors
/// As [`park::park`].
pub(crate) async fn park(office: &Context, posted: &Posted) -> usecases::Result<String> {
    park_on(office, posted, &own_page(posted)).await
}

/// The same for a form that stands on this page.
///
/// # Errors
/// As [`park::park`].
pub(crate) async fn park_on(office: &Context, posted: &Posted, page: &str) -> usecases::Result<String> {
    keep(office, posted).await?;
    Ok(format!("/sign-in?next={}", encode(page)))
}

/// Keeps a form that belongs under another hat than the one worn; to where that is put on, and from there to its page.
///
/// # Errors
/// As [`park::park`].
pub(crate) async fn wear_first(office: &Context, posted: &Posted, hat: &Hat) -> usecases::Result<String> {
    wear_first_on(office, posted, hat, &own_page(posted)).await
}

/// The same for a form that stands on this page.
///
/// # Errors
/// As [`park::park`].
pub(crate) async fn wear_first_on(
    office: &Context,
    posted: &Posted,
    hat: &Hat,
    page: &str,
) -> usecases::Result<String> {
    keep(office, posted).await?;
    Ok(format!("/me/hats?hat={hat}&next={}", encode(page)))
}

async fn keep(office: &Context, posted: &Posted) -> usecases::Result<()> {
    let token = park::park(office, posted).await?;
    keep_form(office, "parked", &token);
    Ok(())
}

fn own_page(posted: &Posted) -> String {
    page_of(&posted.about()).unwrap_or_default()
}

/// The page on which a form is shown again, if that is its own; what is asked on several pages is shown on the one it came from.
pub(crate) fn page_of(about: &Parked) -> Option<String> {
    Some(match about {
        Parked::Topic(draft, topic) => format!("/drafts/{draft}/form/{topic}"),
        Parked::Delivery(draft) => delivery::page_of(&format!("/drafts/{draft}"), false),
        Parked::Help(draft, about) => help::with_problem(&help::page_of(draft, about.as_ref()), "not-sent"),
        Parked::Answer(help) => format!("/desk/help/{help}"),
        Parked::Mending(application) => format!("/applications/{application}/mend"),
        Parked::Decline(invitation) => format!("/parties/{invitation}/decline"),
        Parked::Invite(draft, seat) => seat::page_of(draft, seat),
        Parked::Case(case) => format!("/desk/cases/{case}"),
        Parked::Point(case) => format!("/desk/cases/{case}?problem=not-named"),
        Parked::Reason(case) => format!("/desk/cases/{case}?problem=not-asked"),
        _ => return None,
    })
}
