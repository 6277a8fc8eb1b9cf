//! One file per table. Rows never leave this crate: queries speak domain types.

pub(crate) mod answer;
pub(crate) mod application;
pub(crate) mod audit;
pub(crate) mod case;
pub(crate) mod citizen;
pub(crate) mod code;
pub(crate) mod counter;
pub(crate) mod data_key;
pub(crate) mod decision_draft;
pub(crate) mod draft;
pub(crate) mod event;
pub(crate) mod file;
pub(crate) mod means;
pub(crate) mod officer;
pub(crate) mod outbox;
pub(crate) mod parked_form;
pub(crate) mod post;
pub(crate) mod register_fact;
pub(crate) mod register_read;
pub(crate) mod sandbox_message;
pub(crate) mod search_count;
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod theme_version;
