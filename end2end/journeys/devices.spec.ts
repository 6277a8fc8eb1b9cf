// Two devices at one draft: what was begun on one goes on at the other, and neither takes back what the other said.

import { audit } from '../office/audit';
import { DESKTOP, type Device, PHONE } from '../office/devices';
import { expect, test } from '../office/journey';
import type { Parent } from '../office/parent';
import { photo } from '../office/papers';
import { TANG_YU } from '../office/people';

const NAME = '孩子姓名';
const BIRTH_RECORD = 'birth_record';

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

/** Begins at one device, with a name and a photo, and goes on at another, to the end of the papers. */
async function goesOnElsewhere(here: Parent, anotherDevice: (device: Device) => Promise<Parent>, device: Device): Promise<void> {
  const draft = await here.begins(TANG_YU);
  await here.field(NAME).fill('唐一诺');
  await here.saves();
  await here.goes(`${draft}/materials/${BIRTH_RECORD}`);
  await here.uploads(photo('出生记录.png'));

  const there = await anotherDevice(device);
  await there.goes('/sign-in');
  await there.signsIn('唐雨');
  await there.goes(`${draft}/form/child`);
  await expect(there.field(NAME)).toHaveValue('唐一诺');
  await there.completesForm(TANG_YU);
  await there.goes(`${draft}/materials/${BIRTH_RECORD}`);
  await there.uploads(photo('背面.png'));
  await expect(there.page.locator('a.file__name')).toHaveText(['出生记录.png', '背面.png']);
  await there.follows('好了，继续');
  await there.handsInPapers();
}

test('begun on the phone, it goes on at a desk without JavaScript', { tag: '@phone' }, async ({ parent, anotherDevice }) => {
  await goesOnElsewhere(parent, anotherDevice, { ...DESKTOP, javaScriptEnabled: false });
});

test('begun at a desk without JavaScript, it goes on on the phone', { tag: '@desktop' }, async ({ parent, anotherDevice }) => {
  await goesOnElsewhere(parent, anotherDevice, { ...PHONE, javaScriptEnabled: true });
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
