// What Alipay can do for us.

const { answer } = require('./logic/answer');
const { Refusal, fromAlipay } = require('./logic/refusal');

const JSON_HEADER = { 'content-type': 'application/json' };
const WAIT = 10000;
const WAIT_FOR_TITLE = 2000;
// Alipay calls every answer above 299 a failure, with what the site said in it.
const HTTP_STATUS = 19;
const PAID = ['9000', '8000'];
const STOPPED = '6001';
const NO_NETWORK = '6002';

/**
 * A function of Alipay as a promise.
 * @template Said
 * @param {string} name
 * @param {(callbacks: {success: (said: Said) => void, fail: (failure: any) => void}) => unknown} ask
 * @returns {Promise<Said>}
 */
function said(name, ask) {
  return new Promise((success, reject) => {
    ask({ success, fail: (failure) => reject(fromAlipay(name, failure)) });
  });
}

/**
 * @param {object} request
 * @returns {Promise<Answer>}
 */
function sent(request) {
  return new Promise((resolve, reject) => {
    my.request({
      .../** @type {any} */ (request),
      dataType: 'text',
      success: ({ status, data }) => resolve(answer(status, data)),
      fail: (/** @type {any} */ failure) => {
        if (failure.error === HTTP_STATUS) {
          resolve(answer(failure.status, failure.data));
        } else {
          reject(fromAlipay('request', failure));
        }
      },
    });
  });
}

/** @type {Container} */
const container = {
  means: 'alipay',
  name: '支付宝',

  async code() {
    const { authCode } = await said('getAuthCode', (callbacks) => my.getAuthCode({ scopes: 'auth_base', ...callbacks }));
    return authCode;
  },

  get(url) {
    return sent({ url, timeout: WAIT_FOR_TITLE });
  },

  post(url, body) {
    return sent({ url, method: 'POST', headers: JSON_HEADER, data: JSON.stringify(body), timeout: WAIT });
  },

  async pictures(most) {
    const { tempFilePaths, apFilePaths } = await said('chooseImage', (callbacks) =>
      my.chooseImage({ count: most, sourceType: ['camera', 'album'], .../** @type {any} */ (callbacks) }),
    );
    return tempFilePaths || apFilePaths;
  },

  async upload(url, file, onPercent) {
    const { statusCode, data } = await said('uploadFile', (callbacks) => {
      const task = my.uploadFile({ url, filePath: file, name: 'file', fileType: 'image', hideLoading: true, ...callbacks });
      task?.onProgressUpdate(({ progress }) => onPercent(progress));
    });
    return answer(statusCode, data);
  },

  // The button has asked for leave; the number itself comes sealed, for the site.
  async phone(event) {
    if (event?.type === 'error') {
      throw new Refusal('cancelled');
    }
    const { response } = await said('getPhoneNumber', (callbacks) => my.getPhoneNumber(callbacks));
    return response;
  },

  async pay(order) {
    const { resultCode } = await said('tradePay', (callbacks) => my.tradePay({ tradeNO: order?.tradeNO, ...callbacks }));
    if (PAID.includes(resultCode)) {
      return;
    }
    throw new Refusal(resultCode === STOPPED ? 'cancelled' : resultCode === NO_NETWORK ? 'offline' : 'unavailable');
  },

  async subscribe(templates) {
    const { behavior } = await said('requestSubscribeMessage', (callbacks) =>
      my.requestSubscribeMessage({ entityIds: templates, .../** @type {any} */ (callbacks) }),
    );
    return behavior === 'subscribe';
  },

  async scan() {
    const { code } = await said('scan', (callbacks) => my.scan({ scanType: ['qrCode'], ...callbacks }));
    return code;
  },

  share(card, title) {
    // An old Alipay takes a promise for a card without anything on it.
    return my.canIUse('page.onShareAppMessage.async') ? title.then((known) => ({ ...card, title: known })) : card;
  },

  below() {
    const pages = getCurrentPages();
    return pages[pages.length - 2]?.route || '';
  },

  back() {
    my.navigateBack();
  },

  replace(url) {
    my.redirectTo({ url });
  },

  restart(url) {
    my.reLaunch({ url });
  },
};

module.exports = container;
