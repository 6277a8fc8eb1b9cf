//! A mandate (委托): who acts for whom, in which themes, from when to when (民法典 art. 161–175).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::id::{AgencyId, CitizenId, MandateId, Slug};
use crate::moment::Moment;

/// The longest time a mandate is given for, days; 民法典 sets no limit, and nobody remembers what they signed long ago.
pub const LONGEST: u64 = 366;

/// One person acts for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Its id.
    pub id: MandateId,
    /// For whom (委托人).
    pub principal: CitizenId,
    /// Who acts (代办人).
    pub agent: Agent,
    /// In which themes; none means all of them.
    pub themes: Option<BTreeSet<Slug>>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// What it rests on.
    pub ground: Ground,
    /// When it was drawn up.
    pub drawn_at: Moment,
    /// When the principal confirmed it; at once where it does not rest on that.
    pub confirmed_at: Option<Moment>,
    /// When the agent took it on.
    pub accepted_at: Option<Moment>,
    /// When either side ended it.
    pub ended_at: Option<Moment>,
}

/// Who acts: found by name and number, so that nobody learns who has an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Name, as the household register has it.
    pub name: String,
    /// Mobile number, eleven digits.
    pub phone: String,
    /// The account, once it was taken on.
    pub citizen: Option<CitizenId>,
    /// The agency whose members act instead of one person.
    pub agency: Option<AgencyId>,
}

impl Agent {
    /// Whether this account acts, a member of these agencies.
    #[must_use]
    pub fn is(&self, who: &CitizenId, member_of: &[AgencyId]) -> bool {
        match &self.agency {
            Some(agency) => member_of.contains(agency),
            None => self.citizen.as_ref() == Some(who),
        }
    }
}

/// What a mandate rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The principal's own confirmation (民法典 art. 165).
    Confirmed,
    /// A paper that the principal signed at a window (民法典 art. 165).
    Window,
    /// A register has the agent as parent of the principal, who is a minor (民法典 art. 23, 27).
    Guardian,
}

/// How a mandate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Waits for the principal's confirmation.
    Unconfirmed,
    /// Waits for the agent to take it on.
    Offered,
    /// Its first day is still to come.
    Ahead,
    /// The agent may act.
    Live,
    /// Its last day is over.
    Over,
    /// Either side ended it.
    Ended,
}

impl Mandate {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        if self.ended_at.is_some() {
            Standing::Ended
        } else if today > self.until {
            Standing::Over
        } else if self.confirmed_at.is_none() {
            Standing::Unconfirmed
        } else if self.accepted_at.is_none() {
            Standing::Offered
        } else if today < self.from {
            Standing::Ahead
        } else {
            Standing::Live
        }
    }

    /// Whether its agent may act in this theme on this day.
    #[must_use]
    pub fn covers(&self, theme: &Slug, today: NaiveDate) -> bool {
        self.standing(today) == Standing::Live && self.themes.as_ref().is_none_or(|themes| themes.contains(theme))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(739_000 + i32::try_from(number).unwrap()).unwrap()
    }

    fn mandate() -> impl Strategy<Value = Mandate> {
        let moment = || prop::option::of(Just(Moment(1)));
        let agent = prop::option::of(Just("chen"));
        let agency = prop::option::of(Just("station"));
        let themes = prop::option::of(prop::collection::btree_set(
            prop_oneof![Just("newborn"), Just("retire")],
            0..2,
        ));
        (
            moment(),
            moment(),
            moment(),
            (agent, agency),
            themes,
            0..20_u32,
            0..20_u32,
        )
            .prop_map(
                |(confirmed_at, accepted_at, ended_at, (agent, agency), themes, from, days)| Mandate {
                    id: "m".parse().unwrap(),
                    principal: "lin".parse().unwrap(),
                    agent: Agent {
                        name: "陈远".to_owned(),
                        phone: "13800000002".to_owned(),
                        citizen: agent.map(|id| id.parse().unwrap()),
                        agency: agency.map(|id| id.parse().unwrap()),
                    },
                    themes: themes.map(|themes| themes.into_iter().map(|slug| slug.parse().unwrap()).collect()),
                    from: day(from),
                    until: day(from + days),
                    ground: Ground::Confirmed,
                    drawn_at: Moment(0),
                    confirmed_at,
                    accepted_at,
                    ended_at,
                },
            )
    }

    proptest! {
        #[test]
        fn nobody_acts_but_the_agent_within_the_days_and_themes_of_a_confirmed_accepted_mandate(
            mandate in mandate(), today in 0..50_u32, who in prop_oneof![Just("chen"), Just("lin"), Just("zhou")],
            theme in prop_oneof![Just("newborn"), Just("retire"), Just("restaurant")], is_member in any::<bool>(),
        ) {
            let (today, theme, who) = (day(today), theme.parse().unwrap(), who.parse().unwrap());
            let member_of = if is_member { vec!["station".parse().unwrap()] } else { Vec::new() };
            let lets = mandate.agent.is(&who, &member_of) && mandate.covers(&theme, today);
            let is_agent = match mandate.agent.agency {
                Some(_) => is_member,
                None => mandate.agent.citizen == Some(who),
            };
            let right = is_agent
                && mandate.confirmed_at.is_some()
                && mandate.accepted_at.is_some()
                && mandate.ended_at.is_none()
                && mandate.from <= today
                && today <= mandate.until
                && mandate.themes.as_ref().is_none_or(|themes| themes.contains(&theme));
            prop_assert_eq!(lets, right);
        }
    }
}
