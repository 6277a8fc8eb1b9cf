// WeChat, as far as the mini-program uses it, with its ways: query values stay encoded, a code is good once, messages are asked
// for only under a finger, and every failure is an `errMsg`.

import { later } from './phone.mjs';
import { request } from './site.mjs';

/** `fails` names, for a function, the `errMsg` it fails with. */
export function wechat(site, fails = {}) {
  let codes = 0;
  const globals = (phone) => {
    const does = (name, callbacks, said) => {
      const errMsg = fails[name];
      later(callbacks, !errMsg, errMsg ? { errMsg } : { errMsg: `${name}:ok`, ...said() });
    };
    const wx = {
      login: (options) => does('login', options, () => ({ code: `code-${(codes += 1)}` })),
      request(options) {
        if (site.isOffline) {
          return later(options, false, { errMsg: 'request:fail timeout' });
        }
        return does('request', options, () => {
          const { status, body } = site.answer(request(options.method ?? 'GET', options.url, options.data));
          return { statusCode: status, data: JSON.stringify(body) };
        });
      },
      chooseMedia: (options) =>
        does('chooseMedia', options, () => ({
          tempFiles: ['1.jpg', '2.jpg', '3.jpg'].slice(0, options.count).map((name) => ({ tempFilePath: `wxfile://${name}` })),
        })),
      uploadFile(options) {
        const listeners = [];
        queueMicrotask(() => {
          listeners.forEach((hear) => [0, 50].forEach((progress) => hear({ progress })));
          if (site.isOffline) {
            options.fail({ errMsg: 'uploadFile:fail interrupted' });
            return;
          }
          const sent = JSON.stringify({ field: options.name, file: options.filePath });
          const { status, body } = site.answer(request('POST', options.url, sent));
          options.success({ errMsg: 'uploadFile:ok', statusCode: status, data: JSON.stringify(body) });
        });
        return { onProgressUpdate: (hear) => listeners.push(hear) };
      },
      requestSubscribeMessage(options) {
        if (!phone.isTapped) {
          const errMsg = 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.';
          return later(options, false, { errMsg });
        }
        const answers = Object.fromEntries(options.tmplIds.map((id) => [id, wx.wants]));
        return does('requestSubscribeMessage', options, () => answers);
      },
      wants: 'accept',
      scanCode: (options) => does('scanCode', options, () => ({ result: wx.code })),
      requestPayment(options) {
        site.received.push({ paid: options.paySign });
        does('requestPayment', options, () => ({}));
      },
      navigateBack: () => phone.back(),
      redirectTo: ({ url }) => phone.redirect(url),
      reLaunch: ({ url }) => phone.restart(url),
    };
    phone.says = (code) => (wx.code = code);
    phone.wantsNothing = () => (wx.wants = 'reject');
    return { wx };
  };
  return { globals, decodes: false };
}

/** What people do there, and how WeChat says it. */
export const WECHAT = {
  name: 'wechat',
  app: '微信',
  platform: wechat,
  scanned: (address) => [`/pages/site/index?q=${encodeURIComponent(address)}&scancode_time=1764400000`],
  consents: { type: 'getphonenumber', detail: { errMsg: 'getPhoneNumber:ok', code: 'word-of-a-number' } },
  declines: { type: 'getphonenumber', detail: { errMsg: 'getPhoneNumber:fail user deny' } },
  cancelsPictures: { chooseMedia: 'chooseMedia:fail cancel' },
  forbidsPictures: { chooseMedia: 'chooseMedia:fail:auth denied' },
  cancelsPayment: { requestPayment: 'requestPayment:fail cancel' },
  paid: { paid: 's' },
  files: ['wxfile://1.jpg', 'wxfile://2.jpg', 'wxfile://3.jpg'],
  cannotSignIn: { login: 'login:fail system error' },
};
