// The page that holds the web-view.

const { addressOf, pathOf } = require('./address');
const { arrival } = require('./arrival');
const { openNext, takeNext } = require('./next');
const { siteAt } = require('./pages');
const { shared, themeName } = require('./share');
const words = require('./words');

/** @typedef {{src: string, problem: {title: string, note: string} | null}} SiteData */
/** @typedef {Shown<SiteData> & {to: string}} SitePage */

/**
 * @param {Container} container
 * @param {Addresses} addresses
 */
function sitePage(container, addresses) {
  const { site, hotline } = addresses;

  /** @param {Shown<SiteData>} page @param {string} path */
  function open(page, path) {
    const src = addressOf(site, path);
    // The same address again would not be loaded: a web-view that was taken out and put back always is.
    page.setData({ src: '', problem: null }, () => page.setData({ src }));
  }

  return {
    /** @type {SiteData} */
    data: { src: '', problem: null },

    /** @param {Query} query */
    onLoad(query) {
      // What sent us here knows better than the address of this page.
      const sent = takeNext();
      openNext(sent?.path || arrival(query, site), sent?.to);
    },

    /** @this {SitePage} */
    onShow() {
      const next = takeNext();
      if (next) {
        this.to = next.to;
        open(this, next.path);
      }
    },

    /** @this {SitePage} @param {any} event */
    onFailure(event) {
      const address = event.detail?.fullUrl || event.detail?.src || '';
      // A hand-over that did not arrive may be burnt all the same: as a guest it goes on where it led.
      this.to = pathOf(site, address) || this.to;
      this.setData({ src: '', problem: words.unreachable(hotline) });
    },

    /** @this {SitePage} */
    again() {
      open(this, this.to);
    },

    /** @param {{webViewUrl?: string}} options */
    onShareAppMessage(options) {
      const { to, slug } = shared(site, options.webViewUrl || '');
      const card = { title: words.share(''), path: siteAt(to), imageUrl: `${site}/share.png` };
      const title = slug ? themeName(container, site, slug).then(words.share) : Promise.resolve(card.title);
      return container.share(card, title);
    },
  };
}

module.exports = { sitePage };
