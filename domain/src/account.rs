//! Who signs in: citizens and officers.

use crate::id::{CitizenId, DepartmentId, OfficerId};
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

/// How well somebody is known (认证级别): each level holds the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 1: a phone that receives codes.
    Phone,
    /// 2: a name and a number that the household register confirmed (实名). Nothing is submitted with less.
    #[default]
    RealName,
    /// 3: the person was there just now, by a face or a finger at their own device (实人).
    Live,
}

/// A member of staff (工作人员).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Account id.
    pub id: OfficerId,
    /// Name.
    pub name: String,
    /// The department whose cases they see.
    pub department: DepartmentId,
}
