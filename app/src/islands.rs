//! Islands: the few controls that talk back in the browser. Everything works without them.
//!
//! They have no properties and draw nothing: what they need stands in the page as `data-` attributes. A property would bring a
//! JSON parser into the browser, a third of the byte budget.

mod checks;
#[cfg(feature = "hydrate")]
mod fresh;
mod live;
mod passkey;
mod saves;
mod suggestions;
mod uploads;

pub use checks::{CheckedForm, rule};
pub use live::LiveProgress;
pub use passkey::PasskeyForm;
pub use saves::SavedForm;
pub use suggestions::Suggestions;
pub use uploads::UploadForm;
