//! The second factor of staff: digits that change every half minute (RFC 6238), each taken once.

use domain::id::OfficerId;
use domain::identity::half_width;
use domain::staff::{About, Act, Officer};
use totp_rs::{Builder, Totp};

use super::sign_in::complete;
use crate::account::sign_in::{Luggage, SignedIn};
use crate::asker::Asker;
use crate::audit::note;
use crate::context::{Context, Mode};
use crate::error::{Error, Refusal, Result};
use crate::token::Token;

/// Seconds of a step.
const STEP: u64 = 30;
/// How often digits may be tried in one stretch of time; who is known to sign in from this browser has as many of their own, so
/// that no stranger can use them up.
const TRIES: i64 = 5;
/// How long such a stretch is, milliseconds.
const STRETCH: i64 = 10 * 60_000;
/// The counters of tries begin so, and go on with the stretch.
pub(crate) const COUNTER: &str = "second_factor:";

/// What an officer needs to set the second factor up.
#[derive(Debug)]
pub struct SetUp {
    /// The key, to be typed.
    pub key: String,
    /// The same as an address, to be scanned.
    pub address: String,
}

/// What is needed to set the second factor up; nothing once it is in use.
///
/// # Errors
/// As [`Asker::half_signed_in`].
pub async fn to_set_up(ctx: &Context, asker: &Asker) -> Result<Option<SetUp>> {
    let officer = asker.half_signed_in()?;
    let factor = data::second_factor::find(ctx.db.read(), &officer.id)
        .await?
        .ok_or(Error::NotFound)?;
    if factor.set_at.is_some() {
        return Ok(None);
    }
    let key = totp_rs::Secret::from(factor.secret.as_slice()).to_base32();
    let address = totp(ctx, &officer.id, factor.secret)?.to_url().map_err(broken)?;
    Ok(Some(SetUp { key, address }))
}

/// Signs the officer in, under a new token, when these are the digits of now, or half a minute off.
///
/// # Errors
/// Refused when they are not, when they were used before, or after too many tries.
pub async fn enter(ctx: &Context, asker: &Asker, typed: &str, luggage: &Luggage) -> Result<SignedIn> {
    let officer = asker.half_signed_in()?;
    let counter = counter(ctx, officer, luggage).await?;
    // Counted and stored before it is compared: trying at many places at once gives no more tries.
    let tx = ctx.db.write().await?;
    let tries = data::setting::count_up(&*tx, &counter).await?;
    tx.commit().await?;
    if tries > TRIES {
        return Err(Error::Refused(Refusal::TooManyDigits));
    }
    let factor = data::second_factor::find(ctx.db.read(), &officer.id)
        .await?
        .ok_or(Error::NotFound)?;
    let is_first = factor.set_at.is_none();
    let digits: String = half_width(typed).chars().filter(char::is_ascii_digit).collect();
    let step = totp(ctx, &officer.id, factor.secret)?.check(&digits, seconds(ctx));
    let tx = ctx.db.write().await?;
    let used = match step.and_then(|step| i64::try_from(step).ok()) {
        Some(step) => data::second_factor::use_step(&*tx, &officer.id, step, ctx.now()).await?,
        None => false,
    };
    let noted = async |act| note(ctx, &tx, Some(&officer.id), act, About::Nothing).await;
    if !used {
        noted(Act::SecondFactorRefused).await?;
        tx.commit().await?;
        return Err(Error::Refused(Refusal::WrongDigits));
    }
    data::setting::delete_counter(&*tx, &counter).await?;
    data::staff::see(&*tx, &officer.id, ctx.now()).await?;
    if is_first {
        noted(Act::SecondFactorSet).await?;
    }
    noted(Act::SignedIn).await?;
    tx.commit().await?;
    complete(ctx, officer, luggage).await
}

/// The counter of this officer's tries now.
async fn counter(ctx: &Context, officer: &Officer, luggage: &Luggage) -> Result<String> {
    let browser = luggage.browser.as_ref().map(Token::hash);
    let known = match browser {
        Some(browser) if data::session::is_known_to_officer(ctx.db.read(), &officer.id, &browser).await? => browser,
        _ => String::new(),
    };
    Ok(format!("{}:{}:{known}", stretch(ctx), officer.id))
}

/// What the counters of now begin with; those of before are forgotten.
pub(crate) fn stretch(ctx: &Context) -> String {
    format!("{COUNTER}{:012}", ctx.now().0 / STRETCH)
}

/// The digits that each officer of the sandbox would read from their phone now; nothing where every step of now was used.
///
/// # Errors
/// [`Error::NotFound`] in production.
pub async fn sandbox_digits(ctx: &Context) -> Result<Vec<(Officer, Option<String>)>> {
    if ctx.mode != Mode::Sandbox {
        return Err(Error::NotFound);
    }
    let mut digits = Vec::new();
    for account in data::staff::list(ctx.db.read(), 0, u64::from(u16::MAX)).await? {
        let officer = account.officer;
        let Some(factor) = data::second_factor::find(ctx.db.read(), &officer.id).await? else {
            continue;
        };
        let last = u64::try_from(factor.step).unwrap_or_default();
        let totp = totp(ctx, &officer.id, factor.secret)?;
        let now = seconds(ctx) / STEP;
        // Not the step before, which would end while somebody types.
        let unused = (now..=now + 1).find(|step| *step > last);
        digits.push((officer, unused.map(|step| totp.generate(step * STEP).to_string())));
    }
    Ok(digits)
}

/// The codes of this secret, under the city's name in the officer's app.
fn totp(ctx: &Context, id: &OfficerId, secret: Vec<u8>) -> Result<Totp> {
    let builder = Builder::new().with_secret(secret).with_step_duration(STEP).with_skew(1);
    let named = builder
        .with_account_name(id.as_str())
        .with_issuer(Some(ctx.city.name()));
    named.build().map_err(broken)
}

fn seconds(ctx: &Context) -> u64 {
    u64::try_from(ctx.now().0 / 1000).unwrap_or_default()
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Internal(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{TestOffice, id};

    #[tokio::test]
    async fn the_digits_are_those_of_the_standard() {
        for office in TestOffice::each().await {
            let secret = b"12345678901234567890".to_vec();
            let totp = totp(&office.ctx, &id("gao_ying"), secret).unwrap();
            // RFC 6238, appendix B, the last six of its eight.
            for (seconds, digits) in [
                (59, "287082"),
                (1_111_111_109, "081804"),
                (1_111_111_111, "050471"),
                (1_234_567_890, "005924"),
                (2_000_000_000, "279037"),
                (20_000_000_000, "353130"),
            ] {
                assert_eq!(totp.generate(seconds).to_string(), digits);
                let step = Some(seconds / STEP);
                for near in [seconds - STEP, seconds, seconds + STEP] {
                    assert_eq!(totp.check(digits, near), step);
                }
                assert_eq!(totp.check(digits, seconds + 2 * STEP), None);
            }
        }
    }
}
