// The sandbox city's people: what they choose, and what they would type where nothing is known.

/** What is answered to questions, by their titles: a choice, several choices, or something typed. */
export type Replies = Record<string, string | string[] | number>;

export interface Person {
  name: string;
  /** The answers to the plan's questions. */
  choices: string[];
  /** The same by the titles of the questions, where the choices alone do not tell. */
  replies?: Replies;
  /** What the person says, by the label of the field. */
  says: Record<string, string>;
}

/** Whose register knows them, and who have no account yet. */
export const NUMBERS: Record<string, { phone: string; idNumber: string }> = {
  吴桐: { phone: '13900000021', idNumber: '000000199707200032' },
  江川: { phone: '13900000022', idNumber: '00000019950614007X' },
};

/** The day so many days from today, as it is typed; days are those of the office's place. */
export function day(offset: number): string {
  const OFFICE = 8 * 60 * 60 * 1000;
  const DAY = 24 * 60 * 60 * 1000;
  return new Date(Date.now() + OFFICE + offset * DAY).toISOString().slice(0, 10);
}

// What can be answered to the questions of the newborn theme.
export const MOTHER = '妈妈';
export const FATHER = '爸爸';
export const NOT_ISSUED = '还没有，孩子在示范市的医院出生';
export const ISSUED = '已经拿到了';
export const MARRIED = '领了，现在是夫妻';
export const WITH_MOTHER = '跟妈妈';
export const INSURED = '妈妈参加了';
export const UNINSURED = '都没有参加';

/** What everybody is asked about the insurance and the card. */
const LATER = {
  孩子的医保登记在哪里: '就用户口地址',
  孩子的社保卡在哪家银行办: '示范银行',
  母亲的银行卡号: '4111111111111111',
  开户支行: '示范银行青河支行',
};

/** Everything about the child of 林晓 and 陈远. */
const AT_QINGHE = {
  孩子姓名: '林知夏',
  孩子性别: '女',
  出生时间: `${day(-6)} 03:42`,
  出生的医院: '示范市妇幼保健院',
  母亲姓名: '林晓',
  母亲身份证号码: '000000199605180026',
  母亲手机号码: '13800000001',
  母亲民族: '汉族',
  父亲姓名: '陈远',
  父亲身份证号码: '000000199409020017',
  父亲手机号码: '13800000002',
  父亲民族: '汉族',
  孩子的户口跟谁: WITH_MOTHER,
  那一户的户主: '陈远',
  那一户的地址: '示范市青河区青石路18号2栋301室',
  管户口的派出所: '青河派出所',
  ...LATER,
};

/** The mother of a child that every register knows; she wants everything. */
export const LIN_XIAO: Person = { name: '林晓', choices: [MOTHER, NOT_ISSUED, MARRIED, WITH_MOTHER, INSURED], says: AT_QINGHE };
/** The same without maternity pay: then no paper at all is asked of her. */
export const LIN_XIAO_WITHOUT_PAPERS: Person = { ...LIN_XIAO, choices: [MOTHER, NOT_ISSUED, MARRIED, WITH_MOTHER, UNINSURED] };
/** Her husband, with the same child. */
export const CHEN_YUAN: Person = { name: '陈远', choices: [FATHER, NOT_ISSUED, MARRIED, WITH_MOTHER, UNINSURED], says: AT_QINGHE };
/** A mother whose hospital did not report the birth. */
export const ZHOU_HE: Person = {
  name: '周禾',
  choices: [MOTHER, NOT_ISSUED, MARRIED, WITH_MOTHER, UNINSURED],
  says: {
    ...LATER,
    孩子姓名: '吴小禾',
    孩子性别: '男',
    出生时间: `${day(-4)} 11:20`,
    出生的医院: '示范市人民医院',
  },
};
/** A mother who has the birth certificate: the household registration is at the police at once. */
export const FANG_NING: Person = {
  name: '方宁',
  choices: [MOTHER, ISSUED, MARRIED, WITH_MOTHER, UNINSURED],
  says: LATER,
};
/** A mother whom no register knows. */
export const TANG_YU: Person = {
  name: '唐雨',
  choices: [MOTHER, NOT_ISSUED, MARRIED, WITH_MOTHER, UNINSURED],
  says: {
    ...AT_QINGHE,
    孩子姓名: '唐一诺',
    出生时间: `${day(-3)} 22:05`,
    母亲民族: '汉族',
    父亲姓名: '江川',
    父亲身份证号码: '00000019950614007X',
    那一户的户主: '唐国强',
    那一户的地址: '示范市南湖区荷塘路3号',
    管户口的派出所: '不确定',
  },
};
/** An owner who closes a company of two shareholders that owes nothing. */
export const SHEN_JING: Person = {
  name: '沈静',
  choices: [],
  replies: {
    '要注销的是公司，还是个体户？': '公司，或者合伙、独资企业',
    '欠的钱、工资、社保、税，都结清了吗？': '从来没欠过，或者都还清了',
    '有没有下面这些情况？': '都没有',
    '简易注销和普通注销，您选哪一种？': '简易注销，快一些',
    '税务局的清税证明，拿到了吗？': '还没有',
    '这些里面，企业有哪些？': ['都没有'],
  },
  says: { 注销原因: '股东或经营者决定不办了', 手机号码: '13800000035' },
};
/** An owner whose large restaurant is checked by the fire brigade after he promised. */
export const ZHENG_KAI: Person = {
  name: '郑凯',
  choices: [],
  replies: {
    '营业执照办好了吗？': '办好了',
    '菜单上有哪些？': ['热菜、米饭、面条', '刺身，像生鱼片、生海胆'],
    '店有多少平方米？': 420,
    '开业前的消防检查，您想怎么办？': '先承诺，回头再来查',
    '这些里面，有要一起办的吗？': ['都不用'],
  },
  says: { 是哪一种店: '饭店、小吃店、饮品店', 食品安全管理员姓名: '郑凯', 食品安全管理员手机号码: '13800000032' },
};
/** A pensioner who needs a social card. */
export const LUO_WENQING: Person = {
  name: '罗文清',
  choices: ['给我自己', '从来没办过'],
  says: { 发卡银行: '示范农商银行' },
};
