//! The knowledge of the office as reviewed text, and the code that reads and checks it.
//!
//! - [`Library`]: everything in the `content/` folder, loaded and checked once
//! - [`theme`]: a theme file made into a [`domain::theme::Theme`]
//! - [`edition`]: a county's few lines over a theme
//! - [`lint`]: the editor's checklist, every problem with its line
//! - [`element`], [`calendar`], [`city`]: data elements, the statutory calendar, the sandbox city
//! - [`schema`]: what an editor program completes and checks the files by
//! - [`file`](mod@file): the authoring formats, untrusted

pub mod calendar;
pub mod city;
pub mod edition;
pub mod element;
pub mod file;
mod finding;
pub mod library;
pub mod lint;
pub mod schema;
pub mod theme;
mod yaml;

pub use finding::{Finding, Rule};
pub use library::{Authored, Edition, Library, Problems};
