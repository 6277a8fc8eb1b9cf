// What is somebody else's is not there, and says the way on; what another site posts is not done.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Page, Response } from '@playwright/test';

import { audit } from '../office/audit';
import { expect, test } from '../office/journey';
import { photo } from '../office/papers';
import { LIN_XIAO, LIN_XIAO_WITHOUT_PAPERS } from '../office/people';

/** The page that says there is nothing, with a way on. */
async function isNotThere(response: Response, page: Page): Promise<void> {
  expect(response.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有这一页');
  await expect(page.getByRole('main').getByRole('link', { name: '您要办什么事？' })).toBeVisible();
  await expect(page.getByRole('contentinfo').getByRole('link', { name: /打电话问人/ })).toBeVisible();
  await expect(page.getByText(/打电话时可以说这个编号：\w{6,}/)).toBeVisible();
}

test('somebody else’s draft, file and application are not there', async ({ parent, anotherDevice, page }) => {
  const draft = await parent.begins(LIN_XIAO);
  await parent.goes(`${draft}/materials/diagnosis`);
  await parent.uploads(photo());
  const file = await page.getByRole('main').getByRole('link', { name: '照片.png' }).getAttribute('href');

  const stranger = await anotherDevice();
  await stranger.goes('/sign-in');
  await stranger.signsIn('周禾');
  const own = [draft, `${draft}/consent`, `${draft}/form/child`, `${draft}/materials`, `${draft}/materials/diagnosis`, `${draft}/check`, `${draft}/delete`, String(file)];
  for (const address of own) await isNotThere(await stranger.goes(address), stranger.page);
  await audit(stranger.page);
  await stranger.follows('您要办什么事？');
  await expect(stranger.title('您要办什么事？')).toBeVisible();
});

test('somebody else’s application is not there, and neither is a case of another department', { tag: '@desktop' }, async ({ parent, anotherDevice, officer }) => {
  const application = await parent.applies(LIN_XIAO_WITHOUT_PAPERS);
  const stranger = await anotherDevice();
  await stranger.goes('/sign-in');
  await stranger.signsIn('周禾');
  for (const address of [application, `${application}/withdraw`]) await isNotThere(await stranger.goes(address), stranger.page);

  const hospital = await officer('高颖');
  await hospital.opens('出生医学证明');
  const police = await officer('秦峰');
  const response = await police.page.goto(hospital.page.url());
  expect(response?.status()).toBe(404);
  await expect(police.page.getByRole('heading', { level: 1 })).toHaveText('没有这一页');
});

test('whoever is not signed in is asked to, and comes back', { tag: '@phone' }, async ({ parent, anotherDevice }) => {
  const draft = await parent.begins(LIN_XIAO);
  const phone = await anotherDevice();
  await phone.goes(`${draft}/form/child`);
  await expect(phone.title('登录')).toBeVisible();
  await expect(phone.page.getByText('请先登录，再接着办。')).toBeVisible();
  await phone.signsIn('林晓');
  await expect(phone.title('孩子的信息')).toBeVisible();
});

test('an address that leads nowhere says the way on', { tag: '@phone' }, async ({ parent, page }) => {
  for (const address of ['/nowhere', '/themes/nothing', '/drafts/1', '/applications/1', '/files/1', '/desk/nothing/here']) {
    const response = await parent.goes(address);
    if (!page.url().includes('/sign-in')) await isNotThere(response, page);
  }
  await parent.goes('/nowhere');
  await audit(page);
});

test('a citizen has no desk', { tag: '@desktop' }, async ({ parent, page }) => {
  await parent.goes('/sign-in');
  await parent.signsIn('林晓');
  const response = await parent.goes('/desk');
  expect(response.status()).toBe(403);
  await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
  await audit(page);
});

test('a form that another site posts is not done', async ({ parent, page, server }) => {
  const draft = await parent.begins(LIN_XIAO);
  const id = draft.split('/').pop() ?? '';
  await parent.goes(`${draft}/delete`);
  const action = await page.getByRole('main').page().locator('.action form').getAttribute('action');
  const evil = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(`<form method="post" action="${server.url}${action}"><input type="hidden" name="draft" value="${id}"><button>领奖</button></form>`);
  });
  await new Promise<void>((done) => evil.listen(0, '127.0.0.1', done));
  try {
    await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
    const response = await parent.presses('领奖');
    expect(response.status()).toBe(403);
    await expect(page.getByText('这个请求不是从本站的页面发出的')).toBeVisible();
    await audit(page);
    await parent.follows('您要办什么事？');
  } finally {
    evil.close();
  }

  await test.step('nor one that says so in its headers alone, even with the cookies', async () => {
    const others: Record<string, string>[] = [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
      {},
    ];
    for (const headers of others) {
      const response = await page.request.post(String(action), { headers, form: { draft: id }, maxRedirects: 0 });
      expect(response.status(), JSON.stringify(headers)).toBe(403);
    }
  });
  expect((await parent.goes(draft)).status(), 'the draft is still there').toBe(200);
});
