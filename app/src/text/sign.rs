//! Signing, and what was signed.

/// To signing, on the page where everything is checked.
pub const TO_SIGN: &str = "去签名";
/// Title of signing.
pub const TITLE: &str = "请签名";
/// Above what one declares.
pub const DECLARE: &str = "签名就是说";
/// Signs and hands in.
pub const SIGN: &str = "签名并提交";
/// Signs by one's own device.
pub const BY_DEVICE: &str = "刷脸或按指纹签名";
/// Something was changed since one signed.
pub const CHANGED: &str = "签名以后内容又有变动，原来的签名不算了。请核对好，再签一次。填的都在。";
/// Another code was asked for while the one before is good.
pub const CODE_HOLDS: &str = "刚才发的验证码还能用。没收到的，等 1 分钟再发。";
/// The title of what was signed.
pub const RECORD: &str = "签过名的内容";
/// The way to it.
pub const TO_RECORD: &str = "看签过名的内容";
/// Beneath it.
pub const RECORD_LEDE: &str = "这是您提交时签名的内容，签名以后没有动过。以后要证明交过什么，拿它就行。";
/// The same where something was mended since.
pub const RECORD_MENDED_LEDE: &str =
    "提交以后，您按部门的要求补正过。原来签名的内容没有动；补正改了什么，也签了名，写在下面，现在以补正的为准。";
/// Above what was mended.
pub const MENDED: &str = "提交以后补正的";
/// Above what was filled in, where something was mended since.
pub const ANSWERS_BEFORE: &str = "提交时填的内容";
/// Who signed.
pub const SIGNERS: &str = "谁签的";
/// What it is known by.
pub const HASH: &str = "校验码";
/// What that is.
pub const HASH_NOTE: &str = "内容改一个字，校验码就对不上。";
/// What was applied for.
pub const ITEMS: &str = "办的事";
/// What was filled in.
pub const ANSWERS: &str = "填的内容";
/// Above what no topic of the form asks for.
pub const OTHERS: &str = "其他";
/// What was handed in.
pub const FILES: &str = "交的材料";
/// The file.
pub const DOWNLOAD: &str = "下载";
/// It holds.
pub const HOLDS: &str = "核对过了：内容和签名都对得上。";
/// It does not.
pub const BROKEN: &str = "对不上：内容或者签名和提交时不一样。请打热线电话。";
/// Signed, at the desk.
pub const SIGNATURE: &str = "签名";

/// What is handed in, and to how many departments.
#[must_use]
pub fn lede(title: &str, departments: usize) -> String {
    format!("签好就提交“{title}”，交给 {departments} 个部门。")
}

/// Who signed, when, and how.
#[must_use]
pub fn signed(name: &str, time: &str, by_device: bool) -> String {
    let how = if by_device {
        "刷脸或按指纹"
    } else {
        "短信验证码"
    };
    format!("{name}，{time}，{how}")
}

/// Who signed what was mended, when, and how.
#[must_use]
pub fn signed_later(name: &str, time: &str, by_device: bool) -> String {
    format!("{}（补正）", signed(name, time, by_device))
}

/// Who agreed besides, and when, in a record from before they signed.
#[must_use]
pub fn agreed(name: &str, time: &str) -> String {
    format!("{name}，{time}，在自己的账户里同意")
}

/// That a code comes.
#[must_use]
pub fn code_comes(phone: &str) -> String {
    format!("点“{TO_SIGN}”，会发一条验证码到 {phone}，填上就是签名。")
}

/// Why a code or a device did not sign.
#[must_use]
pub fn problem(code: &str) -> Option<&'static str> {
    let is_own = matches!(
        code,
        "wrong-code" | "short-code" | "code-over" | "code-spent" | "not-verified" | "too-many-codes" | "not-sent"
    );
    is_own.then_some(code).and_then(super::account::problem)
}

/// A hash in groups that can be read out.
#[must_use]
pub fn grouped(hash: &str) -> String {
    let groups: Vec<String> = hash
        .as_bytes()
        .chunks(8)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_in_groups_of_eight() {
        assert_eq!(grouped("0123456789abcdef0"), "01234567 89abcdef 0");
    }
}
