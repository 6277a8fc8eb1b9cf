// How each result is delivered: chosen while filing, mended, shown with the case, and the address offered again the next time.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO } from '../office/people';

const SENT = '寄到示范市日月路9号，林晓，13800000001';
const HIDDEN = '寄到示范市日月路9号，林晓，138****0001';

test('a mother has one result sent elsewhere, mends the number, and is offered the address the next time', async ({ parent, page }) => {
  test.slow();
  const draft = await parent.begins(LIN_XIAO);
  await parent.completesForm(LIN_XIAO);
  await parent.goes(draft);
  const results = page.getByRole('link', { name: /结果怎么领/ });
  await expect(results, 'nobody chose it for her').toContainText('还没选');
  await parent.goes(`${draft}/materials`);
  await parent.checksAlone();
  await parent.goes(draft);
  await expect(results).toContainText('已选好');
  await parent.goes(`${draft}/check`);
  await parent.follows('修改：出生医学证明');
  await expect(parent.title('结果怎么领')).toBeVisible();
  const another = parent.choice('出生医学证明', '寄到下面写的地址');
  await another.check();
  await parent.field('收件人手机号').fill('123');
  await parent.field('收件地址').fill('示范市日月路9号');
  const refused = await parent.presses('就这样给我');
  expect(refused.status()).toBe(422);
  await expect(page.getByRole('alert')).toContainText('请写 11 位手机号');
  await expect(another, 'nothing is lost').toBeChecked();
  await expect(parent.field('收件人手机号')).toHaveValue('123');
  await expect(parent.field('收件地址')).toHaveValue('示范市日月路9号');
  await audit(page);

  await parent.field('收件人手机号').fill('13800000001');
  await parent.presses('就这样给我');
  await expect(parent.title('请核对一遍')).toBeVisible();
  await expect(page.getByRole('main')).toContainText(HIDDEN);
  await audit(page);
  if (await parent.gathers()) await parent.goes(`${draft}/check`);
  await parent.submits();
  await expect(page.getByRole('main')).toContainText(`出生医学证明的结果：${HIDDEN}`);
  await audit(page);

  await parent.goes('/themes/social-card/plan');
  await parent.replies({ '这张卡给谁办？': '给我自己', '社保卡办过吗？': '从来没办过' });
  await parent.presses('开始填写');
  await parent.agrees();
  await parent.goes(`${parent.draft()}/delivery`);
  await expect(parent.choice('社会保障卡', SENT)).toBeVisible();
  await expect(page.getByRole('heading', { name: '以前寄过的地址' })).toBeVisible();
  await audit(page);
});
