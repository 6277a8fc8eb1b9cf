import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { APPS, phoneWith } from './fake/city.mjs';
import { ADDRESS } from './fake/site.mjs';

for (const app of APPS) {
  describe(`in ${app.name}`, () => {
    const { phone, site } = phoneWith(app);
    const shares = async (webViewUrl) => {
      await phone.start('/pages/site/index');
      const card = await phone.top.onShareAppMessage({ from: 'menu', webViewUrl });
      return card.promise ?? card;
    };
    const to = (path) => `/pages/site/index?to=${encodeURIComponent(path)}`;

    test('a guide is shared as it is, with its name and a picture', async () => {
      assert.deepEqual({ ...(await shares(`${ADDRESS}/themes/newborn?region=000001&q=x`)) }, {
        title: '新生儿出生：要办什么、带什么，一次说清',
        path: to('/themes/newborn?from=share&region=000001'),
        imageUrl: `${ADDRESS}/share.png`,
      });
    });

    test('a guide whose name cannot be asked for is shared all the same', async () => {
      site.isOffline = true;
      const card = await shares(`${ADDRESS}/themes/newborn`);
      site.isOffline = false;
      assert.deepEqual([card.title, card.path], ['掌办：一件事，在手机上一次办好', to('/themes/newborn?from=share')]);
    });

    for (const path of [
      '/applications/0198c0de',
      '/drafts/0198c0de/form/child',
      '/themes/newborn/plan?answers=1',
      '/search?q=离婚',
      '/parties/0198c0de',
      '/me',
      '/enter?ticket=x',
    ]) {
      test(`${path} is nobody else's: the card leads home`, async () => {
        const card = await shares(`${ADDRESS}${path}`);
        assert.equal(card.path, to('/?from=share'));
      });
    }

    test('what a card leads to can be opened', async () => {
      const card = await shares(`${ADDRESS}/themes/newborn`);
      await phone.start(card.path);
      assert.equal(phone.opened.at(-1), `${ADDRESS}/themes/newborn?from=share`);
    });
  });
}
