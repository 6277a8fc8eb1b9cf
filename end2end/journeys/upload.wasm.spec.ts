// With wasm a paper is on its way as soon as it is picked: a cut in the middle costs nothing but time.

import { expect, test } from '../office/journey';
import { document, photo, renamedProgram } from '../office/papers';
import { TANG_YU } from '../office/people';

const PICK = '拍照或选文件';

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
  // Large enough for several pieces, and no picture: nothing is shrunk.
  const large = document('长.pdf');
  large.buffer = Buffer.concat([large.buffer, Buffer.alloc(900_000, '% ')]);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(request.headers()['upload-offset'] ?? '');
  });
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
  await page.getByLabel(PICK).setInputFiles(large);
  await expect(page.getByText('网络断了')).toBeVisible();
  await context.setOffline(false);
  await expect(page.locator('a.file__name')).toHaveText(['长.pdf'], { timeout: 15_000 });
  expect(new Set(sent).size, 'no piece but the cut one is sent twice').toBe(sent.length - 1);
});
