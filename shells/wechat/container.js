// What WeChat can do for us.

const { answer } = require('./logic/answer');
const { Refusal, fromWeChat } = require('./logic/refusal');

const JSON_HEADER = { 'content-type': 'application/json' };
const WAIT = 10000;
// A title for a share card is waited for no longer than three seconds.
const WAIT_FOR_TITLE = 2000;

/**
 * A function of WeChat as a promise.
 * @template Said
 * @param {(callbacks: {success: (said: Said) => void, fail: (failure: {errMsg?: string}) => void}) => unknown} ask
 * @returns {Promise<Said>}
 */
function said(ask) {
  return new Promise((success, reject) => {
    ask({ success, fail: (failure) => reject(fromWeChat(failure)) });
  });
}

/** @type {Container} */
const container = {
  means: 'wechat',
  name: '微信',

  async code() {
    const { code } = await said((callbacks) => wx.login({ timeout: WAIT, ...callbacks }));
    return code;
  },

  async get(url) {
    const { statusCode, data } = await said((callbacks) =>
      wx.request({ url, dataType: 'text', timeout: WAIT_FOR_TITLE, ...callbacks }),
    );
    return answer(statusCode, data);
  },

  async post(url, body) {
    const { statusCode, data } = await said((callbacks) =>
      wx.request({
        url,
        method: 'POST',
        header: JSON_HEADER,
        data: JSON.stringify(body),
        dataType: 'text',
        timeout: WAIT,
        ...callbacks,
      }),
    );
    return answer(statusCode, data);
  },

  async pictures(most) {
    const { tempFiles } = await said((callbacks) =>
      wx.chooseMedia({ count: most, mediaType: ['image'], sourceType: ['album', 'camera'], ...callbacks }),
    );
    return tempFiles.map((/** @type {WechatMiniprogram.MediaFile} */ file) => file.tempFilePath);
  },

  async upload(url, file, onPercent) {
    const { statusCode, data } = await said((callbacks) => {
      const task = wx.uploadFile({ url, filePath: file, name: 'file', ...callbacks });
      task.onProgressUpdate(({ progress }) => onPercent(progress));
    });
    return answer(statusCode, data);
  },

  // WeChat gives it only to its own button, which says what came of it.
  async phone(event) {
    const { code, errMsg } = event?.detail || {};
    if (!code) {
      throw fromWeChat({ errMsg });
    }
    return code;
  },

  async pay(order) {
    await said((callbacks) => wx.requestPayment({ ...order, ...callbacks }));
  },

  async subscribe(templates) {
    const answers = await said((callbacks) => wx.requestSubscribeMessage({ tmplIds: templates, ...callbacks }));
    return templates.some((id) => answers[id] === 'accept');
  },

  async scan() {
    const { result } = await said((callbacks) => wx.scanCode({ scanType: ['qrCode'], ...callbacks }));
    if (!result) {
      throw new Refusal('unavailable');
    }
    return result;
  },

  share(card, title) {
    return { ...card, promise: title.then((known) => ({ ...card, title: known })) };
  },

  below() {
    const pages = getCurrentPages();
    return pages[pages.length - 2]?.route || '';
  },

  back() {
    wx.navigateBack();
  },

  replace(url) {
    wx.redirectTo({ url });
  },

  restart(url) {
    wx.reLaunch({ url });
  },
};

module.exports = container;
