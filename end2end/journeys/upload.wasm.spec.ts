// With wasm a paper is on its way as soon as it is picked: a cut in the middle, or a pause, costs nothing but time, and a large photo
// is made smaller first.

import type { Page } from '@playwright/test';

import { expect, test } from '../office/journey';
import { busyPhoto, document, photo, renamedProgram } from '../office/papers';
import { TANG_YU } from '../office/people';

const PICK = '拍照或选文件';
/** Bytes of one piece. */
const PIECE = 262_144;
/** How long a pause is looked at, milliseconds: many times as long as the island waits before it looks again. */
const A_WHILE = 5_000;

/** Where each piece that is sent begins. */
function pieces(page: Page): number[] {
  const sent: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(Number(request.headers()['upload-offset']));
  });
  return sent;
}

test('papers are handed in by picking them, and put in order', async ({ parent, page, faults }) => {
  // The browser reports a refusal as an error.
  faults.expect(/422/);
  const draft = await parent.begins(TANG_YU);
  await parent.goes(`${draft}/materials/birth_record`);
  const names = page.locator('a.file__name');
  await parent.uploads(photo('一.png'), document('二.pdf'));
  await expect(names).toHaveText(['一.png', '二.pdf']);
  await parent.presses('上移 二.pdf');
  await expect(names).toHaveText(['二.pdf', '一.png']);
  await parent.presses('旋转 一.png');
  await expect(page.getByRole('img', { name: '照片' })).toHaveClass(/turned-1/);

  await page.getByLabel(PICK).setInputFiles(renamedProgram());
  await expect(page.getByText('只能传 JPG、PNG 照片或 PDF')).toBeVisible();
  await expect(names, 'what was there stays').toHaveCount(2);
});

test('a photo whose way is cut in the middle goes on where it stood', async ({ parent, page, context, faults }) => {
  faults.expect(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  const draft = await parent.begins(TANG_YU);
  await parent.goes(`${draft}/materials/birth_record`);
  // Large enough for three pieces, and too small to be worth shrinking.
  const taken = busyPhoto('出生记录.png', { width: 500, height: 400 });
  const sent = pieces(page);
  let isCut = false;
  await page.route('**/uploads/**', async (route) => {
    if (route.request().method() === 'PATCH' && sent.length === 2 && !isCut) {
      isCut = true;
      await context.setOffline(true);
      await route.abort('internetdisconnected');
    } else {
      await route.continue();
    }
  });
  await page.getByLabel(PICK).setInputFiles(taken);
  await expect(page.getByText('网络断了')).toBeVisible();
  await context.setOffline(false);
  const name = page.locator('a.file__name');
  await expect(name).toHaveText([taken.name], { timeout: 15_000 });
  expect(sent, 'no piece but the cut one is sent twice').toEqual([0, PIECE, PIECE, 2 * PIECE]);
  const arrived = await page.request.get(String(await name.getAttribute('href')));
  expect((await arrived.body()).equals(taken.buffer), 'what arrived is what was taken').toBe(true);
});

test('a large file that is paused under way waits, and goes on where it stood', async ({ parent, page }) => {
  await page.clock.install();
  const draft = await parent.begins(TANG_YU);
  await parent.goes(`${draft}/materials/birth_record`);
  const large = document('长.pdf');
  large.buffer = Buffer.concat([large.buffer, Buffer.alloc(900_000, '% ')]);
  const sent = pieces(page);
  let pressed = () => {};
  const isPressed = new Promise<void>((done) => (pressed = done));
  await page.route('**/uploads/**', async (route) => {
    if (sent.length === 2) await isPressed;
    await route.continue();
  });
  await page.getByLabel(PICK).setInputFiles(large);
  await expect.poll(() => sent.length).toBe(2);
  await page.getByRole('button', { name: '暂停' }).click();
  const secondArrived = page.waitForResponse((response) => response.request().method() === 'PATCH');
  pressed();
  await secondArrived;
  await page.clock.runFor(A_WHILE);
  expect(sent, 'what was under way arrives, and nothing follows').toEqual([0, PIECE]);
  await page.getByRole('button', { name: '接着传' }).click();
  await expect(page.locator('a.file__name')).toHaveText([large.name]);
  expect(sent).toEqual([0, PIECE, 2 * PIECE, 3 * PIECE]);
});

test('a photo of a megabyte and more is made smaller before it is sent', async ({ parent, page }) => {
  const draft = await parent.begins(TANG_YU);
  await parent.goes(`${draft}/materials/birth_record`);
  const taken = busyPhoto('出生记录.png', { width: 3000, height: 500 });
  await parent.uploads(taken);
  const href = String(await page.locator('a.file__name').getAttribute('href'));
  const arrived = await page.evaluate(async (href) => {
    const file = await (await fetch(href)).blob();
    const { width, height } = await createImageBitmap(file);
    return { bytes: file.size, type: file.type, width, height };
  }, href);
  expect(arrived).toMatchObject({ type: 'image/jpeg', width: 2400, height: 400 });
  expect(arrived.bytes).toBeLessThan(taken.buffer.length);
});
