//! Staff: signing in, accounts, posts, and the log.

use domain::staff::{Act, Role, Task};

/// Title of signing in.
pub const SIGN_IN: &str = "工作人员登录";
/// Beneath it.
pub const SIGN_IN_LEDE: &str =
    "用自己的手机号。登记过的工作人员才能登录，还要用到验证器里的 6 位数字。没有登记的，请找本单位的系统管理员。";
/// Help for the number.
pub const PHONE_HINT: &str = "我们发一条短信，里面有 6 位验证码。";
/// Title of the second factor.
pub const SECOND_FACTOR: &str = "还差一步：动态码";
/// Beneath it.
pub const SECOND_FACTOR_LEDE: &str = "打开手机上的动态码应用，填现在的 6 位数字。";
/// Beneath it, the first time.
pub const SET_UP_LEDE: &str = "您还没有动态码。用手机上的动态码应用扫下面的码，再填应用里出现的 6 位数字。";
/// The code's name for screen readers.
pub const SET_UP_CODE: &str = "动态码应用要扫的码";
/// The key, typed by hand.
pub const SET_UP_KEY: &str = "扫不了的，在应用里手工填这串密钥：";
/// Label of the digits.
pub const DIGITS: &str = "6 位动态码";
/// Enter them.
pub const ENTER: &str = "进入";
/// In the sandbox, where the digits are read.
pub const READ_DIGITS: &str = "演示环境不用手机应用，点这里看";
/// Above the sandbox's digits.
pub const SANDBOX_DIGITS: &str = "工作人员的动态码";
/// Every step of now was used.
pub const NO_DIGITS: &str = "过半分钟再看";

/// Why signing in did not work.
#[must_use]
pub fn problem(code: &str) -> Option<&'static str> {
    Some(match code {
        "wrong-digits" => "数字不对，或者已经用过。请等应用换一组数字，再填。",
        "too-many-digits" => "试得太多了。请过 10 分钟再试；手机丢了，请找安全管理员重设动态码。",
        "not-staff" => "这个号码没有登记为工作人员。请找系统管理员。",
        "account-locked" => "这个账户锁住了。请找安全管理员。",
        "account-inactive" => "这个账户 90 天没有用过，已经停用。请找安全管理员重新打开。",
        "not-an-officer" => "请填姓名，30 个字以内。",
        "number-taken" => "这个手机号码已经有账户了。一个人用自己的号码，不能合用。",
        "four-eyes" => "账户是您建的，岗位要由另一位管理员来给。",
        _ => return super::account::problem(code),
    })
}

/// Title of the accounts.
pub const ACCOUNTS: &str = "工作人员";
/// Columns.
pub const COLUMNS: [&str; 5] = ["姓名", "做什么", "手机", "最近登录", "状态"];
/// Open.
pub const OPEN: &str = "正常";
/// Locked.
pub const LOCKED: &str = "已锁";
/// Unused for too long.
pub const INACTIVE: &str = "久未使用";
/// May do nothing yet.
pub const NO_POST: &str = "还没有岗位";
/// Title of the ways people come by, and the way there.
pub const ARRIVALS: &str = "人从哪里来";
/// Beneath it.
pub const ARRIVALS_LEDE: &str =
    "链接带着 from= 进来的次数，每分钟记一次，不记是谁。渠道写在城市的配置里，没写的都算“别的”。";
/// Columns.
pub const ARRIVAL_COLUMNS: [&str; 3] = ["渠道", "进了哪一页", "次数"];
/// A way or a page that has no name of its own here.
pub const OTHER: &str = "别的";
/// Nobody came so.
pub const NO_ARRIVALS: &str = "这些天还没有人从带渠道的链接进来。";

/// Of which days.
#[must_use]
pub fn last_days(days: u64) -> String {
    format!("最近 {days} 天")
}

/// Title of a new account.
pub const NEW: &str = "新建账户";
/// Beneath it.
pub const NEW_LEDE: &str = "只建账户，不给权限。岗位由安全管理员给。";
/// Label.
pub const NAME: &str = "姓名";
/// Label.
pub const PHONE: &str = "本人的手机号码";
/// Make it.
pub const MAKE: &str = "建账户";
/// Above posts.
pub const POSTS: &str = "岗位";
/// Take a post away.
pub const DROP_POST: &str = "去掉这个岗位";
/// Above a new post.
pub const NEW_POST: &str = "加一个岗位";
/// Beneath it.
pub const POSTS_LEDE: &str = "岗位一改，对方马上退出登录，重新登录才生效。";
/// Label.
pub const DEPARTMENT: &str = "部门";
/// Label.
pub const REGION: &str = "地区";
/// Everywhere.
pub const WHOLE_CITY: &str = "全市";
/// Label.
pub const TASKS: &str = "做什么";
/// How much of the casework, by the last task; or the window.
pub const LEVELS: [(&str, &str); 4] = [
    ("read", "只查看"),
    ("accept", "查看和受理"),
    ("decide", "查看、受理和决定"),
    ("window", "窗口接待"),
];
/// Give it.
pub const ADD_POST: &str = "加上";
/// Above the account's switches.
pub const ACCOUNT: &str = "账户";
/// Lock it.
pub const LOCK: &str = "锁住账户";
/// Open it.
pub const UNLOCK: &str = "打开账户";
/// Take the second factor away.
pub const RESET: &str = "重设动态码";
/// One's own account.
pub const OWN: &str = "自己的账户要由别的管理员来改。";
/// Who may not decide.
pub const NOT_YOURS: &str = "这件您可以看，接下来由别的同事办。";

/// Title of the log.
pub const LOG: &str = "操作记录";
/// Beneath it.
pub const LOG_LEDE: &str = "只增不改。谁在什么时候做了什么，都在这里。";
/// Columns.
pub const LOG_COLUMNS: [&str; 6] = ["序号", "时间", "谁", "做了什么", "对什么", "请求编号"];
/// Everybody.
pub const EVERYBODY: &str = "所有人";
/// Label.
pub const WHO: &str = "谁";
/// Label.
pub const DAY: &str = "哪一天";
/// Look.
pub const SHOW: &str = "查看";
/// Nothing there.
pub const NO_LINES: &str = "没有这样的记录。";
/// Nobody on the site.
pub const NOBODY: &str = "没有登录的人";

/// A part of running the system.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::System => "系统管理员",
        Role::Security => "安全管理员",
        Role::Audit => "审计管理员",
    }
}

/// A task.
#[must_use]
pub fn task(task: Task) -> &'static str {
    match task {
        Task::Read => "查看",
        Task::Accept => "受理",
        Task::Decide => "决定",
        Task::Window => "窗口接待",
    }
}

/// A post.
#[must_use]
pub fn post(department: &str, regions: &str, tasks: &str) -> String {
    format!("{department} · {regions} · {tasks}")
}

/// What was done.
#[must_use]
pub fn act(act: Act) -> &'static str {
    match act {
        Act::FirstFactor => "登录第一步",
        Act::SignedIn => "登录",
        Act::SignInRefused => "登录被拒",
        Act::SecondFactorRefused => "动态码不对",
        Act::SecondFactorSet => "设好动态码",
        Act::SignedOut => "退出登录",
        Act::SawCases => "看办件列表",
        Act::SawCase => "看办件",
        Act::SawNumbers => "显示办件里的号码",
        Act::SawFile => "看材料",
        Act::CorrectionAsked => "通知补正",
        Act::Accepted => "受理",
        Act::Granted => "准予办理",
        Act::Refused => "不予办理",
        Act::PromiseChecked => "核查承诺",
        Act::SawDraft => "看请人看看的草稿",
        Act::Helped => "答复请人看看的人",
        Act::SawStaff => "看工作人员",
        Act::AccountMade => "建账户",
        Act::RightsChanged => "改岗位",
        Act::Locked => "锁账户",
        Act::Unlocked => "打开账户",
        Act::SecondFactorReset => "重设动态码",
        Act::SawLog => "看操作记录",
        Act::Served => "窗口接待",
        Act::NotServed => "窗口核对不上",
        Act::MandateDrawnUp => "写委托书",
        Act::MandateRecorded => "记下委托书",
        Act::MandateEnded => "停止委托",
        Act::NumberMoved => "换手机号",
        Act::IdNumberFreed => "腾出身份证号码",
    }
}

/// A case, a file, an account, by its id.
#[must_use]
pub fn about(kind: &str, id: &str) -> String {
    format!("{kind} {id}")
}
/// A case.
pub const CASE: &str = "办件";
/// A file.
pub const FILE: &str = "材料";
/// An account.
pub const OFFICER: &str = "账户";
/// A citizen's account.
pub const CITIZEN: &str = "群众账户";
/// A mandate.
pub const MANDATE: &str = "委托书";
/// A request for help, as the log names it.
pub const HELP: &str = "求助";
