// Our mini-programs around a page: each with the script of its app, which is all that the page can reach it by.

import { generateKeyPairSync } from 'node:crypto';

import { expect, type Page } from '@playwright/test';

import { APPS } from './apps';

export interface Shell {
  /** What people call the app. */
  app: string;
  userAgent: string | undefined;
  /** Where the app's own script lies. */
  script: string;
  /** What holds the functions of that script, and which it brings besides those of both. */
  brings: { holder: string; besides: string[] };
  /** How a server is told of the mini-program; nobody is asked there who comes. */
  settings: Record<string, string>;
}

export const WECHAT: Shell = {
  app: '微信',
  userAgent: APPS['微信小程序'],
  script: 'https://res.wx.qq.com/open/js/jweixin-1.6.0.js',
  brings: { holder: 'wx.miniProgram', besides: [] },
  settings: { ZHANGBAN_WECHAT_APP_ID: 'wx0000000000000000', ZHANGBAN_WECHAT_SECRET: 'nobody' },
};

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

export const ALIPAY: Shell = {
  app: '支付宝',
  userAgent: APPS['支付宝'],
  script: 'https://appx/web-view.min.js',
  brings: { holder: 'my', besides: ['alert', 'chooseImage', 'previewImage', 'getLocation', 'startShare', 'tradePay'] },
  settings: { ZHANGBAN_ALIPAY_APP_ID: '2021000000000000', ZHANGBAN_ALIPAY_KEY: privateKey, ZHANGBAN_ALIPAY_PUBLIC_KEY: publicKey },
};

export const SHELLS = [WECHAT, ALIPAY];

/** What both scripts bring: the way through the mini-program, a word to it, and whether there is one. */
const BOTH = ['navigateTo', 'navigateBack', 'redirectTo', 'reLaunch', 'switchTab', 'postMessage', 'getEnv'];

/** What a page asked of the app, and for which page of the mini-program. */
export interface Call {
  name: string;
  url: string | undefined;
}

/** Lets the app's own script be one that only notes what the page asks for, in the order in which it does. */
export async function bridges(page: Page, { script, brings }: Shell): Promise<Call[]> {
  const calls: Call[] = [];
  await page.exposeFunction('noted', (name: string, url?: string) => void calls.push({ name, url }));
  const body = `(() => {
    const call = (name) => (given) => {
      noted(name, given && given.url);
      if (name === 'getEnv') given({ miniprogram: true });
    };
    const bridge = Object.fromEntries(${JSON.stringify([...BOTH, ...brings.besides])}.map((name) => [name, call(name)]));
    const path = ${JSON.stringify(brings.holder)}.split('.');
    const last = path.pop();
    path.reduce((inside, name) => (inside[name] ??= {}), window)[last] = bridge;
  })();`;
  await page.route(script, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  return calls;
}

/** Waits until the app's own script is there, and ours that hears what is pressed. */
export async function isBridged(page: Page): Promise<void> {
  await page.waitForLoadState();
  await expect.poll(() => page.evaluate(() => 'my' in window || 'wx' in window)).toBe(true);
}
