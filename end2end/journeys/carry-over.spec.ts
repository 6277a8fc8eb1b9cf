// A new version of a theme while a draft is open: offered at once, needed after the last day, and nothing typed is lost.

import { audit } from '../office/audit';
import { asksNoMore, EDITION, ELEMENTS, publishes, says, THEME } from '../office/editor';
import { everywhere } from '../office/everywhere';
import { expect, test } from '../office/journey';
import type { Parent } from '../office/parent';
import { TANG_YU } from '../office/people';
import type { Server } from '../office/server';

const TITLE = '这件事的办法有了新版';
const PHONE = 'father/person.phone';
/** Guidance is only for who has the birth certificate. */
const GUIDES_FEWER = says(
  '{not: {is: {field: child/birth.certificate_status, value: not_issued_elsewhere}}}\n      because: 家里有新生儿',
  '{is: {field: child/birth.certificate_status, value: issued}}\n      because: 家里有新生儿',
);

/** Comes back to a draft on the day after the last one of its version: nothing but the page that says what changes. */
async function comesBack(parent: Parent, server: Server, draft: string): Promise<void> {
  await server.opensNextDay();
  await parent.goes(draft);
  await parent.signsIn(TANG_YU.name);
  for (const page of ['', '/form/child', '/check']) {
    await parent.goes(`${draft}${page}`);
    await expect(parent.title(TITLE)).toBeVisible();
  }
  await audit(parent.page);
  const main = parent.page.getByRole('main');
  await expect(main).toContainText('改用以后才能接着办。您填的不会丢。');
  await expect(main).toContainText(/您填好的 \d+ 项都还在。/);
  await expect(parent.page.getByRole('link', { name: '以后再说' })).toHaveCount(0);
}

test('a version changes midway, and what was typed goes on', async ({ parent, server }) => {
  const draft = await parent.begins(TANG_YU);
  await parent.field('孩子姓名').fill('唐一诺');
  await parent.saves();
  publishes(server, { [THEME]: asksNoMore(PHONE) });

  await parent.goes(draft);
  await parent.follows('看看有什么变化');
  await expect(parent.title(TITLE)).toBeVisible();
  await audit(parent.page);
  await parent.follows('以后再说');
  await parent.follows('看看有什么变化');
  await parent.presses('改用新版');
  await expect(parent.page.getByText(TITLE)).toBeHidden();

  await parent.goes(`${draft}/form/child`);
  await expect(parent.field('孩子姓名')).toHaveValue('唐一诺');
  await parent.files(TANG_YU);
  parent.application();
});

test.describe('after the last day of the version that a draft was begun with', () => {
  test.use({ settings: { ZHANGBAN_OVERLAP_DAYS: '0' } });

  test('it goes on with the new one: what stays, what is asked again, and what nobody asks any more is said', async ({ parent, server }) => {
    test.slow();
    const draft = await parent.begins(TANG_YU);
    await parent.completesForm(TANG_YU);
    publishes(server, {
      [THEME]: (text) => GUIDES_FEWER(asksNoMore(PHONE)(text)),
      [ELEMENTS]: says('{id: household, label: 就用户口地址}', '{id: registered, label: 就用户口地址}'),
    });

    await comesBack(parent, server, draft);
    expect(await everywhere(parent.page)).toEqual([]);
    const under = (heading: string) => parent.page.locator(`h2:has-text("${heading}") + ul`);
    await expect(under('要重新填的')).toContainText('孩子的医保登记在哪里');
    await expect(under('要重新填的')).toContainText('原来填的：就用户口地址');
    await expect(under('不再一起办的')).toContainText('育儿指导');
    await expect(under('不再问的')).toContainText('父亲手机号码');
    await parent.presses('改用新版');
    await parent.goes(`${draft}/form/father`);
    await expect(parent.field('父亲姓名')).toHaveValue('江川');
    await expect(parent.field('父亲手机号码')).toHaveCount(0);
    await parent.goes(`${draft}/form/insurance`);
    await expect(parent.page.getByRole('group', { name: '孩子的医保登记在哪里' })).toContainText('原来填的：就用户口地址');
    await expect(parent.choice('孩子的医保登记在哪里', '就用户口地址')).not.toBeChecked();
    await parent.files(TANG_YU);
    await expect(parent.cases().filter({ hasText: '育儿指导' })).toHaveCount(0);
  });

  test('it goes on with the new edition of its county', async ({ parent, server }) => {
    await parent.goes('/themes/newborn');
    await parent.follows('换区县');
    await parent.presses('东山县');
    const draft = await parent.begins(TANG_YU);
    await parent.field('孩子姓名').fill('唐一诺');
    await parent.saves();
    publishes(server, { [EDITION]: says('now: {days: 7}', 'now: {days: 5}') });

    await comesBack(parent, server, draft);
    await expect(parent.page.getByRole('main')).toContainText('从 7 个工作日变成 5 个工作日');
    await parent.presses('改用新版');
    await parent.goes(`${draft}/form/child`);
    await expect(parent.field('孩子姓名')).toHaveValue('唐一诺');
    await parent.files(TANG_YU);
    parent.application();
  });
});
