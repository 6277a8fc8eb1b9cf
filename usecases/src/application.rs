//! An application (申请): submitted once, followed by its citizen, withdrawn.

pub mod list;
pub mod submit;
pub mod track;
pub mod watch;
pub mod withdraw;
