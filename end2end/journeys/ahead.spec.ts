// Fetched before anybody opens it: the page behind a link that is pointed at, over a good network; nothing where data is saved.

import { DESKTOP } from '../office/devices';
import { expect } from '../office/journey';
import type { Network } from '../office/network';
import { test } from '../office/worker';

const GUIDE = '/themes/newborn';
const FIRST_QUESTION = '/themes/newborn/plan';
const TO_THE_FIRST = '看看我要办哪些';

/** What came over a network. */
interface Noted {
  /** With what word of the network, and whether data is saved, the rules were asked for that say what may be fetched ahead. */
  rules: { ect: unknown; saving: unknown }[];
  /** The pages that were fetched ahead. */
  ahead: (string | undefined)[];
}

/** Notes from now on what comes over a network that loses nothing. */
function notes(network: Network): Noted {
  const noted: Noted = { rules: [], ahead: [] };
  network.cuts = ({ url, headers }) => {
    if (url === '/speculation.json') noted.rules.push({ ect: headers['ect'], saving: headers['save-data'] });
    if (String(headers['sec-purpose']).startsWith('prefetch')) noted.ahead.push(url);
    return undefined;
  };
  return noted;
}

// With a mouse, and JavaScript: fingers point at nothing before they press.
test.describe('with a mouse', { tag: '@phone' }, () => {
  test.use(DESKTOP);

  test('over a good network the first question is fetched while somebody points at the link to it, and nothing is begun', async ({ parent, page, context, network }) => {
    const { rules, ahead } = notes(network);
    const guide = await parent.goes(GUIDE);
    expect(guide.headers()['speculation-rules']).toBe('"/speculation.json"');
    await expect.poll(() => rules).toEqual([{ ect: '4g', saving: undefined }]);
    const link = page.getByRole('link', { name: TO_THE_FIRST, exact: true }).first();
    // The browser reads the rules some time after they came; who points there before that is not noticed until they do again.
    await expect(async () => {
      await page.mouse.move(0, 0);
      await link.hover();
      await expect.poll(() => ahead, { timeout: 1_000 }).toContain(FIRST_QUESTION);
    }).toPass();
    const cookies = (await context.cookies()).map(({ name }) => name);
    expect(cookies, 'nobody has answered anything').not.toContain('guest');
  });

  test('where data is saved nothing is fetched ahead, and the first question comes when it is asked for', async ({ parent, page, context, network }) => {
    await context.setExtraHTTPHeaders({ 'save-data': 'on' });
    const { rules, ahead } = notes(network);
    await parent.goes(GUIDE);
    await expect.poll(() => rules).toEqual([{ ect: '4g', saving: 'on' }]);
    // Whether the browser has read the rules by now nobody can tell; that they allow nothing is what it was answered.
    const answered = await page.request.get('/speculation.json', { headers: { ect: '4g', 'save-data': 'on' } });
    expect(await answered.json()).toEqual({});
    await page.getByRole('link', { name: TO_THE_FIRST, exact: true }).first().hover();
    await parent.follows(TO_THE_FIRST);
    await expect(page.getByText('第 1 题')).toBeVisible();
    expect(ahead).toEqual([]);
  });
});
