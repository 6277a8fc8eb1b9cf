//! A form that was posted without a session: kept until whoever typed it has signed in, and shown again on its own page.

use usecases::Context;
use usecases::account::sign_in::Unparked;
use usecases::draft::park::{self, Posted};

use super::parties::seat;
use super::{delivery, help};
use crate::respond::keep_form;
use crate::ui::loaded::encode;

/// Keeps a form; to where one signs in, and from there to its page.
///
/// # Errors
/// As [`park::park`].
pub(crate) async fn park(office: &Context, posted: &Posted) -> usecases::Result<String> {
    let token = park::park(office, posted).await?;
    keep_form(office, "parked", &token);
    let page = page_of(&posted.about()).unwrap_or_default();
    Ok(format!("/sign-in?next={}", encode(&page)))
}

/// The page on which a form is shown again, if signing in leads there.
pub(crate) fn page_of(about: &Unparked) -> Option<String> {
    Some(match about {
        Unparked::Topic(draft, topic) => format!("/drafts/{draft}/form/{topic}"),
        Unparked::Delivery(draft) => delivery::page_of(&format!("/drafts/{draft}"), false),
        Unparked::Help(draft, about) => help::with_problem(&help::page_of(draft, about.as_ref()), "not-sent"),
        Unparked::Answer(help) => format!("/desk/help/{help}"),
        Unparked::Mending(application) => format!("/applications/{application}/mend"),
        Unparked::Decline(invitation) => format!("/parties/{invitation}/decline"),
        Unparked::Invite(draft, seat) => seat::page_of(draft, seat),
        Unparked::Case(case) => format!("/desk/cases/{case}"),
        Unparked::Point(case) => format!("/desk/cases/{case}?problem=not-named"),
        Unparked::Reason(case) => format!("/desk/cases/{case}?problem=not-asked"),
        _ => return None,
    })
}
