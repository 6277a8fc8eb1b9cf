//! Put on another hat: the session gets a new token, since it may do other things.

use domain::account::Hat;

use super::look_up;
use crate::account::sign_in::{Luggage, SignedIn, rotate, unpark};
use crate::asker::{Asker, Signed};
use crate::context::Context;
use crate::draft::park::Unparked;
use crate::error::{Error, Refusal, Result};
use crate::mandate::journal::{self, Kind};

/// Acts from now on, in this session, on somebody's behalf. A parked form that is filed under this hat is given back.
///
/// # Errors
/// [`Error::RealNameFirst`] for somebody whom nobody knows; refused when they may not wear it, or no longer.
pub async fn put_on(ctx: &Context, asker: &Asker, hat: &Hat, luggage: &Luggage) -> Result<SignedIn> {
    let (citizen, _) = asker.real_name()?;
    let over = match hat {
        Hat::Organisation(_) => Refusal::RepresentsNoMore,
        Hat::Own | Hat::Mandate(_) => Refusal::HatOver,
    };
    let worn = look_up(ctx, citizen, hat).await?.ok_or(Error::Refused(over))?;
    if let Hat::Mandate(id) = hat {
        journal::note(ctx, id, &citizen.id, Kind::PutOn, "").await?;
    }
    let session = rotate(ctx, luggage, |session| session.hat = hat.clone()).await?;
    let wearing = Asker::Citizen(Signed {
        worn,
        ..asker.signed()?.clone()
    });
    let unparked = unpark(ctx, &wearing, luggage).await?;
    // Whoever puts on another hat than a form waits for is not led away from where they go.
    let unparked = unparked.filter(|unparked| !matches!(unparked, Unparked::WearFirst(_)));
    Ok(SignedIn { session, unparked })
}
