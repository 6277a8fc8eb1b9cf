//! A theme with promises.

use super::{TestOffice, newborn};

impl TestOffice {
    /// Publishes the newborn theme so that the guidance is granted on a promise, and one takes the place of the diagnosis.
    pub(crate) async fn publish_with_promises(&self) {
        let newborn = newborn();
        let commitment = |indent: &str| {
            [
                "commitment:",
                "  notice: [孩子已经出生]",
                "  consequence: 说了假话的，要退回。",
                "  excluded: [以前承诺过没做到的人]",
                "  promise: 我保证是真的。",
                "  check: 办好以后核对。",
                "  check_within: {days: 30, kind: natural}",
            ]
            .map(|line| format!("{indent}{line}\n"))
            .concat()
        };
        let item = "\n  - id: parenting_guidance\n";
        let material = "\n  - id: diagnosis\n";
        let source = newborn.source.replace(item, &format!("{item}{}", commitment("    ")));
        let source = source.replace(material, &format!("{material}{}", commitment("    ")));
        let elements = newborn.elements.clone();
        let authored = content::Authored {
            theme: content::theme::read(&source, &elements).unwrap(),
            hash: content::theme::hash(&source, &elements),
            source,
            ..newborn.clone()
        };
        crate::theme::publish::publish(&self.ctx, &authored).await.unwrap();
    }
}
