// Alipay, as far as the mini-program uses it, with its ways: query values come decoded, what a scanned code says goes to the app
// and not to the page, every answer above 299 is a failure, and every other failure a number.

import { later } from './phone.mjs';
import { request } from './site.mjs';

const STATUS_IS_A_FAILURE = 19;

/** `fails` names, for a function, the number it fails with. */
export function alipay(site, fails = {}) {
  let codes = 0;
  const globals = (phone) => {
    const does = (name, callbacks, said) => {
      const error = fails[name];
      later(callbacks, !error, error ? { error, errorMessage: 'refused' } : said());
    };
    let code = '';
    let behavior = 'subscribe';
    const my = {
      getAuthCode: (options) => does('getAuthCode', options, () => ({ authCode: `code-${(codes += 1)}` })),
      request(options) {
        if (site.isOffline) {
          return later(options, false, { error: 13, errorMessage: 'timeout' });
        }
        const { status, body } = site.answer(request(options.method ?? 'GET', options.url, options.data));
        const data = JSON.stringify(body);
        if (status > 299) {
          return later(options, false, { error: STATUS_IS_A_FAILURE, errorMessage: 'http status error', status, data });
        }
        return later(options, true, { status, data });
      },
      chooseImage: (options) =>
        does('chooseImage', options, () => ({
          apFilePaths: ['1', '2', '3'].slice(0, options.count).map((name) => `https://resource/${name}.image`),
        })),
      uploadFile(options) {
        const listeners = [];
        queueMicrotask(() => {
          listeners.forEach((hear) => [0, 50].forEach((progress) => hear({ progress })));
          if (site.isOffline) {
            options.fail({ error: 12, errorMessage: 'upload failed' });
            return;
          }
          const sent = JSON.stringify({ field: options.name, file: options.filePath });
          const { status, body } = site.answer(request('POST', options.url, sent));
          options.success({ statusCode: String(status), data: JSON.stringify(body) });
        });
        return { onProgressUpdate: (hear) => listeners.push(hear) };
      },
      getPhoneNumber: (options) => does('getPhoneNumber', options, () => ({ response: 'word-of-a-number' })),
      requestSubscribeMessage: (options) => does('requestSubscribeMessage', options, () => ({ behavior })),
      scan: (options) => does('scan', options, () => ({ code })),
      tradePay(options) {
        site.received.push({ paid: options.tradeNO });
        later(options, true, { resultCode: fails.tradePay ?? '9000' });
      },
      canIUse: (name) => name === 'page.onShareAppMessage.async',
      navigateBack: () => phone.back(),
      redirectTo: ({ url }) => phone.redirect(url),
      reLaunch: ({ url }) => phone.restart(url),
    };
    phone.says = (said) => (code = said);
    phone.wantsNothing = () => (behavior = 'cancel');
    return { my };
  };
  return { globals, decodes: true };
}

/** What people do there, and how Alipay says it. */
export const ALIPAY = {
  name: 'alipay',
  app: '支付宝',
  platform: alipay,
  scanned: (address) => ['/pages/site/index', { qrCode: address }],
  consents: { type: 'getAuthorize' },
  declines: { type: 'error' },
  cancelsPictures: { chooseImage: 11 },
  forbidsPictures: { chooseImage: 2001 },
  cancelsPayment: { tradePay: '6001' },
  paid: { paid: 't' },
  files: ['https://resource/1.image', 'https://resource/2.image', 'https://resource/3.image'],
  cannotSignIn: { getAuthCode: 15 },
};
