// Three families and two companies: the same themes, and a list of their own for each.

import { audit, auditWithoutScript } from '../office/audit';
import { expect, test } from '../office/journey';
import { FATHER, INSURED, ISSUED, MARRIED, MOTHER, NOT_ISSUED, type Replies, UNINSURED, WITH_MOTHER } from '../office/people';

const LICENCE = '营业执照办好了吗？';
const MENU = '菜单上有哪些？';
const AREA = '店有多少平方米？';
const EXTRAS = '这些里面，有要一起办的吗？';
const ROLE = '您是孩子的妈妈还是爸爸？';
const CERTIFICATE = '孩子的出生医学证明办好了吗？';
const MARRIAGE = '孩子的爸爸妈妈领结婚证了吗？';
const INSURANCE = '爸爸妈妈谁参加了生育保险？';
const FOLLOWS = '孩子的户口跟妈妈还是跟爸爸？';

const LIVES: { who: string; slug: string; says: Replies; items: string[]; papers: string | undefined }[] = [
  {
    who: 'a married mother',
    slug: 'newborn',
    says: { [ROLE]: MOTHER, [CERTIFICATE]: NOT_ISSUED, [MARRIAGE]: MARRIED, [INSURANCE]: INSURED, [FOLLOWS]: WITH_MOTHER },
    items: ['预防接种证', '出生医学证明', '户口登记', '居民医保', '育儿指导', '生育报销', '社会保障卡'],
    papers: '9 样免提交 · 最多准备 4 样',
  },
  {
    who: 'a mother who brings up her child alone',
    slug: 'newborn',
    says: { [ROLE]: MOTHER, [CERTIFICATE]: NOT_ISSUED, [MARRIAGE]: '没有领，或者已经离婚', [INSURANCE]: UNINSURED, [FOLLOWS]: WITH_MOTHER },
    items: ['预防接种证', '出生医学证明', '户口登记', '居民医保', '育儿指导', '社会保障卡'],
    papers: undefined,
  },
  {
    who: 'a father who has the certificate',
    slug: 'newborn',
    says: { [ROLE]: FATHER, [CERTIFICATE]: ISSUED, [MARRIAGE]: MARRIED, [INSURANCE]: '妈妈没有工作，爸爸参加了', [FOLLOWS]: '跟爸爸' },
    items: ['预防接种证', '户口登记', '居民医保', '育儿指导', '生育报销', '社会保障卡'],
    papers: undefined,
  },
  {
    who: 'a noodle shop',
    slug: 'restaurant',
    says: { [LICENCE]: '办好了', [MENU]: ['热菜、米饭、面条'], [AREA]: 48, [EXTRAS]: ['都不用'] },
    items: ['核对营业执照', '小餐饮的证'],
    papers: '2 样免提交 · 要准备 2 样',
  },
  {
    who: 'a large restaurant',
    slug: 'restaurant',
    says: { [LICENCE]: '办好了', [MENU]: ['热菜、米饭、面条', '刺身，像生鱼片、生海胆'], [AREA]: 420, '开业前的消防检查，您想怎么办？': '先承诺，回头再来查', [EXTRAS]: ['门口挂招牌'] },
    items: ['核对营业执照', '消防检查（先承诺）', '挂招牌', '食品经营许可证'],
    papers: undefined,
  },
];

for (const { who, slug, says, items, papers } of LIVES) {
  test(`${who} gets a list of their own`, async ({ parent, page }) => {
    parent.look = auditWithoutScript;
    await parent.goes(`/themes/${slug}`);
    await parent.follows('看看我要办哪些');
    await parent.replies(says);
    expect(await parent.listed()).toEqual(items);
    if (papers) await expect(page.getByRole('main')).toContainText(papers);
  });
}

test('who does not know says so, sees both outcomes and whom to ask, and answers later', async ({ parent, page }) => {
  await parent.goes('/themes/restaurant/plan');
  await parent.presses('办好了');
  await page.getByRole('checkbox', { name: '热菜、米饭、面条', exact: true }).check();
  await parent.presses('继续');
  await parent.presses('不确定');
  await parent.replies({ '开业前的消防检查，您想怎么办？': '不确定', [EXTRAS]: ['都不用'] });
  const main = page.getByRole('main');
  await expect(main).toContainText('还不知道');
  await expect(main.getByRole('link', { name: /0000-/ }).first(), 'somebody to call').toBeVisible();
  await audit(page);
  await parent.goes(`/themes/restaurant/plan?question=${encodeURIComponent('shop/shop.area')}`);
  await page.getByRole('main').getByRole('textbox').fill('48');
  await parent.presses('继续');
  await parent.replies({ [EXTRAS]: ['都不用'] });
  expect(await parent.listed()).toEqual(['核对营业执照', '小餐饮的证']);
});

test('a county chosen once stays chosen, and a shared link leads to its own guide', async ({ parent, page, anotherDevice }) => {
  await parent.goes('/themes/newborn');
  await parent.follows('换区县');
  await parent.presses('东山县');
  await expect(page).toHaveURL(/\/themes\/newborn$/);
  await expect(page.getByRole('banner')).toContainText('东山县');
  await parent.goes('/');
  await expect(page.getByRole('banner')).toContainText('东山县');
  const friend = await anotherDevice();
  await friend.goes('/themes/newborn?region=000002');
  await expect(friend.page.getByRole('banner')).toContainText('东山县');
});
