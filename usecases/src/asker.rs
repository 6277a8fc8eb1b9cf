//! Who is asking.

use domain::account::{Citizen, Hat, Level, RealName};
use domain::id::CitizenId;
use domain::moment::Moment;
use domain::staff::{Officer, Role};

use crate::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::hat::Worn;
use crate::token::Token;

/// Who is asking, as the session says; never as a form says.
#[derive(Debug, Clone)]
pub enum Asker {
    /// Somebody without a session, perhaps with a guest's cookie.
    Guest(Option<Token>),
    /// A signed-in citizen.
    Citizen(Signed),
    /// An officer who still owes the second factor, and may do nothing but prove it.
    HalfSignedIn(Officer),
    /// A signed-in officer.
    Officer(Officer),
}

/// A citizen in one session.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Who.
    pub citizen: Citizen,
    /// When this session last saw a living person (level 3): a face or a finger at their own device.
    pub live_at: Option<Moment>,
    /// On whose behalf, where nothing says another.
    pub worn: Worn,
}

impl Signed {
    /// Whose things this citizen begins: their own, or the principal's.
    #[must_use]
    pub fn holder(&self) -> &CitizenId {
        match &self.worn {
            Worn::Mandate(_, principal) => &principal.id,
            Worn::Own | Worn::Organisation(_) => &self.citizen.id,
        }
    }
}

impl From<Citizen> for Asker {
    fn from(citizen: Citizen) -> Self {
        Self::Citizen(Signed {
            citizen,
            live_at: None,
            worn: Worn::Own,
        })
    }
}

impl Asker {
    /// Whether somebody is signed in, with all that it takes.
    #[must_use]
    pub fn is_signed_in(&self) -> bool {
        matches!(self, Self::Citizen(_) | Self::Officer(_))
    }

    /// The citizen who asks.
    ///
    /// # Errors
    /// As [`Self::signed`].
    pub fn citizen(&self) -> Result<&Citizen> {
        Ok(&self.signed()?.citizen)
    }

    /// The citizen who asks, in this session.
    ///
    /// # Errors
    /// [`Error::SignInFirst`] for a guest, [`Error::SecondFactorFirst`] or [`Error::Forbidden`] for an officer.
    pub fn signed(&self) -> Result<&Signed> {
        match self {
            Self::Citizen(signed) => Ok(signed),
            Self::Guest(_) => Err(Error::SignInFirst),
            Self::HalfSignedIn(_) => Err(Error::SecondFactorFirst),
            Self::Officer(_) => Err(Error::Forbidden),
        }
    }

    /// The citizen who asks, and who that is.
    ///
    /// # Errors
    /// As [`Self::citizen`]; [`Error::RealNameFirst`] when nobody confirmed it yet.
    pub fn real_name(&self) -> Result<(&Citizen, &RealName)> {
        let citizen = self.citizen()?;
        let known = citizen.real_name.as_ref().ok_or(Error::RealNameFirst)?;
        Ok((citizen, known))
    }

    /// Whether the asker still wears the hat that a page was shown under: in another tab it can be changed.
    ///
    /// # Errors
    /// Refused when they do not.
    pub fn still_wears(&self, shown: &Hat) -> Result<()> {
        let worn = match self {
            Self::Citizen(signed) => signed.worn.hat(),
            Self::Guest(_) | Self::Officer(_) | Self::HalfSignedIn(_) => Hat::Own,
        };
        if worn == *shown {
            Ok(())
        } else {
            Err(Error::Refused(Refusal::HatChanged))
        }
    }

    /// The citizen who asks, known as well as this needs.
    ///
    /// # Errors
    /// As [`Self::real_name`]; [`Error::LiveFirst`] when this session saw no living person lately.
    pub fn needs(&self, level: Level, ctx: &Context) -> Result<&Citizen> {
        let signed = self.signed()?;
        if level >= Level::RealName {
            self.real_name()?;
        }
        let is_live = || signed.live_at.is_some_and(|at| at.plus(ctx.limits.live) > ctx.now());
        if level >= Level::Live && !is_live() {
            return Err(Error::LiveFirst);
        }
        Ok(&signed.citizen)
    }

    /// The officer who asks.
    ///
    /// # Errors
    /// [`Error::SignInFirst`] for a guest, [`Error::SecondFactorFirst`] for who owes it, [`Error::Forbidden`] for a citizen.
    pub fn officer(&self) -> Result<&Officer> {
        match self {
            Self::Officer(officer) => Ok(officer),
            Self::Guest(_) => Err(Error::SignInFirst),
            Self::HalfSignedIn(_) => Err(Error::SecondFactorFirst),
            Self::Citizen(_) => Err(Error::Forbidden),
        }
    }

    /// The officer who asks, if they serve at a window.
    ///
    /// # Errors
    /// As [`Self::officer`]; [`Error::Forbidden`] for everybody else.
    pub fn window(&self) -> Result<&Officer> {
        let officer = self.officer()?;
        if officer.serves() {
            Ok(officer)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// The officer who asks, if this is their part of running the system.
    ///
    /// # Errors
    /// As [`Self::officer`]; [`Error::Forbidden`] for everybody else.
    pub fn administrator(&self, role: Role) -> Result<&Officer> {
        let officer = self.officer()?;
        if officer.role() == Some(role) {
            Ok(officer)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// The officer who owes the second factor.
    ///
    /// # Errors
    /// [`Error::SignInFirst`] for a guest, [`Error::Forbidden`] for everybody who is signed in.
    pub fn half_signed_in(&self) -> Result<&Officer> {
        match self {
            Self::HalfSignedIn(officer) => Ok(officer),
            Self::Guest(_) => Err(Error::SignInFirst),
            Self::Citizen(_) | Self::Officer(_) => Err(Error::Forbidden),
        }
    }
}
