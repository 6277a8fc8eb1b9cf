//! The window of a hall: read by an officer, and the paper by who signs it.

/// Title.
pub const TITLE: &str = "窗口接待";
/// Beneath it.
pub const LEDE: &str =
    "请来人出示身份证原件，照着证件填。核对上了，才能替他记委托、换手机号。看了谁、做了什么，都会记下来。";
/// Label.
pub const NAME: &str = "姓名";
/// Label.
pub const ID_NUMBER: &str = "身份证号码";
/// Look up who it is.
pub const SERVE: &str = "核对";
/// Back to who stands there.
pub const BACK: &str = "返回";
/// Let the person go.
pub const FINISH: &str = "办完了，接待下一位";

/// No account.
pub const NO_ACCOUNT: &str = "还没有账户。";
/// An account that nobody signs in to.
pub const NO_NUMBER: &str = "有账户，还没有自己的手机号，不能登录。";
/// Above the mandates.
pub const MANDATES: &str = "请了谁帮忙";
/// None.
pub const NO_MANDATES: &str = "没有有效的委托。";
/// Above what can be done.
pub const TO_DO: &str = "可以办的";
/// A paper.
pub const NEW_MANDATE: &str = "写一份委托书";
/// Another number.
pub const NUMBER: &str = "换登录用的手机号";
/// The ID number back.
pub const FREE: &str = "这个账户不是本人的";
/// End a mandate.
pub const END: &str = "停止";
/// To the paper of one that is not signed.
pub const TO_PAPER: &str = "看委托书";

/// Beneath the title of a new paper.
pub const MANDATE_LEDE: &str = "照本人说的填。下一步打印出来，本人看过、当面签了字才算数。";
/// On to the paper.
pub const DRAW_UP: &str = "下一步：打印";
/// The paper.
pub const PAPER: &str = "委托书";
/// Beneath it, before it is signed.
pub const PAPER_LEDE: &str = "请打印（浏览器菜单里的“打印”），读给本人听，本人当面签字。签好存档，再点下面的按钮。";
/// Beneath it, once it is recorded.
pub const RECORDED: &str = "这份委托书已经记下了。";
/// Record it.
pub const RECORD: &str = "已经当面签字，原件存档";
/// Label.
pub const PRINCIPAL: &str = "委托人";
/// Label.
pub const AGENT: &str = "受托人";
/// Label.
pub const WHAT: &str = "办什么";
/// Label.
pub const DAYS: &str = "期限";
/// Label.
pub const PAPER_NUMBER: &str = "委托书编号";
/// Label.
pub const SIGNED: &str = "委托人签字";
/// Label.
pub const SIGNED_ON: &str = "签字日期";
/// Label.
pub const SEEN_BY: &str = "经办人签字";

/// Beneath the title of another number.
pub const NUMBER_LEDE: &str =
    "换好以后，只有新号码能登录。旧手机、刷脸、微信和支付宝都登不进去了，要重新加。号码填两遍，请本人看着填。";
/// Beneath it, for who has none.
pub const FIRST_NUMBER_LEDE: &str = "本人用这个号码收短信、登录，自己看进度、收回委托。号码填两遍，请本人看着填。";
/// Label.
pub const NEW_NUMBER: &str = "新手机号码";
/// Label.
pub const NUMBER_AGAIN: &str = "再填一遍";
/// Do it.
pub const SET_NUMBER: &str = "就用这个号码";

/// Says how the account in question is signed in to.
#[must_use]
pub fn holder(phone: &str) -> String {
    format!("这个账户现在用 {phone} 登录。")
}

/// Beneath the title of the ID number back.
pub const FREE_LEDE: &str =
    "有人用本人的姓名和身份证号码开了账户，才用这一步。手机丢了、换了号，请回去点“换登录用的手机号”，填过的都还在。";
/// What is lost.
pub const FREE_LOSES: [&str; 3] = [
    "这个账户马上关掉，谁也登不进去。",
    "没交的申请、存的材料、给的委托都删掉，找不回来。",
    "已经交的申请留在部门，照常办。",
];
/// Do it.
pub const CLOSE: &str = "关掉这个账户";

/// That something was done.
#[must_use]
pub fn done(code: &str) -> Option<&'static str> {
    Some(match code {
        "recorded" => "委托书记下了。受托人会收到短信，登录后答应了就可以办。",
        "ended" => "委托停止了，马上生效。",
        "number" => "手机号换好了，现在就可以用它登录。",
        "freed" => "那个账户关掉了，身份证号码可以由本人用了。",
        _ => return None,
    })
}

/// Why it was not done.
#[must_use]
pub fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "serve-first" => "已经过了半个小时，或者还没有核对。请看身份证再核对一次。",
        "somebody-else-served" => "窗口已经换了人，刚才那一步没有做。请看清现在是谁，再办。",
        "not-an-identity" => "请填姓名和 18 位身份证号码，对着证件看一遍。",
        "not-confirmed" => "公安的户籍登记里，这个姓名和号码对不上。请对着证件看一遍；都对的，请本人到派出所问。",
        "register-down" => "现在连不上户籍登记，没法核对。请过一会儿再试，填的都还在。",
        "too-many-tries" => "今天核对得太多了。请换一位同事，或者找系统管理员。",
        "minor" => "未满 18 岁，由爸爸妈妈在自己的账户里替孩子办，不用委托书。",
        "a-child" => "未满 14 岁不能自己开账户，由爸爸妈妈替孩子办。",
        "not-a-phone" => "请填 11 位手机号码，两遍都要填。",
        "not-the-same" => "两遍填的不一样。请本人看着，再填两遍。",
        "number-taken" => "这个号码已经有别的账户了。请本人先用它登录，到“我的数据”里注销那个账户，再来换。",
        "hat-over" => "这份委托已经停止或者过期了。",
        _ => return None,
    })
}

/// With which number they sign in.
#[must_use]
pub fn signs_in(phone: &str) -> String {
    format!("有账户，用 {phone} 登录。")
}

/// Ends this agent's mandate.
#[must_use]
pub fn end_of(agent: &str) -> String {
    format!("停止给 {agent} 的委托")
}

/// Title of a new paper.
#[must_use]
pub fn mandate_of(name: &str) -> String {
    format!("{name} 的委托书")
}

/// Title of another number.
#[must_use]
pub fn number_of(name: &str) -> String {
    format!("{name} 换手机号")
}

/// Title of the ID number back.
#[must_use]
pub fn free_of(name: &str) -> String {
    format!("用 {name} 的身份证号码开的账户不是本人的？")
}

/// A person on the paper.
#[must_use]
pub fn person(name: &str, id_number: &str) -> String {
    format!("{name}，身份证号码 {id_number}")
}

/// An agent on the paper.
#[must_use]
pub fn agent(name: &str, phone: &str) -> String {
    format!("{name}，手机 {phone}")
}

/// From and to which day.
#[must_use]
pub fn days(from: &str, until: &str) -> String {
    format!("从 {from} 到 {until}")
}

/// What is signed.
#[must_use]
pub fn paper_says(city: &str, number: &str) -> String {
    format!(
        "我请受托人替我在{city}办上面写的事：填表、查登记、交材料、提交、看进度。受托人在期限里办的，我都认。我随时可以停止，到任何一个大厅窗口说一声就行，也可以打 {number} 问；停止以前已经提交的照常办。"
    )
}
