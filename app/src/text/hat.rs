//! Acting for others: hats, mandates, organisations.

/// Take a hat off.
pub const TAKE_OFF: &str = "换回自己";
/// Title of the hats.
pub const HATS: &str = "替别人办";
/// Beneath it.
pub const HATS_LEDE: &str = "选了谁，接下来就是替谁办。每一页上面都会写着名字。";
/// Nobody to act for.
pub const NO_HATS: &str =
    "现在没有人请您帮忙。家里人登录自己的账户，点“请人帮我办”，写上您的名字和手机号，这里就会出现。";
/// Act for oneself.
pub const MYSELF: &str = "替自己办";
/// Above offers.
pub const OFFERED: &str = "有人请您帮忙";
/// Take it on.
pub const ACCEPT: &str = "我来帮忙";
/// Do not.
pub const DECLINE: &str = "不帮";
/// Above people.
pub const PEOPLE: &str = "替这些人办";
/// Above organisations.
pub const ORGANISATIONS: &str = "代表单位办";
/// Ask the business register.
pub const ASK_REGISTER: &str = "查我代表哪个单位";
/// Beneath it.
pub const ASK_REGISTER_NOTE: &str =
    "用您的身份证号码到市场主体登记里查一次，您是法定代表人或者登记的经办人才行。查到以后管一天，过后要再查。";
/// The register knows of none.
pub const REPRESENTS_NONE: &str = "市场主体登记里没有查到您代表的单位。刚变更过的，过几天再查，或者到大厅问。";
/// A child of one's own.
pub const CHILD: &str = "替孩子办";
/// Beneath it.
pub const CHILD_LEDE: &str =
    "孩子不满 18 岁，登记里写着您是爸爸或者妈妈，就可以替他办。我们用这两样到公安户籍里查一次。";
/// Label.
pub const CHILD_NAME: &str = "孩子的姓名";
/// Label.
pub const CHILD_NUMBER: &str = "孩子的身份证号码";
/// Check it.
pub const CHECK_CHILD: &str = "核对";
/// Something is filed under another hat.
pub const WEAR_FIRST: &str = "您要看的这一份不是替现在这个人办的。换一下再接着办，填过的都在。";

/// Nothing was done for somebody.
pub const NOTHING: &str = "还没有替这个人办过事。";

/// Above what is done for somebody.
#[must_use]
pub fn things_of(name: &str) -> String {
    format!("替 {name} 办的事")
}

/// The line on every page.
#[must_use]
pub fn acting_for(name: &str) -> String {
    format!("您在替 {name} 办")
}

/// Title of mandates.
pub const MANDATES: &str = "请人帮我办";
/// Beneath it.
pub const MANDATES_LEDE: &str = "请家里人或者信得过的人替您办。办的每一步您都看得见，随时可以收回。";
/// None yet.
pub const NO_MANDATES: &str = "您还没有请过人。可以请家里人、信得过的人，也可以请社区的帮办代办站。";
/// A new one.
pub const NEW: &str = "请一个人帮我办";
/// Who.
pub const WHOM: &str = "请谁帮";
/// A person one knows.
pub const A_PERSON: &str = "一个认识的人";
/// Who: name.
pub const AGENT_NAME: &str = "帮忙的人的姓名";
/// Hint.
pub const AGENT_NAME_HINT: &str = "要和身份证上的一样。";
/// Who: number.
pub const AGENT_PHONE: &str = "帮忙的人的手机号码";
/// Hint.
pub const AGENT_PHONE_HINT: &str = "帮忙的人用这个号码登录，答应了才开始。";
/// Which.
pub const WHICH: &str = "帮忙办什么";
/// All.
pub const ALL_THEMES: &str = "所有的事，包括以后新开的";
/// Some.
pub const SOME_THEMES: &str = "只办下面勾选的";
/// Until when.
pub const UNTIL: &str = "帮到什么时候";
/// What an agent may do.
pub const MAY: &str = "帮忙的人可以替您填表、查登记、交材料、提交、看进度，看不到您自己办的别的事。您随时可以收回。";
/// On to confirming.
pub const DRAW_UP: &str = "下一步";
/// Title of confirming.
pub const CONFIRM_TITLE: &str = "请确认";

/// Whom it is about.
#[must_use]
pub fn confirm_title(name: &str) -> String {
    format!("请 {name} 帮您办？")
}

/// Confirm.
pub const CONFIRM: &str = "确认委托";
/// Revoke.
pub const REVOKE: &str = "收回，马上停止";
/// Beneath it.
pub const REVOKE_NOTE: &str = "点了马上生效：对方再也打不开您的东西。已经提交的照常办，您自己接着看。";
/// It was signed at a window.
pub const ON_PAPER: &str = "在大厅窗口签的纸质委托书。";
/// Above the journal.
pub const JOURNAL: &str = "替您做过什么";
/// Empty journal.
pub const NO_JOURNAL: &str = "还没有动过。";
/// To the mandate that a notice is about.
pub const LOOK: &str = "看这份委托";

/// An agent took a mandate on.
#[must_use]
pub fn has_accepted(agent: &str) -> String {
    format!("{agent} 答应了，现在可以替您办事。您随时可以收回。")
}

/// An agent does not act any more.
#[must_use]
pub fn agent_ended(agent: &str) -> String {
    format!("{agent} 不再替您办事了。")
}

/// A principal took a mandate back.
#[must_use]
pub fn principal_ended(principal: &str) -> String {
    format!("{principal} 收回了委托，您不能再替这个人办事了。")
}

/// Shows more of the journal.
pub const EARLIER: &str = "看更早的";
/// Takes over a draft.
pub const TAKE_OVER: &str = "我自己接着办";

/// Who fills a draft in.
#[must_use]
pub fn filled_by(name: &str) -> String {
    format!("{name} 在替您填这一份。您可以自己接过来，接过来以后对方就看不到了。")
}

/// Who filed it, in lists.
#[must_use]
pub fn by(name: &str) -> String {
    format!("{name} 代办")
}

/// Whom an officer sees as filer.
#[must_use]
pub fn filed_by(name: &str) -> String {
    format!("由 {name} 代办")
}

/// How a mandate stands.
#[must_use]
pub fn standing(standing: domain::mandate::Standing) -> &'static str {
    use domain::mandate::Standing;
    match standing {
        Standing::Unconfirmed => "还没有确认",
        Standing::Offered => "等对方答应",
        Standing::Ahead => "还没有开始",
        Standing::Live => "在帮忙",
        Standing::Over => "到期了",
        Standing::Ended => "已经停止",
    }
}

/// What a mandate is for.
#[must_use]
pub fn what(themes: &[String]) -> String {
    if themes.is_empty() {
        ALL_THEMES.to_owned()
    } else {
        themes.join("、")
    }
}

/// What a mandate is for and until when, in one line.
#[must_use]
pub fn scope(what: &str, until: &str) -> String {
    format!("{what} · 到 {until}")
}

/// The months one can choose, with their names.
pub const MONTHS: [(u32, &str); 3] = [(1, "一个月"), (3, "三个月"), (12, "一年")];

/// A month choice with its day.
#[must_use]
pub fn until(name: &str, day: &str) -> String {
    format!("{name}，到 {day}")
}

/// A use in the journal.
#[must_use]
pub fn used(kind: usecases::mandate::journal::Kind) -> &'static str {
    use usecases::mandate::journal::Kind;
    match kind {
        Kind::PutOn => "开始替您办",
        Kind::Opened => "打开或者填写",
        Kind::Consulted => "同意查登记",
        Kind::Submitted => "提交了申请",
        Kind::Withdrew => "撤回了申请",
        Kind::Mended => "补正了申请",
    }
}

/// Why a mandate was not drawn up.
#[must_use]
pub fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "not-an-agent" => "请填帮忙的人的姓名和 11 位手机号，对着看一遍。",
        "yourself" => "帮忙的人不能是本人。请填帮忙的人的姓名和手机号。",
        "no-theme" => "请选帮忙办什么。",
        "represents-no-more" => "登记的结果只管一天。请再查一次您代表哪个单位。",
        "not-a-day" => "请选帮到什么时候，最长一年。",
        "too-many-mandates" => "已经请了 20 个人。先收回不用的，再请新的。",
        "of-age" => "这个人已经满 18 岁了，要本人在自己的账户里点“请人帮我办”。",
        "not-an-identity" => "请填孩子的姓名和 18 位身份证号码，对着户口本看一遍。",
        "not-confirmed" => {
            "公安的户籍登记里，对不上这是您的孩子。请对着户口本看一遍；都对的，请打热线电话，或者带户口本到大厅。"
        }
        "too-many-tries" => "今天试得太多了，请明天再来，或者带户口本到大厅。",
        "confirm-first" => "请先填短信里的 6 位数字。",
        "wrong-code" | "short-code" | "code-over" | "code-spent" | "too-many-codes" | "not-sent" => {
            return super::account::problem(code);
        }
        "register-down" => "现在连不上登记，没法核对。请过一会儿再试，填的都还在。",
        "represents-none" => REPRESENTS_NONE,
        "hat-over" => "这份委托已经停止了，不能再替这个人办。填过的都还在。",
        _ => return None,
    })
}
