//! Pages for what did not work: what happened, that nothing is lost, what to do next.

/// One page for one way of not working.
#[derive(Debug, Clone, Copy)]
pub struct Sentence {
    /// Title.
    pub title: &'static str,
    /// What to do.
    pub advice: &'static str,
}

/// Nothing there, or not for this person.
pub const NOT_FOUND: Sentence = Sentence {
    title: "没有这一页",
    advice: "地址可能抄错了，或者这一页不是您的。可以从首页重新找。",
};
/// Not theirs to do.
pub const FORBIDDEN: Sentence = Sentence {
    title: "您不能看这一页",
    advice: "这一页给别的身份用。换个身份登录，或者回首页。",
};
/// An officer's account is locked.
pub const ACCOUNT_LOCKED: Sentence = Sentence {
    title: "这个账户锁住了",
    advice: "请找安全管理员。",
};
/// Nobody signed in to an officer's account for a long time.
pub const ACCOUNT_INACTIVE: Sentence = Sentence {
    title: "这个账户已经停用",
    advice: "90 天没有人登录过。请找安全管理员重新打开。",
};
/// Somebody else was faster.
pub const CONFLICT: Sentence = Sentence {
    title: "刚才有变化",
    advice: "别人或别的手机先改了。请返回，看过最新的内容再办。",
};
/// It was submitted.
pub const ALREADY_SUBMITTED: Sentence = Sentence {
    title: "这份已经提交了",
    advice: "刚才的没有存：提交以后不能自己改。写错了，到申请里看怎么办，可以撤回再交，也可以打电话给受理的部门。",
};
/// To what was submitted.
pub const TO_SUBMITTED: &str = "打开这份申请";
/// A hand-over that was opened before or is too old.
pub const HAND_OVER_ENDED: Sentence = Sentence {
    title: "这个入口已经失效了",
    advice: "它只能用一次，一分钟内有效。请回到小程序，再点一次登录。不登录也可以看办事指南。",
};
/// A hand-over outside of the app it was given to.
pub const OTHER_APP: Sentence = Sentence {
    title: "请回到小程序里打开",
    advice: "这个入口只在发出它的小程序里管用，在别的地方打开不会登录。",
};
/// Something of ours broke.
pub const INTERNAL: Sentence = Sentence {
    title: "我们这边出了问题",
    advice: "您填的都保存了。请过几分钟再试。",
};
/// From another site.
pub const OTHER_SITE: Sentence = Sentence {
    title: "没有办成",
    advice: "这个请求不是从本站的页面发出的，为了安全没有执行。请从首页重新进入。",
};
/// Not understood.
pub const MALFORMED: Sentence = Sentence {
    title: "没有看懂这次提交",
    advice: "页面可能不完整。请返回，刷新以后再试一次。",
};
/// The mandate ended.
pub const HAT_OVER: Sentence = Sentence {
    title: "不能再替这个人办了",
    advice: "委托到期了，或者被收回了。填过的都还在对方自己的账户里，可以接着办。",
};
/// The register's word is too old.
pub const REPRESENTS_NO_MORE: Sentence = Sentence {
    title: "请再查一次登记",
    advice: "代表单位办事，登记的结果只管一天。到“我的”里点“替别人办”，再查一次就能接着办，填过的都在。",
};
/// Another hat was put on in another tab.
pub const HAT_CHANGED: Sentence = Sentence {
    title: "刚才换了人",
    advice: "您在别的窗口里换成了替另一个人办，所以这一步没有做，什么都没有改。请先看清楚页面上面的名字，再接着办。",
};
/// The mandate is for something else.
pub const OTHER_THEME: Sentence = Sentence {
    title: "这件事没有请您办",
    advice: "这个人只请您办别的事。要办这件，请对方再委托一次，或者换回自己。",
};
/// An agent fills it in.
pub const FILLED_BY_AGENT: Sentence = Sentence {
    title: "这一份别人在替您填",
    advice: "到“我的”里打开它，点“我自己接着办”，就可以自己填了。",
};
/// Nothing to withdraw.
pub const NOTHING_TO_WITHDRAW: Sentence = Sentence {
    title: "没有可以撤回的",
    advice: "每件事都已经有结果，或者已经撤回了。",
};
/// The number under which a person can ask.
#[must_use]
pub fn trace(id: &str) -> String {
    format!("打电话时可以说这个编号：{id}")
}

/// A file is too large.
#[must_use]
pub fn file_too_large(megabytes: u64) -> String {
    format!("文件超过 {megabytes} MB，没有上传。请换一张小一点的照片，或者用手机重新拍。")
}
/// A file is empty.
pub const FILE_EMPTY: &str = "没有选文件，或者文件是空的。请重新选。";
/// A file is of another kind.
pub const FILE_KIND: &str = "只能传 JPG、PNG 照片或 PDF。这个文件打开来不是，没有上传。";
/// A photo in the format of one maker.
pub const FILE_HEIC: &str =
    "这是 HEIC 照片，别的手机和电脑打不开。请把相机的照片格式改成“兼容性最好”再拍，或者截个图再传。";
/// It cannot be read to its end.
pub const FILE_BROKEN: &str = "这个文件打不开，可能没有存完整。请重新拍照，或者重新存一份再传。";
/// Too many pixels.
pub const FILE_PIXELS: &str = "这张照片太大了，打开会卡住。请用手机重新拍一张。";
/// Too many pages.
#[must_use]
pub fn file_pages(most: u32) -> String {
    format!("这份 PDF 超过 {most} 页。请只传要交的那几页。")
}
/// It runs something.
pub const FILE_SCRIPT: &str = "这份 PDF 里带着程序，为了安全没有收。请打印成新的 PDF，或者拍照上传。";
/// It opens with a password.
pub const FILE_LOCKED: &str = "这份 PDF 有密码，工作人员打不开。请去掉密码，或者拍照上传。";
/// The pieces are of another file.
pub const FILE_OTHER: &str = "接着传的不是原来那个文件，没有收。请重新选一次。";
/// Too many files.
#[must_use]
pub fn too_many_files(most: usize) -> String {
    format!("每样材料最多 {most} 个文件。请先删掉不要的。")
}
/// The text of a decision.
pub const DECISION_TEXT: &str = "请写明结果或理由，1000 字以内。";
/// The next step.
pub const NEXT_STEP: &str = "请告诉申请人接下来怎么办，1000 字以内。";
/// Decided meanwhile.
#[must_use]
pub fn decided_meanwhile(name: &str, time: &str) -> String {
    format!("{name}已在 {time} 作出决定。您写的内容还在下面，没有提交。")
}
/// A case changed meanwhile, and where it stands now.
#[must_use]
pub fn changed_meanwhile(status: &str) -> String {
    format!("这件事刚才有变化，现在是“{status}”，您刚才的操作没有生效。")
}
/// A whole page for when none can be rendered.
pub const BROKEN: &str = "<!DOCTYPE html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
    <title>我们这边出了问题 · 掌办</title><h1>我们这边出了问题</h1><p>您填的都保存了。请过几分钟再试。</p><p><a href=\"/\">回首页</a></p></html>";
