//! The app whose web-view shows our pages. It decides what a page offers, and never who may do what: anybody can claim it.

use usecases::account::outside::Means;

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

impl Container {
    /// Whether it is our mini-program.
    pub(crate) fn is_shell(self) -> bool {
        let (Self::WeChat { shell } | Self::Alipay { shell }) = self;
        shell
    }

    /// By whose word somebody is signed in here: that of the app whose mini-program this is.
    pub(crate) fn means(self) -> Option<Means> {
        match self {
            Self::WeChat { shell } => shell.then_some(Means::WeChat),
            Self::Alipay { shell } => shell.then_some(Means::Alipay),
        }
    }
}
