// Without a mouse: questions and form with Tab, arrows and Enter, the focus always in sight.

import { expect, test } from '../office/journey';
import { follow } from '../office/follow';
import { tabTo } from '../office/keyboard';
import { TANG_YU } from '../office/people';

test('a mother without a mouse answers, signs in, fills in and submits a page', async ({ parent, page }) => {
  test.slow();
  const enter = () => follow(page, () => page.keyboard.press('Enter'));
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

  await test.step('the first stop leads to the content', async () => {
    await page.goto('/themes/newborn');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: '跳到正文' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement) ?? false);
    expect(inside, 'the next stop is in the content').toBe(true);
  });

  await test.step('a detail of the guide opens with the keyboard', async () => {
    const detail = page.locator('summary').first();
    await page.goto('/themes/newborn');
    await tabTo(page, detail);
    await page.keyboard.press('Enter');
    await expect(page.locator('details[open]')).toHaveCount(1);
  });

  await test.step('questions', async () => {
    await tabTo(page, page.getByRole('link', { name: '看看我要办哪些' }));
    await enter();
    const left = new Set(TANG_YU.choices);
    while (left.size > 0) {
      await tabTo(page, button(await parent.choosesFrom(left)));
      await enter();
    }
    await expect(parent.title('我的清单')).toBeVisible();
  });

  await test.step('signing in and consent', async () => {
    await tabTo(page, button('登录后填写'));
    await enter();
    await tabTo(page, button(/^唐雨/));
    await enter();
    await tabTo(page, button('开始填写'));
    await enter();
    await tabTo(page, page.getByRole('checkbox', { name: '敏感信息也同意查' }));
    await page.keyboard.press('Space');
    await tabTo(page, button('同意，帮我填'));
    await enter();
  });

  await test.step('one page of the form', async () => {
    await expect(parent.title('孩子的信息')).toBeVisible();
    await tabTo(page, parent.field('孩子姓名'));
    await page.keyboard.type('唐一诺');
    await tabTo(page, parent.choice('孩子性别', '女'));
    await page.keyboard.press('ArrowDown');
    await expect(parent.choice('孩子性别', '男')).toBeChecked();
    await page.keyboard.press('ArrowUp');
    await expect(parent.choice('孩子性别', '女')).toBeChecked();
    await tabTo(page, parent.field('出生时间'));
    await page.keyboard.type('2026-02-30 03:42');
    expect((await enter()).status(), 'Enter in a field saves the page').toBe(422);
  });

  await test.step('the mistakes lead to their fields', async () => {
    const mistake = page.getByRole('alert').getByRole('link', { name: /出生时间/ });
    await tabTo(page, mistake);
    await page.keyboard.press('Enter');
    await expect(parent.field('出生时间'), 'the link leads into the field').toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(TANG_YU.says['出生时间'] ?? '');
    await tabTo(page, parent.choice('出生的医院', '示范市妇幼保健院'));
    await page.keyboard.press('Space');
    await tabTo(page, button('保存并继续'));
    expect((await enter()).status()).toBe(200);
    await expect(parent.title('母亲的信息')).toBeVisible();
  });
});
