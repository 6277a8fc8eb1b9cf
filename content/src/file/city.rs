//! The sandbox city as an editor writes it: departments, offices, staff, citizens and what the registers say of them: untrusted, see `content::city`.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{At, Name};
use crate::schema::{ChannelName, Id, MonthDay};

/// `city/city.yaml`: the whole sandbox city.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CityFile {
    /// Name on every page.
    pub name: String,
    /// Division code, `000000`.
    pub region: String,
    /// Whom to call, and that it is an example.
    pub helpline: HelplineFile,
    /// Within how many working days a department answers what is asked before filing; three where nobody says.
    #[schemars(title = "提前服务几个工作日内答复，不写是 3")]
    pub answers_within: Option<NonZeroU32>,
    /// The counties and districts below it.
    #[serde(default)]
    pub regions: Vec<BelowFile>,
    /// The ways people come by that are counted.
    #[serde(default)]
    #[schemars(title = "渠道，链接里 from= 后面写的")]
    pub channels: Vec<ChannelFile>,
    /// Halls where people are received.
    #[serde(default)]
    pub halls: Vec<HallFile>,
    /// Departments with their offices.
    pub departments: Vec<DepartmentFile>,
    /// Staff to sign in as.
    pub officers: Vec<OfficerFile>,
    /// Agencies.
    #[serde(default)]
    #[schemars(title = "帮办代办站")]
    pub agencies: Vec<AgencyFile>,
    /// Registers that can be read.
    pub registers: Vec<RegisterFile>,
    /// People to sign in as, and those only registers know.
    pub people: Vec<PersonFile>,
}

/// A telephone line.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HelplineFile {
    /// Number to dial.
    pub number: String,
    /// When someone answers.
    pub hours: String,
}

/// A department.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentFile {
    /// Short id, used by items.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Full name.
    #[schemars(title = "全称")]
    pub name: String,
    /// The name people use: 公安, 卫健.
    #[schemars(title = "简称")]
    pub short: String,
    /// Within how many working days this one answers what is asked before filing, where that is not as in the whole city.
    #[schemars(title = "提前服务几个工作日内答复，不写和全市一样")]
    pub answers_within: Option<NonZeroU32>,
    /// The offices that do the work.
    #[schemars(title = "办理点，第一个收别处不收的")]
    pub offices: Vec<OfficeFile>,
}

/// An office.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeFile {
    /// Short id.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Name on the page.
    #[schemars(title = "名称")]
    pub name: String,
    /// Phone number.
    #[schemars(title = "电话")]
    pub phone: String,
    /// Where it is, for who fetches something there.
    #[schemars(title = "地址，领结果的人要找得到")]
    pub address: Option<String>,
    /// Answers of an item's `office` field that lead here (option ids or exact text); the first office of a department takes the rest.
    #[serde(default)]
    #[schemars(title = "哪些答案归这里")]
    pub serves: Vec<String>,
    /// The county it serves, by division code.
    #[schemars(with = "Option<Id>", title = "管哪个区县")]
    pub region: Option<Name>,
}

/// A county or district.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BelowFile {
    /// Division code.
    #[schemars(with = "Id", title = "区划代码")]
    pub code: Name,
    /// Name on the page.
    #[schemars(title = "地名")]
    pub name: String,
}

/// A way people come by.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChannelFile {
    /// Short id, which stands in links.
    #[schemars(with = "ChannelName", title = "编号")]
    pub id: Name,
    /// Name on the page.
    #[schemars(title = "名称")]
    pub name: String,
}

/// A hall.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HallFile {
    /// Short id, used by themes and editions.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Name on the page.
    #[schemars(title = "名称")]
    pub name: String,
    /// Where it is.
    #[schemars(title = "地址")]
    pub address: String,
    /// Phone number.
    #[schemars(title = "电话")]
    pub phone: String,
    /// Division code of the place it is in.
    #[schemars(with = "Id", title = "所在地区")]
    pub region: Name,
    /// When it is open; of several lines the first that fits the day counts.
    #[schemars(title = "开门时间，从上往下第一条合适的算")]
    pub hours: Vec<HoursFile>,
}

/// When a hall is open on some days.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoursFile {
    /// First day of the season, `07-01`; all year without it.
    #[schemars(with = "Option<MonthDay>", title = "从哪一天，如 07-01")]
    pub from: Option<Name>,
    /// Last day of the season, `09-30`.
    #[schemars(with = "Option<MonthDay>", title = "到哪一天，如 09-30")]
    pub to: Option<Name>,
    /// Which days.
    #[schemars(title = "workdays 工作日，restdays 休息日，every_day 每天")]
    pub days: DaysFile,
    /// `09:00-12:00`; none means closed.
    #[schemars(title = "09:00-12:00")]
    pub open: Vec<Name>,
}

/// Which days, by the statutory calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DaysFile {
    /// Working days.
    Workdays,
    /// Weekends and holidays.
    Restdays,
    /// All.
    EveryDay,
}

/// A member of staff.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficerFile {
    /// Short id.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Name.
    #[schemars(title = "姓名")]
    pub name: String,
    /// Their own mobile number.
    #[schemars(title = "本人的手机号码")]
    pub phone: Name,
    /// Department id: every task there, in the whole city.
    #[schemars(with = "Option<Id>", title = "部门，做那里全市的所有事")]
    pub department: Option<Name>,
    /// Tasks at departments, where that is too much.
    #[serde(default)]
    #[schemars(title = "岗位，只做其中一部分时写")]
    pub posts: Vec<PostFile>,
    /// A part of running the system, which goes with no casework and no other part.
    #[schemars(title = "管理员：system 系统，security 安全，audit 审计")]
    pub role: Option<RoleFile>,
}

/// Tasks at one department.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostFile {
    /// Department id.
    #[schemars(with = "Id", title = "部门")]
    pub department: Name,
    /// The counties, by division code; none is the whole city.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "哪些区县，不写是全市")]
    pub regions: Vec<Name>,
    /// What is done there.
    #[schemars(title = "做什么：read 查看，accept 受理，decide 决定")]
    pub tasks: Vec<TaskFile>,
}

/// What is done with a case, or at a window.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaskFile {
    /// Read it.
    Read,
    /// Accept it.
    Accept,
    /// Grant or refuse it.
    Decide,
    /// Serve people at a window.
    Window,
}

/// A part of running the system.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoleFile {
    /// Makes accounts.
    System,
    /// Gives rights.
    Security,
    /// Reads the log.
    Audit,
}

/// A register.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterFile {
    /// Short id: household, marriage, birth.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Name on the page: 公安户籍.
    #[schemars(title = "名称")]
    pub name: String,
    /// The office that keeps it.
    #[schemars(title = "谁管")]
    pub keeper: String,
    /// What it can say of whom: role → data elements.
    #[schemars(with = "BTreeMap<String, Vec<Id>>", title = "说得出谁的哪些数据项")]
    pub says: BTreeMap<String, Vec<Name>>,
    /// Names of papers that nobody need bring because of it (国务院令716号 art. 7).
    #[serde(default)]
    #[schemars(title = "有了它就不用交的材料")]
    pub holds: Vec<String>,
    /// It confirms whose name and ID number belong together.
    #[serde(default)]
    #[schemars(title = "实名用它来核对")]
    pub confirms_names: bool,
    /// It says who represents which organisation.
    #[serde(default)]
    #[schemars(title = "代表单位办事用它来核对")]
    pub confirms_representatives: bool,
}

/// An agency.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgencyFile {
    /// Short id.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Name on the page.
    #[schemars(title = "名称")]
    pub name: String,
    /// Phone number.
    #[schemars(title = "电话")]
    pub phone: String,
    /// The sandbox's people who are members; a real city names them by command.
    #[serde(default)]
    #[schemars(with = "Vec<Id>", title = "演示用的成员")]
    pub members: Vec<Name>,
}

/// A synthetic person.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonFile {
    /// Short id.
    #[schemars(with = "Id", title = "编号")]
    pub id: Name,
    /// Name.
    #[schemars(title = "姓名")]
    pub name: String,
    /// 公民身份号码 with address code 000000 and a right check digit.
    #[schemars(with = "Id", title = "身份证号码，地址码 000000")]
    pub id_number: Name,
    /// Mobile phone number.
    #[schemars(title = "手机号码")]
    pub phone: Name,
    /// The story in one line, shown at the sandbox sign-in; absent: cannot sign in.
    #[schemars(title = "一句话的故事；不写就不能登录")]
    pub story: Option<String>,
    /// What each register says when opened with this person's ID number.
    #[serde(default)]
    #[schemars(title = "各数据源怎么说")]
    pub records: BTreeMap<String, RecordFile>,
}

/// One record of one register.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordFile {
    /// Days before the first start of the sandbox on which the record was made.
    #[schemars(title = "登记在几天以前")]
    pub days_ago: At<u32>,
    /// What it says: role → element → value. A value `-6d` is the date six days before the first start, `-6dT03:42` with a time.
    #[schemars(title = "角色、数据项、内容")]
    pub says: BTreeMap<String, BTreeMap<String, Name>>,
}
