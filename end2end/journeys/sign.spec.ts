// An application is signed by a code, as it is now and not as it was; what was signed is there to look at.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO } from '../office/people';

test('what is changed after a code came is signed anew, and what was signed can be looked at and taken along', async ({ parent, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.completesForm(LIN_XIAO);
  await parent.checks();
  await parent.asksToSign();
  await audit(page);
  const digits = await parent.received();
  await parent.enters(digits === '000000' ? '111111' : '000000');
  const wrong = await parent.presses('签名并提交');
  expect(wrong.status()).toBe(422);
  await expect(page.getByRole('alert')).toContainText('数字不对');

  // Another tab changes something meanwhile.
  const tab = await page.context().newPage();
  await tab.goto(`${draft}/form/child?edit=child/person.name`);
  await tab.getByRole('textbox', { name: /^孩子姓名/ }).fill('林知秋');
  await tab.getByRole('button', { name: '保存并继续' }).click();
  await tab.waitForLoadState();
  await tab.close();

  await parent.enters(digits);
  await parent.presses('签名并提交');
  await expect(parent.title('请核对一遍')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('再签一次');
  await expect(page.getByRole('main')).toContainText('林知秋');
  await audit(page);
});

test('signed by a code it is submitted, and the record says who, when, how and what', async ({ parent, page }) => {
  await parent.begins(LIN_XIAO);
  await parent.completesForm(LIN_XIAO);
  await parent.checks();
  await parent.submits();
  await expect(parent.title('林知夏的出生')).toBeVisible();
  await parent.follows('看签过名的内容');
  const record = page.getByRole('main');
  await expect(record).toContainText('内容和签名都对得上');
  await expect(record).toContainText(/林晓，\d+ 月 \d+ 日 \d\d:\d\d，短信验证码/);
  await expect(record).toContainText(/陈远，\d+ 月 \d+ 日 \d\d:\d\d，短信验证码/);
  await expect(record).toContainText('林知夏');
  await audit(page);
  const file = await page.request.get(`${page.url()}.json`);
  const signed = await file.json();
  expect(signed.format).toBe('zhangban.signed-record');
  expect(signed.signatures).toHaveLength(2);
});
