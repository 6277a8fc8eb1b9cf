// The whole thread of the product once, on every kind of device: from search to “出生医学证明已签发，户口登记已开始”.

import { audit, auditWithoutScript } from '../office/audit';
import { expect, test } from '../office/journey';
import { LIN_XIAO } from '../office/people';

test('a mother finds, plans, fills in, submits once, and sees what the offices do', { tag: '@everywhere' }, async ({ parent, page, officer, javaScriptEnabled }) => {
  test.slow();
  parent.look = audit;

  await test.step('she finds the theme by her own words', async () => {
    await parent.searches('上户口');
    await audit(page);
    await expect(page.getByRole('link', { name: /新生儿出生/ })).toBeVisible();
    await parent.searches('生孩子');
    await parent.follows(/新生儿出生/);
    await expect(parent.title('新生儿出生')).toBeVisible();
    await auditWithoutScript(page);
  });

  await test.step('a few questions make her list', async () => {
    await parent.follows('看看我要办哪些');
    await auditWithoutScript(page);
    await parent.answers(LIN_XIAO);
    await auditWithoutScript(page);
    await expect(parent.cases()).toHaveCount(7);
    await expect(page.getByRole('main')).toContainText('4 个部门');
  });

  await test.step('she signs in and comes back to it', async () => {
    await parent.presses('登录后填写');
    await expect(page.getByText('演示环境').first()).toBeVisible();
    await parent.signsIn(LIN_XIAO.name);
    await expect(parent.title('我的清单')).toBeVisible();
    await parent.presses('开始填写');
  });

  await test.step('she agrees to the registers being read, and they fill in the form', async () => {
    await expect(page.getByRole('main')).toContainText('民政婚姻登记');
    await parent.agrees();
    await expect(parent.title('孩子的信息')).toBeVisible();
    expect((await parent.fields()).map(({ label }) => label), 'only the name is not known').toEqual(['孩子姓名']);
    await expect(page.getByRole('main')).toContainText('医院出生登记');
    await parent.completesForm(LIN_XIAO);
  });

  await test.step('she hands in the receipts, which nobody holds', async () => {
    expect(await parent.handsInPapers()).toEqual(['产检发票和医疗费发票', '费用清单', '诊断证明']);
  });

  await test.step('she looks over it and submits once', async () => {
    await parent.checks();
    await expect(page.getByRole('main')).toContainText('林知夏');
    await parent.submits();
    await expect(parent.title('林知夏的出生')).toBeVisible();
    await expect(parent.cases()).toHaveCount(7);
    await expect(parent.message('已提交，4 个部门会依次收到')).toBeVisible();
    await expect(parent.case('户口登记')).toContainText('等“出生医学证明”办好');
  });

  await test.step('the hospital grants, and she sees what starts by itself', async () => {
    const listening = javaScriptEnabled ? page.waitForResponse(/\/events\?/) : undefined;
    if (listening) await page.reload();
    await listening;
    const hospital = await officer('高颖');
    await hospital.opens('出生医学证明');
    await audit(hospital.page);
    await hospital.accepts();
    await audit(hospital.page);
    await hospital.grants('编号 Z000000888，电子证照已签发。');
    await audit(hospital.page);
    const message = parent.message('出生医学证明已签发', '户口登记已开始');
    if (javaScriptEnabled) {
      await expect(message).toBeVisible();
    } else {
      await expect(async () => {
        await page.reload();
        await expect(message).toBeVisible({ timeout: 250 });
      }).toPass();
    }
    await expect(parent.case('出生医学证明')).toContainText('编号 Z000000888');
    await expect(parent.case('户口登记')).not.toContainText('等“出生医学证明”办好');
    await audit(page);
  });
});
