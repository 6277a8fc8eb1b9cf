//! How results reach the citizen.

use domain::delivery::Flaw;

/// Title.
pub const TITLE: &str = "结果怎么领";
/// The same at the desk.
pub const TITLE_AT_DESK: &str = "结果怎么给申请人";
/// Beneath it.
pub const LEDE: &str = "办好以后每一样怎么给您，可以分别选。没选过的，先替您勾了最省事的。";
/// As an e-certificate.
pub const ELECTRONIC: &str = "要电子的，在网上看";
/// At the office that decides, which nobody knows yet.
pub const OFFICE: &str = "到经办部门的窗口领";
/// To an address that is typed below.
pub const ANOTHER: &str = "寄到下面写的地址";
/// Above that address.
pub const WHERE: &str = "寄到哪里";
/// It is only needed for that.
pub const WHERE_HINT: &str = "上面选了“寄到下面写的地址”才要填。";
/// Who takes it in.
pub const RECIPIENT: &str = "收件人姓名";
/// How they are called.
pub const PHONE: &str = "收件人手机号";
/// Where to.
pub const ADDRESS: &str = "收件地址";
/// How precise.
pub const ADDRESS_HINT: &str = "从区县写到门牌号，邮递员好找。";
/// Something is sent, and nobody said where to yet.
pub const NO_ADDRESS: &str = "邮寄，还没填地址";
/// The same to whoever comes to say it.
pub const FILL_IN: &str = "寄到哪里还没填，请在下面写上地址。";
/// Keeps it.
pub const SAVE: &str = "就这样给我";
/// A step that is done.
pub const CHOSEN: &str = "已选好";
/// A step that is open, and need not be done.
pub const UNCHOSEN: &str = "还没选";
/// Beside a result for which nobody chose.
pub const AS_USUAL: &str = "还没选，先按最省事的";
/// To choosing.
pub const TO_CHOOSE: &str = "去选";
/// A step that is not done.
pub const OPEN: &str = "要填地址";
/// Above the addresses of other applications.
pub const BOOK: &str = "以前寄过的地址";
/// What taking one out does.
pub const BOOK_NOTE: &str = "删掉的以后不再列出来；已经选了寄到那里的照样寄。";
/// Takes an address out.
pub const FORGET: &str = "删掉";

/// At the window of a hall or an office, with where that is.
#[must_use]
pub fn window(name: &str, address: &str) -> String {
    format!("{}，地址：{address}", at(name))
}

/// At the window of an office of which only the number is known.
#[must_use]
pub fn window_by_phone(name: &str, phone: &str) -> String {
    format!("{}，电话：{phone}", at(name))
}

fn at(name: &str) -> String {
    let window = if name.ends_with("窗口") { "" } else { "的窗口" };
    format!("到{name}{window}领")
}

/// By post; without an address it says that none is there.
#[must_use]
pub fn post(address: &str, recipient: &str, phone: &str) -> String {
    if address.is_empty() {
        return NO_ADDRESS.to_owned();
    }
    let to = [address, recipient, phone];
    let to: Vec<_> = to.into_iter().filter(|part| !part.is_empty()).collect();
    format!("寄到{}", to.join("，"))
}

/// Where the result of an item is sent is missing.
#[must_use]
pub fn gap(name: &str) -> String {
    format!("“{name}”寄到哪里，还没有写全")
}

/// How all results reach the citizen.
#[must_use]
pub fn line(how: &str) -> String {
    format!("结果：{how}")
}
/// How some of them do.
#[must_use]
pub fn line_of(names: &str, how: &str) -> String {
    format!("{names}的结果：{how}")
}

/// What is wrong with an address.
#[must_use]
pub fn flaw(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Recipient => "请写收件人的姓名，30 个字以内。",
        Flaw::Phone => "请写 11 位手机号，邮递员好联系。",
        Flaw::Address => "请写收件地址，150 个字以内。",
    }
}
