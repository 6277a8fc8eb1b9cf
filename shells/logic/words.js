// Everything that the mini-programs say themselves.

/** @param {string} name */
const share = (name) => (name ? `${name}：要办什么、带什么，一次说清` : '掌办：一件事，在手机上一次办好');

const signIn = {
  title: '登录',
  busy: '正在登录，请稍等。',
  failed: '没有登录上。您刚才填的都还在。',
};

/** @param {string} hotline */
const unreachable = (hotline) => ({
  title: '页面没有打开',
  note: `可能是网络不通。等网络好一些再试，也可以打电话问：${hotline}。`,
});

const kinds = {
  pictures: () => ({
    title: '选照片',
    note: '拍好或选好的照片会交到您正在办的这件事里。',
    act: '拍照或选照片',
  }),
  /** @param {string} app */
  phone: (app) => ({
    title: '手机号',
    note: `您同意以后，${app}会把绑定的手机号告诉本站，不用再收验证码。`,
    act: `用${app}绑定的手机号`,
  }),
  pay: () => ({
    title: '缴费',
    note: '付完会回到刚才的页面，那里能看到结果。',
    act: '去付款',
  }),
  /** @param {string} app */
  subscribe: (app) => ({
    title: '有进展告诉我',
    note: `您同意以后，办件有进展时${app}会给您发消息。`,
    act: '接收消息',
  }),
  scan: () => ({
    title: '扫一扫',
    note: '请对准大厅、窗口或通知上的二维码。',
    act: '打开扫一扫',
  }),
};

const pictures = {
  /** @param {number} number @param {number} total @param {number} percent */
  sending: (number, total, percent) => `正在上传第 ${number} 张，共 ${total} 张（${percent}%）`,
  /** @param {number} number @param {string} why */
  notTaken: (number, why) => `第 ${number} 张没有收下。${why}`,
  unreadable: '请换一张清楚的照片再试。',
  goOn: '接着传',
};

const notOurs = '这不是本站的二维码，没有打开。';
const noMessages = '没有选要接收的消息。进展随时可以在“我的办件”里看。';
const busy = '请稍等。';

/**
 * Why something was not done, and what to do.
 * @param {string} reason @param {string} app @param {string} hotline
 */
function why(reason, app, hotline) {
  switch (reason) {
    case 'cancelled':
      return '刚才没有做完。可以再来一次，也可以先回去。';
    case 'denied':
      return `${app}没有得到允许。请点右上角的“…”，在设置里打开，再来一次。`;
    case 'offline':
      return '网络不通，没有送出去。等网络好一些再来一次。';
    default:
      return `这里现在做不了。请先回去换一种办法，也可以打电话问：${hotline}。`;
  }
}

module.exports = { busy, kinds, noMessages, notOurs, pictures, share, signIn, unreachable, why };
