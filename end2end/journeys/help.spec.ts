// Help before filing: a look-over, or a call, is asked for from a page of the form, answered at the desk, and read beside the page.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { follow } from '../office/follow';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO } from '../office/people';

test('a look-over is asked for, answered by the department and stands beside the page', async ({ parent, page, officer }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/form/child`);
  await parent.presses('请人看看');
  await expect(parent.title('请人看看')).toBeVisible();
  await page.getByLabel('想问什么').fill('名字里的生僻字这样写对吗？');
  await audit(page);
  const unagreed = await parent.presses('发给部门');
  expect(unagreed.status()).toBe(422);
  await expect(page.getByLabel('想问什么'), 'nothing is lost').toHaveValue('名字里的生僻字这样写对吗？');
  await page.getByRole('checkbox').check();
  await parent.presses('发给部门');
  await expect(page.getByRole('main')).toContainText(/已经发给示范市卫生健康委员会，最晚 .+答复您。/);
  await parent.goes(draft);
  await expect(page.getByRole('link', { name: '已问，等答复：孩子的信息' })).toBeVisible();
  await audit(page);

  const health = await officer('高颖');
  await health.page.goto('/desk/help');
  await audit(health.page);
  await follow(health.page, () => health.page.getByRole('link', { name: '名字里的生僻字这样写对吗？' }).last().click());
  await expect(health.page.getByRole('main')).toContainText('名字里的生僻字这样写对吗？');
  await audit(health.page);
  await health.page.getByLabel('答复').fill('这样写是对的，可以接着填。');
  await health.presses('发出答复');

  await parent.goes('/me/inbox');
  await expect(page.getByRole('main')).toContainText('部门答复了您关于');
  await parent.follows('看答复');
  await expect(parent.title('请人看看')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('这样写是对的，可以接着填。');
  await parent.follows('返回');
  await expect(parent.title('孩子的信息')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('这样写是对的，可以接着填。');
});

test('a call is asked for, the officer calls and writes down what was said, and the citizen reads it', async ({ parent, page, officer }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/form/child`);
  await parent.presses('请人看看');
  const phone = page.getByLabel('打哪个手机号');
  await page.getByRole('radio', { name: '工作日下午打电话给我' }).check();
  await phone.fill('1391234');
  await page.getByLabel('想问什么').fill('孩子跟谁的姓要不要写说明？');
  await page.getByRole('checkbox').check();
  const short = await parent.presses('发给部门');
  expect(short.status()).toBe(422);
  await expect(phone, 'nothing is lost').toHaveValue('1391234');
  await expect(phone).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('radio', { name: '工作日下午打电话给我' })).toBeChecked();
  await audit(page);
  await phone.fill('139 1234 5678');
  await page.getByRole('checkbox').check();
  await parent.presses('发给部门');
  await expect(page.getByRole('main')).toContainText(/已经发给示范市卫生健康委员会，最晚 .+打电话给您。/);
  await audit(page);

  const health = await officer('高颖');
  await health.page.goto('/desk/help');
  await follow(health.page, () => health.page.getByRole('link', { name: '孩子跟谁的姓' }).click());
  await expect(health.page.getByRole('main')).toContainText('孩子跟谁的姓要不要写说明？');
  const call = health.page.getByRole('link', { name: '13912345678' });
  await expect(call).toHaveAttribute('href', 'tel:13912345678');
  await audit(health.page);
  await health.page.getByLabel('答复').fill('下午三点打过电话：跟爸爸或者妈妈的姓都可以，不用写说明。');
  await health.presses('发出答复');
  await expect(health.page.getByRole('main')).toContainText('没有人在等答复。');

  await parent.goes('/me/inbox');
  await expect(page.getByRole('main')).toContainText('部门答复了您关于');
  await parent.follows('看答复');
  await expect(page.getByRole('main')).toContainText('下午三点打过电话：跟爸爸或者妈妈的姓都可以，不用写说明。');
  await expect(page.getByRole('main')).not.toContainText('已经发给');
  await audit(page);
});
