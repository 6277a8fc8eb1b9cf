import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { APPS, phoneWith } from './fake/city.mjs';
import { ADDRESS, GRANT } from './fake/site.mjs';

const BACK = '/drafts/one/materials/birth';
const asking = (kind, more = '') => `/pages/hand-over/index?for=${kind}&back=${encodeURIComponent(BACK)}${more}`;
const granted = (kind, more = '') => asking(kind, `&grant=${GRANT}${more}`);

for (const app of APPS) {
  describe(`in ${app.name}`, () => {
    const asked = async (url, fails, prepare = () => {}) => {
      const { site, phone } = phoneWith(app, fails);
      await phone.start('/pages/site/index');
      prepare(phone, site);
      await phone.goTo(url);
      return { site, phone };
    };
    const wentBackTo = (phone, path) => {
      assert.equal(phone.stack.length, 1);
      assert.deepEqual(phone.opened, [`${ADDRESS}/`, `${ADDRESS}${path}`]);
    };
    const wentBackUnchanged = (phone) => {
      assert.equal(phone.stack.length, 1);
      assert.deepEqual(phone.opened, [`${ADDRESS}/`]);
    };

    test('chosen pictures go to the paper they are for, and its page is fetched again', async () => {
      const { site, phone } = await asked(granted('pictures', '&count=2'));
      assert.deepEqual(site.received, app.files.slice(0, 2).map((file) => ({ field: 'file', file })));
      wentBackTo(phone, BACK);
    });

    test('the page is fetched again also where it is the one that was opened first', async () => {
      const { phone } = phoneWith(app);
      await phone.start(`/pages/site/index?to=${encodeURIComponent(BACK)}`);
      await phone.goTo(granted('pictures'));
      assert.deepEqual(phone.opened, [`${ADDRESS}${BACK}`, `${ADDRESS}${BACK}`]);
    });

    test('how far a picture is can be read', async () => {
      const said = [];
      await asked(granted('pictures', '&count=2'), {}, (phone) => {
        const goTo = phone.goTo.bind(phone);
        phone.goTo = (url) => {
          const going = goTo(url);
          const page = phone.top;
          const setData = page.setData;
          page.setData = function (part, after) {
            said.push(part.progress);
            return setData.call(this, part, after);
          };
          return going;
        };
      });
      assert.ok(said.includes('正在上传第 1 张，共 2 张（50%）'), said.join());
      assert.ok(said.includes('正在上传第 2 张，共 2 张（50%）'), said.join());
    });

    test('a cut in the middle sends only what did not arrive', async () => {
      const { site, phone } = await asked(granted('pictures'), {}, (_, site) => {
        const answer = site.answer.bind(site);
        site.answer = (request) => {
          const said = answer(request);
          site.isOffline = site.received.length === 1;
          return said;
        };
      });
      assert.match(phone.top.data.problem, /网络不通/);
      assert.equal(phone.top.data.act, '接着传');
      delete site.answer;
      site.isOffline = false;
      await phone.tap('act');
      assert.deepEqual(site.received.map(({ file }) => file), app.files);
      wentBackTo(phone, BACK);
    });

    test('whoever leaves after the first of three pictures finds it on the page', async () => {
      const { phone } = await asked(granted('pictures'), {}, (_, site) => {
        site.answersFirst = [{ status: 204, body: null }, { status: 503, body: null }];
      });
      await phone.goBack();
      wentBackTo(phone, BACK);
    });

    test('a picture that the site does not take is named, and the others arrive', async () => {
      const { site, phone } = await asked(granted('pictures'), {}, (_, site) => {
        site.answersFirst = [
          { status: 204, body: null },
          { status: 422, body: { title: '照片太模糊，看不清字。' } },
        ];
      });
      assert.equal(phone.top.data.problem, '第 2 张没有收下。照片太模糊，看不清字。');
      assert.equal(site.received.at(-1).file, app.files[2]);
      await phone.tap('back');
      wentBackTo(phone, BACK);
    });

    test('a grant that is over sends nothing more', async () => {
      const { site, phone } = await asked(granted('pictures'), {}, (_, site) => {
        site.answersFirst = [{ status: 410, body: { title: '这个页面放得太久了，请回去再选一次。' } }];
      });
      assert.equal(site.requests.length, 1);
      assert.equal(phone.top.data.problem, '这个页面放得太久了，请回去再选一次。');
      assert.equal(phone.top.data.act, '拍照或选照片');
    });

    test('who is back before the last picture arrived is left alone there', async () => {
      const { site, phone } = phoneWith(app);
      await phone.start('/pages/site/index');
      const sending = phone.goTo(granted('pictures'));
      phone.back();
      await sending;
      await phone.comeBack();
      assert.equal(site.received.length, 3);
      wentBackUnchanged(phone);
    });

    test('choosing nothing changes nothing', async () => {
      const { phone } = await asked(granted('pictures'), app.cancelsPictures);
      assert.match(phone.top.data.problem, /没有做完/);
      await phone.tap('back');
      wentBackUnchanged(phone);
    });

    test('an app that may not see pictures is named, and where to allow it', async () => {
      const { phone } = await asked(granted('pictures'), app.forbidsPictures);
      assert.match(phone.top.data.problem, new RegExp(`^${app.app}没有得到允许.*设置`));
    });

    for (const kind of ['pictures', 'phone', 'pay']) {
      test(`a link with somebody else's grant does not get as far as ${kind}`, async () => {
        const { site, phone } = phoneWith(app);
        await phone.start(granted(kind));
        assert.deepEqual(site.requests, []);
        wentBackUnchanged(phone);
      });

      test(`without a grant ${kind} sends nothing`, async () => {
        const { site, phone } = await asked(asking(kind, '&grant=../enter'));
        await phone.tap('act', app.consents);
        assert.deepEqual(site.requests, []);
        assert.match(phone.top.data.problem, /12345/);
      });
    }

    test('the number of the app goes to the site, for who agreed', async () => {
      const { site, phone } = await asked(granted('phone'));
      assert.deepEqual(site.requests, []);
      await phone.tap('act', app.consents);
      assert.deepEqual(site.received, [{ means: app.name, word: 'word-of-a-number' }]);
      wentBackTo(phone, BACK);
    });

    test('pressing twice is asking once', async () => {
      const { site, phone } = await asked(granted('phone'));
      phone.top.act(app.consents);
      await phone.tap('act', app.consents);
      assert.equal(site.received.length, 1);
    });

    test('who does not give the number reads that it was not done', async () => {
      const { site, phone } = await asked(granted('phone'));
      await phone.tap('act', app.declines);
      assert.deepEqual(site.received, []);
      assert.match(phone.top.data.problem, /没有做完/);
    });

    test('a fee is paid by the order that the site made', async () => {
      const { site, phone } = await asked(granted('pay'));
      assert.deepEqual(site.received, [app.paid]);
      wentBackTo(phone, BACK);
    });

    test('a payment that was stopped says so', async () => {
      const { phone } = await asked(granted('pay'), app.cancelsPayment);
      assert.match(phone.top.data.problem, /没有做完/);
    });

    test('messages are asked for when the button is pressed, and the page stays', async () => {
      const { phone } = await asked(asking('subscribe'));
      assert.equal(phone.top.route, 'pages/hand-over/index');
      await phone.tap('act');
      wentBackUnchanged(phone);
    });

    test('who wants no messages reads where the progress stands', async () => {
      const { phone } = await asked(asking('subscribe'), {}, (phone) => phone.wantsNothing());
      await phone.tap('act');
      assert.match(phone.top.data.problem, /我的办件/);
    });

    test('a scanned code of the site opens', async () => {
      const { phone } = await asked(asking('scan'), {}, (phone) => phone.says(`${ADDRESS.toUpperCase()}/themes/newborn`));
      wentBackTo(phone, '/themes/newborn');
    });

    for (const code of ['https://evil.example/themes', `${ADDRESS}.evil.example/`, `${ADDRESS}/enter?ticket=x`, 'wifi:x']) {
      test(`a scanned ${code} does not open`, async () => {
        const { phone } = await asked(asking('scan'), {}, (phone) => phone.says(code));
        assert.equal(phone.top.data.problem, '这不是本站的二维码，没有打开。');
      });
    }

    for (const kind of ['', 'constructor', 'everything']) {
      test(`"${kind}" is nothing that can be handed over`, async () => {
        const { phone } = await asked(asking(kind));
        wentBackUnchanged(phone);
      });
    }

    test('a way back that is none of the site leads home', async () => {
      const url = `/pages/hand-over/index?for=pay&grant=${GRANT}&back=${encodeURIComponent('//evil.example')}`;
      const { phone } = await asked(url);
      assert.equal(phone.opened.at(-1), `${ADDRESS}/`);
    });
  });
}
