//! The app whose web-view shows our pages. It decides what a page offers, and never who may do what: anybody can claim it.

/// Which app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// WeChat (微信).
    WeChat {
        /// Within our mini-program.
        shell: bool,
    },
    /// Alipay (支付宝).
    Alipay {
        /// Within our mini-program.
        shell: bool,
    },
}
