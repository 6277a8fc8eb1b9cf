// Correction: an officer names what is wrong, the parent mends exactly that, signs it and sends it once; one case withdrawn; the inbox.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { LIN_XIAO_WITHOUT_PAPERS as LIN_XIAO } from '../office/people';

test('what the officer names is mended once, read side by side and accepted', async ({ parent, page, officer }) => {
  const application = await parent.applies(LIN_XIAO);
  const hospital = await officer('高颖');
  await hospital.opens('出生医学证明');
  await hospital.names('新生儿姓名', '和医院的出生记录不一样，请对着记录改。');
  await audit(hospital.page);
  await hospital.presses('发出补正通知');
  await expect(hospital.page.getByRole('main')).toContainText('待补正');

  await parent.goes('/me/inbox');
  await expect(page.getByRole('main')).toContainText('出生医学证明要请您补正');
  await audit(page);
  await parent.goes(application);
  await expect(page.getByRole('main')).toContainText('有 1 处要请您补正');
  await audit(page);
  await parent.follows('去补正');
  await expect(page.getByRole('main')).toContainText('请对着记录改');
  await expect(page.getByRole('textbox'), 'nothing else can be changed').toHaveCount(2);
  await audit(page);

  const asBefore = await parent.presses('改好了，去签名');
  expect(asBefore.status()).toBe(422);
  await page.getByLabel('孩子姓名').fill('林2秋');
  const wrong = await parent.presses('改好了，去签名');
  expect(wrong.status()).toBe(422);
  await expect(page.getByLabel('孩子姓名'), 'nothing is lost').toHaveValue('林2秋');
  await page.getByLabel('孩子姓名').fill('林知秋');
  await parent.presses('先存着');
  await parent.goes(`${application}/mend`);
  await expect(page.getByLabel('孩子姓名')).toHaveValue('林知秋');
  await parent.presses('改好了，去签名');
  await expect(page.getByRole('main')).toContainText('原来填的：林知夏');
  await expect(page.getByRole('main')).toContainText('会告诉陈远');
  await audit(page);
  await parent.signsMending();
  await expect(page).toHaveURL(new RegExp(`${application}$`));
  await expect(parent.title('林知秋的出生')).toBeVisible();
  await parent.follows('看签过名的内容');
  await expect(page.getByRole('main')).toContainText('内容和签名都对得上');
  await expect(page.getByRole('main')).toContainText('原来填的：林知夏');
  await audit(page);

  await hospital.opens('出生医学证明');
  await expect(hospital.stated('新生儿姓名')).toContainText('林知秋');
  await expect(hospital.stated('新生儿姓名')).toContainText('原来填的：林知夏');
  await expect(hospital.stated('新生儿姓名')).toContainText('陈远签的是原来的内容');
  await hospital.accepts();
});

test('one case is withdrawn while others go on, and the page says what ends with it', async ({ parent, page }) => {
  const application = await parent.applies(LIN_XIAO);
  await parent.follows('撤回');
  await audit(page);
  const nothing = await parent.presses('继续');
  expect(nothing.status()).toBe(422);
  await page.getByRole('radio', { name: '只撤回出生医学证明' }).check();
  await parent.presses('继续');
  await expect(page.getByRole('main')).toContainText('会一起停下');
  await audit(page);
  await parent.presses('撤回这一件');
  await expect(page).toHaveURL(new RegExp(`${application}$`));
  await expect(parent.case('出生医学证明')).toContainText('您已撤回');
  await expect(parent.case('预防接种证')).toContainText('已收到');
  await parent.goes('/me/inbox');
  await expect(page.getByRole('main')).toContainText('您撤回了出生医学证明');
});
