//! Who signs in: citizens and officers.

use crate::id::{CitizenId, DepartmentId, OfficerId};
use crate::identity::IdNumber;

/// A natural person with an account (自然人).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citizen {
    /// Account id.
    pub id: CitizenId,
    /// Name.
    pub name: String,
    /// 公民身份号码.
    pub id_number: IdNumber,
    /// Mobile number.
    pub phone: String,
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
