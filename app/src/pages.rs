//! One file per page, or per group of pages that belong together: the page, its smaller parts, its server functions.

pub(crate) mod applications;
pub(crate) mod check;
pub(crate) mod consent;
pub(crate) mod desk;
pub(crate) mod devices;
pub(crate) mod draft;
pub(crate) mod guide;
pub(crate) mod hats;
pub(crate) mod home;
pub(crate) mod mandates;
pub(crate) mod materials;
pub(crate) mod me;
pub(crate) mod means;
pub(crate) mod mode;
pub(crate) mod my_data;
pub(crate) mod passkeys;
pub(crate) mod plan;
pub(crate) mod problem;
pub(crate) mod progress;
pub(crate) mod real_name;
pub(crate) mod region;
pub(crate) mod sandbox;
pub(crate) mod sign_in;
pub(crate) mod staff;
pub(crate) mod topic;
pub(crate) mod window;
