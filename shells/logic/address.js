// Which addresses a web-view may open. Mini-programs have no `URL`.

// As the site reads it: written for the line.
const LONGEST = 512;
// One slash first, and nothing that a browser drops or reads as a slash.
const PATH = /^\/(?![/\\])[^\\\s\u0000-\u001f\u007f]*$/;
const HALF_SIGN = /[\ud800-\udfff]/u;
const DOTS = /\/(\.|%2e){1,2}(?=[/?#]|$)/i;
// A link must not be able to sign somebody in as another, nor to do anything.
const CLOSED = /^\/(enter|rpc|api|hand-over)(?=[/?#]|$)/;

/**
 * Whether this is a path of our site that a link may open.
 * @param {string} path
 */
function mayOpen(path) {
  const isPath = PATH.test(path) && !HALF_SIGN.test(path) && addressOf('', path).length <= LONGEST;
  return isPath && !DOTS.test(path) && !CLOSED.test(path);
}

/**
 * The path of an address of our site; nothing when it is another's.
 * @param {string} site
 * @param {string} address
 */
function pathOf(site, address) {
  const rest = address.slice(site.length);
  // A printed code may hold capitals only; an address like `https://ours.cn.other` or `https://ours.cn@other` is another's.
  if (address.slice(0, site.length).toLowerCase() !== site.toLowerCase() || !/^([/?#]|$)/.test(rest)) {
    return undefined;
  }
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return mayOpen(path) ? path : undefined;
}

/**
 * The address that a web-view opens. On iOS one with Chinese signs stays white.
 * @param {string} site
 * @param {string} path
 */
function addressOf(site, path) {
  return site + path.replace(/[^\u0021-\u007e]+/g, encodeURIComponent);
}

module.exports = { addressOf, mayOpen, pathOf };
