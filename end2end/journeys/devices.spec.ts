// Two devices at one draft: what was begun on one goes on at the other, and neither takes back what the other said.

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { TANG_YU } from '../office/people';

const NAME = '孩子姓名';

test('what was begun on one device goes on at another', { tag: '@everywhere' }, async ({ parent, anotherDevice }) => {
  const draft = await parent.begins(TANG_YU);
  await parent.field(NAME).fill('唐一诺');
  await parent.saves();

  const there = await anotherDevice();
  await there.goes('/sign-in');
  await there.signsIn('唐雨');
  await there.follows(/唐一诺的出生/);
  await expect(there.page).toHaveURL(new RegExp(draft));
  await there.follows('继续');
  await expect(there.field(NAME)).toHaveValue('唐一诺');
  await there.completesForm(TANG_YU);
  await expect(there.title('材料')).toBeVisible();
});

test('where two devices differ both answers are shown, and one of them is taken', { tag: '@everywhere' }, async ({ parent, anotherDevice }) => {
  const draft = await parent.begins(TANG_YU);
  const there = await anotherDevice();
  await there.goes('/sign-in');
  await there.signsIn('唐雨');
  await there.goes(`${draft}/form/child`);

  await parent.field(NAME).fill('唐一诺');
  await parent.saves();
  await there.field(NAME).fill('唐小诺');
  await there.field('出生时间').fill(TANG_YU.says['出生时间'] ?? '');
  await there.saves();

  await there.goes(`${draft}/form/child`);
  await expect(there.field(NAME), 'what was there first stays').toHaveValue('唐一诺');
  await expect(there.field(NAME)).toHaveAccessibleDescription(/还有一个是“唐小诺”/);
  await expect(there.field('出生时间'), 'what only one of them said is saved').not.toHaveValue('');
  await audit(there.page);
  await there.presses('用“唐小诺”');
  await expect(there.field(NAME)).toHaveValue('唐小诺');
  await expect(there.page.getByText('两台设备上填的不一样')).toBeHidden();
});
