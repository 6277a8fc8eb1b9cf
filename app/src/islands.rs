//! Islands: the few controls that talk back in the browser. Everything works without them.

mod checked;
mod live;

pub use checked::{CheckedInput, rule};
pub use live::LiveProgress;
