import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { APPS, phoneWith } from './fake/city.mjs';
import { settled } from './fake/phone.mjs';
import { ADDRESS } from './fake/site.mjs';

const ASKED = `/pages/hand-over/index?for=sign-in&back=${encodeURIComponent('/applications')}`;

for (const app of APPS) {
  describe(`in ${app.name}`, () => {
    const asked = async (fails) => {
      const { site, phone } = phoneWith(app, fails);
      await phone.start('/pages/site/index');
      return { site, phone };
    };

    test('the site asks, and the person is signed in where they wanted to go', async () => {
      const { site, phone } = await asked();
      await phone.goTo(ASKED);
      assert.deepEqual(site.requests, [
        { method: 'POST', path: '/api/v1/hand-overs', body: { means: app.name, code: 'code-1', to: '/applications' } },
      ]);
      assert.equal(phone.stack.length, 1);
      assert.equal(phone.opened.at(-1), `${ADDRESS}/enter?ticket=${app.name}-code-1`);
    });

    test('a hand-over stands in no address of a page', async () => {
      const { phone } = await asked();
      await phone.goTo(ASKED);
      assert.equal(phone.visited.join().includes('ticket'), false);
    });

    test('a hand-over is opened once', async () => {
      const { phone } = await asked();
      await phone.goTo(ASKED);
      await phone.comeBack();
      assert.equal(phone.opened.filter((address) => address.includes('ticket')).length, 1);
    });

    test('a message about a case signs in first', async () => {
      const { phone } = phoneWith(app);
      await phone.start(`/pages/sign-in/index?to=${encodeURIComponent('/applications/one?from=message')}`);
      assert.deepEqual(phone.opened, [`${ADDRESS}/enter?ticket=${app.name}-code-1`]);
      assert.equal(phone.top.route, 'pages/site/index');
    });

    test('a hand-over whose answer is lost leaves the page it was for, as a guest', async () => {
      const { phone } = await asked();
      await phone.goTo(ASKED);
      await phone.tap('onFailure', { detail: { src: phone.opened.at(-1) } });
      await phone.tap('again');
      assert.equal(phone.opened.at(-1), `${ADDRESS}/applications`);
    });

    test('so does one that a message brought', async () => {
      const { phone } = phoneWith(app);
      await phone.start(`/pages/sign-in/index?to=${encodeURIComponent('/applications/one?from=message')}`);
      await phone.tap('onFailure', { detail: { src: phone.opened.at(-1) } });
      await phone.tap('again');
      assert.equal(phone.opened.at(-1), `${ADDRESS}/applications/one?from=message`);
    });

    test('who was looking for something in Chinese is signed in there', async () => {
      const { site, phone } = phoneWith(app);
      await phone.start(`/pages/sign-in/index?to=${encodeURIComponent('/search?q=上户口')}`);
      assert.equal(site.requests[0].body.to, '/search?q=%E4%B8%8A%E6%88%B7%E5%8F%A3');
      assert.deepEqual(phone.opened, [`${ADDRESS}/enter?ticket=${app.name}-code-1`]);
    });

    test('without a network it is said, and the next try takes a fresh code', async () => {
      const { site, phone } = await asked();
      site.isOffline = true;
      await phone.goTo(ASKED);
      assert.match(phone.top.data.problem, /网络不通/);
      site.isOffline = false;
      await phone.tap('signIn');
      assert.equal(site.requests.at(-1).body.code, 'code-2');
      assert.equal(phone.opened.at(-1), `${ADDRESS}/enter?ticket=${app.name}-code-2`);
    });

    test('pressing twice is asking once', async () => {
      const { site, phone } = await asked();
      site.answersFirst = [{ status: 503, body: null }];
      await phone.goTo(ASKED);
      phone.top.signIn();
      await phone.tap('signIn');
      assert.equal(site.requests.length, 2);
    });

    test('what the site says for people is said, and nothing else of it', async () => {
      const { site, phone } = await asked();
      site.answersFirst = [
        { status: 429, body: { title: '试得太多了，请过一会儿再来。' } },
        { status: 422, body: { title: 'The request cannot be understood' } },
      ];
      await phone.goTo(ASKED);
      assert.equal(phone.top.data.problem, '试得太多了，请过一会儿再来。');
      await phone.tap('signIn');
      assert.match(phone.top.data.problem, /^这里现在做不了.*12345/);
    });

    test('an answer that is no entrance of the site opens nothing', async () => {
      const { site, phone } = await asked();
      const before = phone.opened.length;
      site.answersFirst = [{ status: 201, body: { open: '//evil.example/enter?ticket=x' } }];
      await phone.goTo(ASKED);
      assert.notEqual(phone.top.data.problem, '');
      assert.equal(phone.opened.length, before);
    });

    test('an app that gives no code stops nobody: as a guest the page is as it was', async () => {
      const { phone } = await asked(app.cannotSignIn);
      const before = phone.opened.length;
      await phone.goTo(ASKED);
      assert.notEqual(phone.top.data.problem, '');
      await phone.tap('later');
      assert.equal(phone.top.route, 'pages/site/index');
      assert.equal(phone.opened.length, before);
    });

    test('who came by a message and cannot be signed in goes on as a guest', async () => {
      const { phone } = phoneWith(app, app.cannotSignIn);
      await phone.start(`/pages/sign-in/index?to=${encodeURIComponent('/applications/one')}`);
      await phone.tap('later');
      assert.deepEqual(phone.opened, [`${ADDRESS}/applications/one`]);
    });

    test('who goes back before the answer came is not taken anywhere', async () => {
      const { phone } = await asked();
      const before = phone.opened.length;
      const going = phone.goTo(ASKED);
      phone.back();
      await going;
      await settled();
      assert.equal(phone.stack.length, 1);
      assert.equal(phone.opened.length, before);
    });
  });
}
