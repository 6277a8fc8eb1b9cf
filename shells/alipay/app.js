const { site } = require('./addresses');
const { arrival } = require('./logic/arrival');
const { openNext } = require('./logic/next');

let last = '';

App({
  // A scanned code of the city stands in what the app was opened with, not in what the page was.
  onShow(options) {
    const qrCode = options?.query?.qrCode || '';
    // Coming back from another app may say the same again: what somebody is writing stays.
    if (qrCode && qrCode !== last) {
      last = qrCode;
      openNext(arrival({ qrCode }, site));
    }
  },
});
