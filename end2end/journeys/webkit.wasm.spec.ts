// In the engine of every iPhone the islands wake, photos are sent, and an application is filed, also where the network goes meanwhile.

import { writeFileSync } from 'node:fs';

import { expect, test } from '../office/journey';
import { photo } from '../office/papers';
import { LUO_WENQING } from '../office/people';
import { inWebKit, WEBKIT } from '../office/webkit';
import { UNSENT } from '../office/worker';

test('in WebKit a pensioner applies, and what is pressed without network is kept, with and without a worker', { tag: '@phone' }, async ({ server, parent }, info) => {
  test.skip(WEBKIT === undefined, 'this machine has no WebKit');
  test.slow();
  const picture = info.outputPath('照片.png');
  writeFileSync(picture, photo().buffer);
  await inWebKit(server.url, async (visitor) => {
    await visitor.goes('/themes/social-card');
    await visitor.follows('看看我要办哪些');
    for (const choice of LUO_WENQING.choices) await visitor.presses(choice);
    await visitor.presses('登录后填写');
    await visitor.presses(LUO_WENQING.name);
    await visitor.presses('开始填写');
    await visitor.presses('同意，帮我填');
    await visitor.presses('保存并继续');

    await (await visitor.field('示范农商银行')).click();
    await (await visitor.field('我同意在选的银行')).click();
    await visitor.reads('刚才填的已保存。');
    // As in an app on an iPhone, whose web-views have no worker.
    await visitor.asks('Object.defineProperty(navigator.serviceWorker, "controller", { value: null })');
    await server.end();
    await visitor.pressesInVain('保存并继续');
    await visitor.reads('刚才按的没有送出去');
    await server.start();
    await visitor.presses('保存并继续');

    await visitor.follows('个人照片');
    await (await visitor.field('拍照或选文件')).sendKeys(picture);
    await visitor.sees("//a[contains(., '照片.png')]");
    await visitor.follows('好了，继续');
    await visitor.follows('继续');
    await server.end();
    await visitor.presses('就这样给我');
    expect(await visitor.reads(UNSENT)).toBe(UNSENT);
    await server.start();
    await visitor.presses('再提交一次');

    await visitor.presses('去签名');
    // The sandbox shows to everybody what it sends.
    const digits = await parent.received();
    await (await visitor.field('短信里的 6 位数字')).sendKeys(digits);
    await visitor.presses('签名并提交');
    expect(await visitor.reads('罗文清的社保卡')).toBe('罗文清的社保卡');
  });
});
