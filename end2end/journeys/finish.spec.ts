// The thread where there is little room: large text, a phone that lies, edges that a phone keeps for itself, a keyboard over half of the
// screen; for whoever hears it; and for whoever wants nothing to move.

import type { Locator } from '@playwright/test';

import { atTheMending, atTheSeat } from '../office/asked';
import { covered, covering, inTheEdges, moving, overflowing, overlapping, tooSmallToHit, unheard } from '../office/audit';
import { SIZES } from '../office/everywhere';
import { expect, test } from '../office/journey';
import type { Parent } from '../office/parent';
import { LIN_XIAO, LIN_XIAO_WITHOUT_PAPERS } from '../office/people';

const NONE = { top: 0, right: 0, bottom: 0, left: 0 };
/** Where pages are looked at; `text`: per cent of what is usual. */
const ROOMS = [
  { name: 'large text', width: 320, height: 640, text: 200, edges: NONE },
  { name: 'lying', width: 740, height: 360, text: 100, edges: NONE },
  { name: 'lying, large text', width: 740, height: 360, text: 200, edges: NONE },
  { name: 'above the keyboard', width: 360, height: 300, text: 100, edges: NONE },
  { name: 'below a camera', width: 390, height: 844, text: 100, edges: { ...NONE, top: 47, bottom: 34 } },
  { name: 'beside a camera', width: 844, height: 390, text: 100, edges: { top: 0, right: 47, bottom: 21, left: 47 } },
];
const PUBLIC = ['/', '/search?q=生孩子', '/themes/newborn', '/themes/restaurant', '/sign-in', '/sign-in?problem=not-a-phone', '/about/device'];
const QUESTION = '/themes/newborn/plan?question=application/applicant.role';
const MINE = ['/me', '/me/inbox', '/me/mandates/new?problem=not-an-agent,no-theme'];

/** Takes the thread up to the progress page and looks at its pages; what is only there before submitting is looked at before. Gives the
 *  application's address. */
async function atThePages(parent: Parent, look: (addresses: string[]) => Promise<void>): Promise<string> {
  await look(PUBLIC);
  const draft = await parent.begins(LIN_XIAO);
  await parent.field('孩子姓名').fill('1');
  await parent.saves();
  await look([`${draft}/form/child`, '/themes/newborn/plan', '/themes/newborn/plan?choose=1', QUESTION]);
  await parent.goes(`${draft}/form/child`);
  await parent.field('孩子姓名').fill('林知夏');
  await parent.saves();
  await parent.completesForm(LIN_XIAO);
  const pages = ['', '/consent', '/form/child?edit=child/birth.time', '/form/maternity', '/materials', '/materials/diagnosis', '/delivery', '/help'];
  await look([...pages.map((page) => draft + page), `${draft}/check?problem=incomplete`]);
  await parent.goes(`${draft}/materials`);
  await parent.handsInPapers();
  await atTheSeat(parent, draft, look);
  await parent.checks();
  await parent.asksToSign();
  await look([`${draft}/sign?problem=wrong-code`]);
  await parent.goes(`${draft}/check`);
  await parent.submits();
  const application = parent.application();
  await look([application, `${application}/record`, `${application}/withdraw`, ...MINE]);
  return application;
}

test('where there is little room nothing is cut off, and what has the focus is in sight', { tag: '@phone' }, async ({ parent, page, officer }) => {
  test.setTimeout(300_000);
  const found = new Set<string>();
  const browser = await page.context().newCDPSession(page);
  const look = async (addresses: string[]) => {
    for (const address of addresses) {
      await page.goto(address);
      for (const { name, width, height, text, edges } of ROOMS) {
        await page.setViewportSize({ width, height });
        await browser.send('Emulation.setSafeAreaInsetsOverride', { insets: edges });
        await page.evaluate((text) => document.documentElement.style.setProperty('font-size', `${text}%`), text);
        const looks = [overflowing(page), overlapping(page), tooSmallToHit(page, SIZES.ordinary.hit), covered(page), covering(page)];
        if (edges !== NONE) looks.push(inTheEdges(page, edges));
        for (const what of (await Promise.all(looks)).flat()) found.add(`${address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '…')}, ${name}: ${what}`);
      }
    }
    await page.setViewportSize({ width: 390, height: 844 });
  };
  const application = await atThePages(parent, look);
  await atTheMending(application, await officer('高颖'), look);
  expect([...found]).toEqual([]);
});

/** Whether all of its height is in the part of the page that is seen, and nothing lies over it. */
const isSeen = (what: Locator) =>
  what.evaluate((element) => {
    if (!visualViewport) return false;
    const { offsetTop, height } = visualViewport;
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return box.top > offsetTop - 1 && box.bottom < offsetTop + height + 1 && element.contains(top);
  });

test('a keyboard that covers the page, which stays as tall as it is, covers neither what is typed in nor the button', { tag: '@phone' }, async ({ parent, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/form/child?edit=child/birth.time`);
  // No engine without a screen has such a keyboard; a page that is drawn twice as large is seen by half in the same way.
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
  await expect.poll(() => page.evaluate(() => visualViewport?.scale)).toBe(2);
  for (const label of ['孩子姓名', '出生时间']) {
    const field = parent.field(label);
    await field.focus();
    await expect.poll(() => isSeen(field), label).toBe(true);
    const button = page.getByRole('button', { name: '保存并继续' });
    await button.scrollIntoViewIfNeeded();
    await expect.poll(() => isSeen(button), `the button, from ${label}`).toBe(true);
    await expect(field).toBeFocused();
  }
});

test('for whoever wants nothing to move nothing does, from the guide to the progress', { tag: '@phone' }, async ({ parent, page }) => {
  test.slow();
  await page.addInitScript(() => {
    addEventListener('pagereveal', (event) => Reflect.set(window, 'slides', Boolean(Reflect.get(event, 'viewTransition'))));
  });
  for (const [reducedMotion, slides] of [['no-preference', true], ['reduce', false]] as const) {
    await page.emulateMedia({ reducedMotion });
    await parent.goes('/themes/newborn');
    expect((await moving(page)).length > 0, reducedMotion).toBe(slides);
    await parent.follows('看看我要办哪些');
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'slides') as unknown), reducedMotion).toBe(slides);
  }
  const found = new Set<string>();
  parent.look = async (page) => {
    await page.waitForLoadState();
    for (const what of await moving(page)) found.add(`${new URL(page.url()).pathname}: ${what}`);
  };
  for (const path of ['/', '/themes/newborn']) await parent.goes(path);
  await parent.applies(LIN_XIAO_WITHOUT_PAPERS);
  expect([...found]).toEqual([]);
});

test('whoever hears the pages is told what each control does, what is wrong, and what has changed', { tag: '@phone' }, async ({ parent, page, officer }) => {
  test.setTimeout(300_000);
  const found: string[] = [];
  const look = async (addresses: string[]) => {
    for (const address of addresses) {
      await page.goto(address);
      for (const what of await unheard(page)) found.push(`${address}: ${what}`);
    }
  };
  const application = await atThePages(parent, look);
  const hospital = await officer('高颖');

  await test.step('how it stands is said when it changes, and nothing else is', async () => {
    await page.goto('/me');
    const listening = page.waitForResponse(/\/events\?/);
    await parent.follows(/林知夏的出生/);
    await listening;
    const now = page.locator('[aria-live=polite]');
    await expect(now).toHaveCount(1);
    const before = await now.innerText();
    await hospital.opens('出生医学证明');
    await hospital.accepts();
    await expect(now).not.toHaveText(before);
  });

  await atTheMending(application, hospital, look);
  expect(found).toEqual([]);
});

test('a page that refuses what was typed is left at what it refuses', async ({ parent, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/form/child?edit=child/birth.time`);
  const birth = parent.field('出生时间');
  await birth.fill('2026-02-30 03:42');
  expect((await parent.saves()).status()).toBe(422);
  await expect(page.getByRole('alert'), 'it is heard first').toBeFocused();
  await expect(page).toHaveTitle(/要改/);
  await expect(birth).toHaveAttribute('aria-invalid', 'true');
  await expect(birth).toHaveAccessibleDescription(/没有这一天/);
});
