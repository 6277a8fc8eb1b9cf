//! What a mini-program shows its user when the site does not sign them in, or takes no picture: at most 120 characters each.

/// Longest sentence that they show.
const LONGEST: usize = 120;

/// A sentence that they show; a longer one does not compile.
const fn short(sentence: &'static str) -> &'static str {
    let (mut left, mut length) = (sentence.as_bytes(), 0);
    while let [byte, rest @ ..] = left {
        // All bytes of a character but the first begin with these two bits.
        if *byte & 0b1100_0000 != 0b1000_0000 {
            length += 1;
        }
        left = rest;
    }
    assert!(length <= LONGEST, "too long for a mini-program");
    sentence
}

/// The request is not what the site reads.
pub const UNREADABLE: &str = short("这个小程序和网站对不上，登录不了。请把小程序关掉再打开；还不行，请打热线电话。");
/// Not a path of this site.
pub const NOT_A_PATH: &str = short("要去的地址不是本站的，所以没有登录。请从首页重新进去。");
/// The app is none of ours.
pub const NOT_OPEN: &str = short("这里还没有开通这种登录。请用手机号登录，或者不登录先看。");
/// The platform does not answer.
pub const DOWN: &str = short("现在连不上登录的平台。请过一会儿再试，或者用手机号登录。填过的都还在。");
/// The code is used or too old.
pub const CODE_OVER: &str = short("这次登录过期了，请再点一次。");
/// The platform finds it risky.
pub const RISKY: &str = short("登录的平台觉得这次有风险，没有放行。请用手机号登录。");
/// What the platform said does not hold.
pub const UNSOUND: &str = short("登录的平台回答对不上，为了安全，这次不算。请再试一次，或者用手机号登录。");
/// Too many from one address.
pub const TOO_OFTEN: &str = short("这个网络里登录的人太多了。请过一会儿再试，或者用手机号登录。");
/// Something of ours broke.
pub const BROKEN: &str = short("我们这边出了问题，这次没有登录。请过几分钟再试。填过的都还在。");
/// No picture comes in any more.
pub const GRANT_OVER: &str =
    short("这里不能再收照片了：可能放得太久，也可能已经提交。请回到刚才那一页，还要交就再选一次。");
/// A picture did not arrive whole.
pub const BROKEN_OFF: &str = short("照片没有传完整，没有收下。请再选一次。");
/// Something of ours broke while a picture came.
pub const PICTURE_BROKEN: &str = short("我们这边出了问题，照片没有收下。请过几分钟再传。");
