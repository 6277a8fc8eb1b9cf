//! Filing: consent, form, papers, check.

/// Title of consent.
pub const CONSENT: &str = "让我们帮您填好";
/// Beneath it.
pub const CONSENT_LEDE: &str = "您同意后，我们向下面这些部门查，只用来办这件事。现在查一次，提交时再核对一次。哪个部门当时没有答复，提交以后我们再去问。";
/// About others, and what declining means.
pub const CONSENT_NOTE: &str = "替别人办的，先问过他本人。不同意也能办，自己填就行。";
/// The law behind it.
pub const CONSENT_LAW: &str = "《个人信息保护法》第十四、二十八、二十九、三十、三十一条";
/// Above what is sensitive.
pub const SENSITIVE: &str = "其中的敏感信息";
/// Consent for it, by itself.
pub const SENSITIVE_AGREED: &str = "敏感信息也同意查";
/// What happens without it.
pub const SENSITIVE_DECLINED: &str = "同意查这些，请在下面单独打勾。不打勾，别的照样帮您填；这几项，还有要凭身份证号才查得到的，您自己填，材料可能要多交几份。";
/// What taking it back means, to who gave it.
pub const SENSITIVE_GIVEN: &str = "您同意过。去掉勾，敏感信息就不再查，查到的也会去掉。";
/// Why fields are empty without it: the fields, and the registers.
#[must_use]
pub fn kept_back(labels: &str, registers: &str) -> String {
    format!("您还没有同意查敏感信息，所以没有替您查{registers}里的{labels}。")
}
/// Why fields are empty: the answer to a question decides which record says them.
#[must_use]
pub fn answer_first(ask: &str) -> String {
    format!("先答“{ask}”，我们再去查，多半不用您填。")
}
/// To give it after all.
pub const CONSENT_AFTER_ALL: &str = "同意查这些";

/// What a kind of sensitive information is needed for.
#[must_use]
pub fn needed(kind: domain::field::Sensitive) -> &'static str {
    use domain::field::Sensitive;
    match kind {
        Sensitive::Identity => "办事的部门靠它认准是谁，没有它办不了。",
        Sensitive::Finance => "钱要打到这里，只给发钱的部门。",
        Sensitive::Health => "看符不符合条件要用，只给审核的部门。",
        Sensitive::Child => "是孩子的信息，给孩子办事要用。",
    }
}

/// Who consents for a child.
#[must_use]
pub fn for_a_child(name: &str) -> String {
    format!("{name}不满 14 周岁，由监护人同意。您勾选，就是以监护人的身份替{name}同意。")
}
/// Consent.
pub const AGREE: &str = "同意，帮我填";
/// Decline.
pub const DECLINE: &str = "我自己填";
/// What is looked up.
pub const CONSENT_WHAT: &str = "要查的信息";
/// What is looked up only once an answer calls for it.
#[must_use]
pub fn once_settled(purpose: &str) -> String {
    format!("{purpose}（还没定，定了才查）")
}

/// Title of a page with mistakes, in the browser's tab: it is read first.
#[must_use]
pub fn with_mistakes(title: &str) -> String {
    format!("有要改的：{title}")
}

/// The steps, those that are done among them.
pub const STEPS: &str = "全部步骤";
/// A step is done.
pub const DONE: &str = "填好了";
/// All of a step is somebody else's.
pub const LEFT: &str = "不用您填";
/// A step is open.
pub const OPEN: &str = "要填";
/// A step has mistakes.
pub const WRONG: &str = "要改";
/// Papers step.
pub const MATERIALS: &str = "材料";
/// Check step.
pub const CHECK: &str = "核对并提交";
/// Registers step.
pub const REGISTERS: &str = "自动填写";
/// Registers were asked.
pub const REGISTERS_READ: &str = "查过了";
/// Registers were declined.
pub const REGISTERS_DECLINED: &str = "自己填";
/// Not yet.
pub const NOT_YET: &str = "还没有";
/// Go on.
pub const CONTINUE: &str = "继续";
/// Save and go on.
pub const SAVE: &str = "保存并继续";
/// Back.
pub const PREVIOUS: &str = "上一步";
/// Back to the list.
pub const TO_TASKS: &str = "回到步骤";
/// Back to the plan.
pub const TO_PLAN: &str = "看清单";
/// Delete.
pub const DELETE: &str = "删除这份草稿";
/// Title of deleting.
pub const DELETE_TITLE: &str = "删除这份草稿？";
/// What it means.
pub const DELETE_LEDE: &str = "填好的内容和照片都会删掉，找不回来。";
/// Keep it.
pub const KEEP: &str = "不删";
/// Every answer is saved.
pub const SAVED: &str = "填的内容已保存";
/// The same, beneath the form, while one types.
pub const SAVED_NOW: &str = "刚才填的已保存。";
/// An answer called for more on the same page, while one types.
pub const MORE_NOW: &str = "按您填的，这一页多了几项。";
/// An answer made something on the same page needless, while one types.
pub const FEWER_NOW: &str = "按您填的，这一页有几项不用填了。";
/// The server cannot be reached.
pub const CUT: &str = "网络断了。填的内容还在这一页，先别关，连上以后会自动保存。";
/// Until when a draft is kept.
#[must_use]
pub fn kept_until(day: &str) -> String {
    format!("一直不动的话，留到 {day}。")
}
/// A draft is deleted soon.
#[must_use]
pub fn ends_soon(title: &str) -> String {
    format!("“{title}”很久没动了，不接着办的话，很快就会删掉。")
}
/// To go on with it.
pub const GO_ON: &str = "接着办";
/// Two devices answered a field differently.
#[must_use]
pub fn two_answers(label: &str) -> String {
    format!("{label}：两台设备上填的不一样，请选对的那个。")
}
/// To take what the other device says.
#[must_use]
pub fn take(other: &str) -> String {
    if other.is_empty() {
        "清空".to_owned()
    } else {
        format!("用“{other}”")
    }
}
/// Ask again.
pub const ASK_AGAIN: &str = "再查一次";

/// Registers said otherwise when it was to be submitted.
pub const REGISTERS_CHANGED: &str = "有登记刚刚变了，还没有交";
/// What to do then.
pub const REGISTERS_CHANGED_LEDE: &str = "下面几项已经换成现在的登记。请看一下：对的，接着签名提交；不对的，改过来。";

/// A known value is doubted.
pub const DOUBT: &str = "不对？";
/// An answer may be left out.
pub const OPTIONAL: &str = "（可以不填）";
/// The account.
pub const FROM_ACCOUNT: &str = "来自您的账户";
/// The citizen says otherwise than the register.
#[must_use]
pub fn contested(register: &str, said: &str) -> String {
    format!("{register}写的是“{said}”。您改的会交给工作人员核实。")
}
/// Two registers say different things.
#[must_use]
pub fn differs(register: &str, said: &str) -> String {
    format!("{register}写的是“{said}”，请您核对，写对的那个。")
}
/// The same, where it is only looked over.
#[must_use]
pub fn two_sides(register: &str, said: &str) -> String {
    format!("两处写的不一样：{register}写的是“{said}”。")
}
/// To choose between the two.
pub const PICK_RIGHT: &str = "选对的";
/// Where a value comes from.
#[must_use]
pub fn source(register: &str, day: &str) -> String {
    format!("{register} · {day}登记")
}
/// Which step.
#[must_use]
pub fn step(number: usize, of: usize) -> String {
    format!("第 {number} 步，共 {of} 步")
}
/// Which of the things that one step asks one by one.
#[must_use]
pub fn thing(number: usize, of: usize) -> String {
    format!("这一步的第 {number} 项，共 {of} 项")
}
/// A register did not answer.
#[must_use]
pub fn register_failed(register: &str, outcome: domain::register::Outcome) -> String {
    use domain::register::Outcome;
    match outcome {
        Outcome::Found => String::new(),
        Outcome::Empty => format!("{register}里没有查到，请您自己填。"),
        Outcome::Slow => format!("{register}太慢，没有等到。请您自己填，我们之后再核对。"),
        Outcome::Down => format!("{register}现在连不上。请您自己填，我们之后再核对。"),
    }
}
/// A page shown again because an answer on it called for more.
pub const MORE: &str = "还要再填几项，填好就能继续。";
/// Above mistakes.
#[must_use]
pub fn mistakes(count: usize) -> String {
    format!("有 {count} 处要改")
}

/// Title of papers.
pub const PAPERS: &str = "材料";
/// Above those to provide.
pub const TO_PROVIDE: &str = "要您准备的";
/// To open those waived.
#[must_use]
pub fn waived(count: usize) -> String {
    format!("{count} 样不用您交，看看为什么")
}
/// Nothing to provide.
pub const NOTHING_TO_PROVIDE: &str = "没有要您准备的，直接继续。";
/// Handed in.
#[must_use]
pub fn handed_in(count: usize) -> String {
    format!("已交 {count} 个文件")
}
/// Label of the picker.
pub const PICK: &str = "拍照或选文件";
/// To choose photos in the app that holds the page.
#[must_use]
pub fn pick_by(app: &str) -> String {
    format!("用{app}选照片")
}
/// What is accepted; how large it may be where the paper does not say that itself.
#[must_use]
pub fn accepted(kinds: &str, megabytes: Option<u64>) -> String {
    let most = megabytes
        .map(|most| format!("，每个不超过 {most} MB"))
        .unwrap_or_default();
    format!("{kinds}{most}，可以一次选几个。")
}
/// Upload.
pub const UPLOAD: &str = "上传";
/// Upload another one.
pub const UPLOAD_MORE: &str = "再加一张";
/// Stop sending for now.
pub const PAUSE: &str = "暂停";
/// Go on sending.
pub const RESUME: &str = "接着传";
/// The network is cut while a file is sent.
pub const SENDING_CUT: &str = "网络断了，连上后接着传";
/// A file cannot be sent from this page any more.
pub const SENDING_OVER: &str = "没有传上去，请刷新这一页再试";
/// Turn to the right.
pub const TURN: &str = "旋转";
/// Before the one before it.
pub const MOVE_UP: &str = "上移";
/// So many pages.
#[must_use]
pub fn pages(count: u32) -> String {
    format!("（{count} 页）")
}
/// Remove.
pub const REMOVE: &str = "删掉";
/// To the next paper.
pub const NEXT: &str = "好了，继续";
/// Who issues it.
#[must_use]
pub fn issued_by(who: &str) -> String {
    // Who writes it themselves does not issue it.
    if ["自己", "系统"].iter().any(|own| who.contains(own)) {
        who.to_owned()
    } else {
        format!("由{who}开具")
    }
}
/// A photo.
pub const A_PHOTO: &str = "照片";

/// Title of the check.
pub const CHECK_TITLE: &str = "请核对一遍";
/// Beneath it.
pub const CHECK_LEDE: &str = "核对无误就签名提交，一次交给所有部门。";
/// What is applied for.
pub const APPLIED_FOR: &str = "这次办的事";
/// How many of them.
#[must_use]
pub fn items(count: usize) -> String {
    format!("{count} 件")
}
/// Above the topics of the form, to open, in the elder mode.
pub const ANSWERED: &str = "填好的内容，点开能看";
/// Above a topic that is filled in, in the elder mode.
pub const LOOK_OVER_LEDE: &str = "请看一遍，有不对的就改。";
/// It is as it should be.
pub const RIGHT: &str = "没有错，继续";
/// Not answered.
pub const NOT_ANSWERED: &str = "没有填";
/// Change.
pub const CHANGE: &str = "修改";
/// Submit.
pub const SUBMIT: &str = "提交";
/// Something is missing.
pub const GAPS: &str = "还差一点，补上就能提交";
/// Nothing is taken.
pub const NOTHING_TAKEN: &str = "还没有选要办的事";
/// A topic is missing something.
#[must_use]
pub fn gap_topic(title: &str) -> String {
    format!("“{title}”还没有填完")
}
/// A paper is missing.
#[must_use]
pub fn gap_material(name: &str) -> String {
    format!("还没有交“{name}”")
}
/// One field of one of several: 股东 2 的姓名.
#[must_use]
pub fn label_of(entry: &str, label: &str) -> String {
    format!("{entry} 的{label}")
}
/// One more of several.
#[must_use]
pub fn add_entry(name: &str) -> String {
    format!("再加一个{name}")
}
/// One less of several.
pub const REMOVE_ENTRY: &str = "去掉";
/// The same, where it is not beside its name.
#[must_use]
pub fn remove_entry(name: &str) -> String {
    format!("{REMOVE_ENTRY}{name}")
}
