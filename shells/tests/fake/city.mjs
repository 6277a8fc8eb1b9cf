// A city that has put its mini-programs together, and a phone with one of them on it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from '../../build.mjs';
import { ALIPAY } from './alipay.mjs';
import { Phone } from './phone.mjs';
import { ADDRESS, Site } from './site.mjs';
import { WECHAT } from './wechat.mjs';

export const APPS = [WECHAT, ALIPAY];

export const ADDRESSES = {
  site: ADDRESS,
  hotline: '12345',
  wechat: { appId: 'wx0123456789abcdef', templates: ['progress', 'result'] },
  alipay: { templates: ['progress'] },
};

const built = mkdtempSync(join(tmpdir(), 'zhangban-shells-'));
process.on('exit', () => rmSync(built, { recursive: true, force: true }));
build(ADDRESSES, built);

/** Where the mini-program for this app lies. */
export const projectOf = (app) => join(built, app.name);

/** A phone with this app, and the site it talks to. */
export function phoneWith(app, fails) {
  const site = new Site();
  return { site, phone: new Phone(projectOf(app), app.platform(site, fails)) };
}
