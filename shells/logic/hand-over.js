// The page for what a web-view may not do. The site opens it with `for` (which), `back` (where to go on) and, where something
// is to be sent, `grant`: a word of the site that is good this one time, for one thing of one person.

const { arrival } = require('./arrival');
const kinds = require('./kinds');
const { openNext } = require('./next');
const { goOn, isAskedBySite, signInAt } = require('./pages');
const { sentenceOf } = require('./refusal');
const words = require('./words');

/** @typedef {{kind: string, title: string, note: string, act: string, progress: string, problem: string, busy: boolean}} HandOverData */
/** @typedef {Shown<HandOverData> & {kind: Kind, work: Work, isGone: boolean, act(event?: any): Promise<void>}} HandOverPage */

/**
 * @param {Container} container
 * @param {Addresses} addresses
 */
function handOverPage(container, addresses) {
  /** @param {HandOverPage} page @param {Query} query @param {string} back @returns {Work} */
  function begin(page, query, back) {
    return {
      container,
      addresses,
      query,
      back,
      event: undefined,
      left: [],
      total: 0,
      say: (progress) => page.setData({ progress }),
      // Who is back already may be writing there: that page is not taken away.
      changed: () => (page.isGone ? undefined : openNext(back)),
    };
  }

  return {
    /** @type {HandOverData} */
    data: { kind: '', title: '', note: '', act: '', progress: '', problem: '', busy: false },

    /** @this {HandOverPage} @param {Query} query */
    onLoad(query) {
      const name = query.for || '';
      const back = arrival({ to: query.back }, addresses.site);
      // Only the site may ask. A link that somebody was sent could hold another's grant, and their papers would go there.
      if (!isAskedBySite(container)) {
        return goOn(container, '/');
      }
      if (name === 'sign-in') {
        return container.replace(signInAt(back));
      }
      const kind = kinds.find(name);
      if (!kind) {
        return container.back();
      }
      this.kind = kind;
      this.work = begin(this, query, back);
      this.setData({ kind: name, ...kind.words(container) });
      return kind.needsTap ? undefined : this.act();
    },

    /** @this {HandOverPage} */
    onUnload() {
      this.isGone = true;
    },

    /** @this {HandOverPage} @param {any} [event] */
    async act(event) {
      if (this.data.busy) {
        return;
      }
      this.setData({ busy: true, problem: '', progress: words.busy });
      this.work.event = event;
      try {
        const path = await this.kind.run(this.work);
        if (this.isGone) {
          return;
        }
        if (path === undefined) {
          container.back();
        } else {
          goOn(container, path);
        }
      } catch (error) {
        const problem = sentenceOf(error, container, addresses.hotline);
        const act = this.work.left.length > 0 ? words.pictures.goOn : this.kind.words(container).act;
        this.setData({ busy: false, progress: '', problem, act });
      }
    },

    back() {
      container.back();
    },
  };
}

module.exports = { handOverPage };
