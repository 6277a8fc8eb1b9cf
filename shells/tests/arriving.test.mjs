import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { APPS, phoneWith } from './fake/city.mjs';
import { ADDRESS } from './fake/site.mjs';

for (const app of APPS) {
  describe(`in ${app.name}`, () => {
    const at = async (...how) => {
      const { site, phone } = phoneWith(app);
      await phone.start(...how);
      return { site, phone };
    };
    const to = (path) => `/pages/site/index?to=${encodeURIComponent(path)}`;

    test('who opens the mini-program stands at home, without having waited for anything', async () => {
      const { site, phone } = await at('/pages/site/index');
      assert.deepEqual(phone.opened, [`${ADDRESS}/`]);
      assert.deepEqual(site.requests, []);
    });

    test('a link lands exactly where it meant', async () => {
      const { phone } = await at(to('/themes/newborn?region=000001&from=menu'));
      assert.deepEqual(phone.opened, [`${ADDRESS}/themes/newborn?region=000001&from=menu`]);
    });

    test('a code on the wall of a hall lands exactly where it meant', async () => {
      const { phone } = await at(...app.scanned(`${ADDRESS}/themes/restaurant?from=wall`));
      assert.deepEqual(phone.opened, [`${ADDRESS}/themes/restaurant?from=wall`]);
    });

    test('the code of a mini-program lands exactly where it meant', async () => {
      const { phone } = await at(`/pages/site/index?scene=${encodeURIComponent('/themes/newborn?from=wall')}`);
      assert.deepEqual(phone.opened, [`${ADDRESS}/themes/newborn?from=wall`]);
    });

    test('Chinese signs in an address are written so that iOS opens it', async () => {
      const { phone } = await at(to('/search?q=上户口'));
      assert.deepEqual(phone.opened, [`${ADDRESS}/search?q=%E4%B8%8A%E6%88%B7%E5%8F%A3`]);
    });

    test('what is encoded in an address stays so', async () => {
      const { phone } = await at(to('/search?q=100%25'));
      assert.deepEqual(phone.opened, [`${ADDRESS}/search?q=100%25`]);
    });

    for (const [what, ...how] of [
      ['the address of another site', to('https://city.example.cn.evil.example/')],
      ['an address without a scheme', to('//evil.example/')],
      ['an address with the wrong slash', to('/\\evil.example/')],
      ['a hand-over of somebody else', to('/enter?ticket=of-somebody-else')],
      ['a hand-over by a detour', to('/themes/../enter?ticket=of-somebody-else')],
      ['what only the mini-program may open', to('/hand-over/pictures/of-somebody-else')],
      ['half of a pair of signs', '/pages/site/index?to=/search?q=\ud83d'],
      ['an address longer than the site takes', to(`/search?q=${'长'.repeat(60)}`)],
      ['a scanned code of another site', ...app.scanned(`${ADDRESS}@evil.example/themes`)],
      ['a scanned hand-over', ...app.scanned(`${ADDRESS}/enter?ticket=of-somebody-else`)],
    ]) {
      test(`${what} leads home`, async () => {
        const { phone } = await at(...how);
        assert.deepEqual(phone.opened, [`${ADDRESS}/`]);
      });
    }

    test('a page that did not open says so, and whom to call, and opens again where it was', async () => {
      const { phone } = await at('/pages/site/index');
      await phone.tap('onFailure', { detail: { src: `${ADDRESS}/themes/newborn` } });
      assert.equal(phone.top.data.src, '');
      assert.match(phone.top.data.problem.note, /12345/);
      await phone.tap('again');
      assert.equal(phone.top.data.problem, null);
      assert.deepEqual(phone.opened, [`${ADDRESS}/`, `${ADDRESS}/themes/newborn`]);
    });

    test('what did not open before a page of the site was there opens where the link meant', async () => {
      const { phone } = await at(to('/themes/newborn'));
      await phone.tap('onFailure', { detail: {} });
      await phone.tap('again');
      assert.deepEqual(phone.opened, [`${ADDRESS}/themes/newborn`, `${ADDRESS}/themes/newborn`]);
    });

    test('who was away for a moment finds the page as it was', async () => {
      const { phone } = await at(...app.scanned(`${ADDRESS}/themes/newborn`));
      await phone.comeBack(app.scanned(`${ADDRESS}/themes/newborn`)[1]);
      assert.deepEqual(phone.opened, [`${ADDRESS}/themes/newborn`]);
    });
  });
}

test('what WeChat hands on encoded and nobody can decode leads home', async () => {
  const { phone } = phoneWith(APPS[0]);
  await phone.start('/pages/site/index?to=%2F%E4%B8');
  assert.deepEqual(phone.opened, [`${ADDRESS}/`]);
});

test('a code that is scanned while the mini-program is open in Alipay opens', async () => {
  const { phone } = phoneWith(APPS[1]);
  await phone.start('/pages/site/index');
  await phone.comeBack({ qrCode: `${ADDRESS}/themes/newborn` });
  assert.deepEqual(phone.opened, [`${ADDRESS}/`, `${ADDRESS}/themes/newborn`]);
});
