// What somebody meant who came by a link, a menu, a printed code or a message.

const { mayOpen, pathOf } = require('./address');

// WeChat hands these on encoded, Alipay decoded: what stands there clearly is not decoded a second time.
const ENCODED = /^(%2f|https?%3a)/i;

/** @param {string} text */
function decoded(text) {
  if (!ENCODED.test(text)) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/**
 * The path to open: `to` of our own links, `q` (WeChat) or `qrCode` (Alipay) with a scanned address of the site, `scene` of a
 * mini-program code. Home when it is none that may be opened.
 * @param {Query} query
 * @param {string} site
 */
function arrival(query, site) {
  const scanned = query.q || query.qrCode;
  const path = scanned ? pathOf(site, decoded(scanned)) : decoded(query.to || query.scene || '/');
  return path !== undefined && mayOpen(path) ? path : '/';
}

module.exports = { arrival };
