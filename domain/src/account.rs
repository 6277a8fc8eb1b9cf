//! Who signs in: citizens here, staff in [`crate::staff`].

use crate::id::CitizenId;
use crate::identity::IdNumber;

/// A natural person with an account (自然人).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citizen {
    /// Account id.
    pub id: CitizenId,
    /// Mobile number, eleven digits.
    pub phone: String,
    /// Who it is; nothing until the household register confirmed it.
    pub real_name: Option<RealName>,
}

/// Name and number of a person as the household register has them (实名).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealName {
    /// Name.
    pub name: String,
    /// 公民身份号码.
    pub id_number: IdNumber,
}
