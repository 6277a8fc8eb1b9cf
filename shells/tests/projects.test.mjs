import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { mistakes } from '../build.mjs';
import { ADDRESSES, APPS, phoneWith, projectOf } from './fake/city.mjs';

const TEMPLATES = { wechat: 'wxml', alipay: 'axml' };

for (const app of APPS) {
  describe(`in ${app.name}`, () => {
    const { phone } = phoneWith(app);
    const root = projectOf(app);
    const { pages } = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8'));
    const template = (route) => readFileSync(join(root, `${route}.${TEMPLATES[app.name]}`), 'utf8');

    test('every button has something behind it', () => {
      for (const route of pages) {
        const named = [...template(route).matchAll(/ (?:bind\w+|on[A-Z]\w+)="(\w+)"/g)].map(([, name]) => name);
        assert.deepEqual(named.filter((name) => !phone.functionsOf(route).includes(name)), [], route);
      }
    });

    test('every page shows what it has', () => {
      for (const route of pages) {
        const shown = [...template(route).matchAll(/\{\{!?(\w+)/g)].map(([, name]) => name);
        assert.deepEqual(shown.filter((name) => !phone.dataOf(route).includes(name)), [], route);
      }
    });

    // WeChat delivers them only when the page is left: what must be known at once goes by the address of a page.
    test('no page waits for messages of the web-view', () => {
      for (const route of pages) {
        assert.doesNotMatch(template(route), /message/i);
      }
    });
  });
}

test('a city whose addresses are right is told nothing', () => {
  assert.deepEqual(mistakes(ADDRESSES), []);
  assert.deepEqual(mistakes(JSON.parse(readFileSync(new URL('../addresses.json', import.meta.url), 'utf8'))), []);
});

for (const [what, change, word] of [
  ['a public site without https', { site: 'http//city.example.cn' }, 'site'],
  ['a final slash', { site: 'https://city.example.cn/' }, 'site'],
  ['a port', { site: 'https://city.example.cn:8443' }, 'site'],
  ['a bare number', { site: 'https://203.0.113.7' }, 'site'],
  ['no number to call', { hotline: undefined }, 'hotline'],
  ['the example id', { wechat: { appId: 'touristappid', templates: [] } }, 'wechat.appId'],
  ['four templates', { alipay: { templates: ['1', '2', '3', '4'] } }, 'alipay.templates'],
]) {
  test(`${what} is named before anything is uploaded`, () => {
    assert.match(mistakes({ ...ADDRESSES, ...change }).join('\n'), new RegExp(`^${word.replace('.', '\\.')}: `));
  });
}
