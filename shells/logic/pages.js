// The pages of both mini-programs, and the ways between them.

const { openNext } = require('./next');

const SITE = 'pages/site/index';
const SIGN_IN = 'pages/sign-in/index';

/**
 * The mini-program's address that opens a path of the site.
 * @param {string} path
 */
function siteAt(path) {
  return `/${SITE}?to=${encodeURIComponent(path)}`;
}

/**
 * The mini-program's address that signs somebody in first.
 * @param {string} path
 */
function signInAt(path) {
  return `/${SIGN_IN}?to=${encodeURIComponent(path)}`;
}

/** @param {Container} container */
function isAskedBySite(container) {
  return container.below() === SITE;
}

/**
 * Back to the site, which opens the path.
 * @param {Container} container
 * @param {string} path
 * @param {string} [to]  where a hand-over leads
 */
function goOn(container, path, to) {
  openNext(path, to);
  if (isAskedBySite(container)) {
    container.back();
  } else {
    container.restart(`/${SITE}`);
  }
}

module.exports = { goOn, isAskedBySite, signInAt, siteAt };
