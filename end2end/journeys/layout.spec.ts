// Every page of the thread on every width, for everybody and for the elderly: nothing sticks out, everything can be hit and read.

import { atTheMending, atTheSeat } from '../office/asked';
import { audit, overflowing, overlapping, tooSmallToHit, tooSmallToRead } from '../office/audit';
import { SIZES } from '../office/everywhere';
import { expect, test } from '../office/journey';
import type { Officer } from '../office/officer';
import { photo } from '../office/papers';
import type { Parent } from '../office/parent';
import { LIN_XIAO } from '../office/people';

const WIDTHS = [320, 360, 390, 1280];
const HEIGHT = 844;
const MODES = [
  { name: 'ordinary', widths: WIDTHS, ...SIZES.ordinary },
  { name: 'elder', widths: WIDTHS, ...SIZES.elder },
  { name: 'elder-3', widths: [320], ...SIZES['elder-3'] },
];
const THEMES = ['newborn', 'social-card', 'restaurant', 'deregistration', 'retirement', 'elder-welfare', 'school', 'disability'];
const PARTS = ['who', 'steps', 'materials', 'halls', 'questions', 'all'].map((part) => `/themes/restaurant?part=${part}`);
const PUBLIC = ['/', '/search', '/search?q=生孩子', '/search?q=没有这样的事', '/themes', ...THEMES.map((slug) => `/themes/${slug}`), ...PARTS, '/themes/newborn/poster', '/region', '/enter', '/about/device', '/nowhere', '/offline', '/offline?unsent=1'];

/** Takes the thread up to the progress page and looks at each of its pages; what is only there before submitting is looked at before. */
async function atEveryPage(parent: Parent, hospital: Officer, look: (addresses: string[]) => Promise<void>): Promise<void> {
  const { page } = parent;
  await look([...PUBLIC, '/sign-in', '/sign-in?problem=not-a-phone', '/sign-in/code', '/themes/newborn/plan']);
  const draft = await parent.begins(LIN_XIAO);
  await parent.field('孩子姓名').fill('1');
  await parent.saves();
  const questions = ['application/applicant.role', 'child/birth.certificate_status', 'application/maternity.insurance'];
  const parts = ['items', 'items&item=household_registration', 'dates', 'papers', 'rules', 'answers'].map((part) => `?part=${part}`);
  const plan = ['', '?choose=1', ...parts, ...questions.map((question) => `?question=${question}`)].map((query) => `/themes/newborn/plan${query}`);
  const wrong = [`${draft}/form/child`, `${draft}/check?problem=incomplete`];
  await look([...plan, ...wrong]);

  await parent.goes(`${draft}/form/child`);
  await parent.field('孩子姓名').fill('林知夏');
  await parent.saves();
  await parent.completesForm(LIN_XIAO);
  await parent.opensPaper('诊断证明');
  await parent.uploads(photo('一张名字很长很长的诊断证明的照片_IMG_20261122_173000_0000001.png'));
  const topics = ['child', 'mother', 'father', 'household', 'insurance', 'maternity'].map((topic) => `/form/${topic}`);
  const edit = '/form/child?edit=child/birth.time';
  const papers = ['/materials', '/materials/diagnosis', '/materials/diagnosis?problem=file-too-large'];
  await look(['', '/consent', ...topics, edit, ...papers, '/delivery', '/check', '/delete'].map((part) => draft + part).concat('/me'));

  await parent.goes(`${draft}/materials`);
  await parent.handsInPapers();
  await atTheSeat(parent, draft, look);
  await parent.checks();
  await look([`${draft}/sign`, `${draft}/sign?problem=not-sent`]);
  await parent.goes(`${draft}/check`);
  await parent.submits();
  const application = parent.application();
  await look([application, `${application}/record`, `${application}/withdraw`, `${application}/withdraw?what=whole`, '/applications', '/me', '/me/devices', '/me/means', '/me/library', '/me/data', '/me/hats', '/me/hats/child', '/me/mandates', '/me/mandates/new', '/me/mandates/new?problem=not-an-agent,no-theme', '/privacy', '/me/passkeys', '/me/passkeys/add', '/me/live', '/me/real-name', '/sandbox', '/sandbox/messages']);
  await atTheMending(application, hospital, look);
  await page.close();
}

test('nothing is wider than the screen, too small to hit or too small to read', { tag: '@desktop' }, async ({ parent, page, context, server, officer }) => {
  test.setTimeout(300_000);
  const hospital = await officer('高颖');
  const found = new Map<string, Set<string>>();
  const note = (what: string, where: string) => found.set(what, (found.get(what) ?? new Set()).add(where.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '…')));
  await atEveryPage(parent, hospital, async (addresses) => {
    for (const mode of MODES) {
      await context.addCookies([{ name: 'mode', value: mode.name, url: server.url }]);
      for (const address of addresses) {
        await page.goto(address);
        await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
        for (const width of mode.widths) {
          await page.setViewportSize({ width, height: HEIGHT });
          const where = `${address} at ${width}`;
          for (const what of await overflowing(page)) note(`${mode.name}: ${what}`, where);
          for (const what of await overlapping(page)) note(`${mode.name}: ${what}`, where);
          for (const what of await tooSmallToHit(page, mode.hit)) note(`${mode.name}: ${what}`, where);
          for (const what of await tooSmallToRead(page, mode.read)) note(`${mode.name}: ${what}`, where);
        }
      }
    }
    await context.addCookies([{ name: 'mode', value: 'ordinary', url: server.url }]);
  });

  await hospital.opens('出生医学证明');
  for (const address of ['/desk', hospital.page.url()]) {
    await hospital.page.goto(address);
    for (const width of [1024, 1280]) {
      await hospital.page.setViewportSize({ width, height: HEIGHT });
      for (const what of await overflowing(hospital.page)) note(`desk: ${what}`, `${address} at ${width}`);
    }
  }
  const list = [...found].map(([what, where]) => `${what} · ${where.size} times, first ${[...where][0]}`);
  expect(list).toEqual([]);
});

test('everybody can read every page in the elder mode and in the dark', { tag: '@phone' }, async ({ parent, page, context, server, officer }) => {
  test.setTimeout(300_000);
  const hospital = await officer('高颖');
  const unreadable: string[] = [];
  await atEveryPage(parent, hospital, async (addresses) => {
    for (const { elder, colorScheme } of [{ elder: true, colorScheme: 'light' }, { elder: false, colorScheme: 'dark' }] as const) {
      await context.addCookies([{ name: 'mode', value: elder ? 'elder' : 'ordinary', url: server.url }]);
      await page.emulateMedia({ colorScheme });
      for (const address of addresses) {
        await page.goto(address);
        await audit(page).catch((error: Error) => unreadable.push(`${elder ? 'elder' : 'dark'} ${address}: ${error.message}`));
      }
    }
    await context.addCookies([{ name: 'mode', value: 'ordinary', url: server.url }]);
    await page.emulateMedia({ colorScheme: 'light' });
  });
  expect(unreadable).toEqual([]);
});

test('the elder mode is turned on and off from any page and stays', async ({ parent, page }) => {
  await parent.goes('/themes/newborn');
  await parent.presses('长辈版');
  await expect(page).toHaveURL(/\/themes\/newborn$/);
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'elder');
  await parent.follows('看看我要办哪些');
  await expect(page.getByRole('button', { name: '返回普通版' })).toBeVisible();
  await parent.presses('妈妈');
  await parent.presses('返回普通版');
  await expect(page.locator('html')).not.toHaveAttribute('data-mode', 'elder');
  await expect(page.getByText('第 2 题'), 'it is still the same page').toBeVisible();
});
