// The page that signs somebody in with their account in this app, and goes on where they wanted to.

const { arrival } = require('./arrival');
const { entrance } = require('./entrance');
const { goOn, isAskedBySite } = require('./pages');
const { sentenceOf } = require('./refusal');
const words = require('./words');

/** @typedef {{title: string, note: string, problem: string, busy: boolean}} SignInData */
/** @typedef {Shown<SignInData> & {to: string, isGone: boolean, signIn(): Promise<void>}} SignInPage */

/**
 * @param {Container} container
 * @param {Addresses} addresses
 */
function signInPage(container, addresses) {
  const { site, hotline } = addresses;

  return {
    /** @type {SignInData} */
    data: { title: words.signIn.title, note: '', problem: '', busy: false },

    /** @this {SignInPage} @param {Query} query */
    onLoad(query) {
      this.to = arrival(query, site);
      return this.signIn();
    },

    /** @this {SignInPage} */
    onUnload() {
      this.isGone = true;
    },

    /** @this {SignInPage} */
    async signIn() {
      if (this.data.busy) {
        return;
      }
      this.setData({ busy: true, problem: '', note: words.signIn.busy });
      try {
        const path = await entrance(container, site, this.to);
        // Who went back meanwhile did not want it any more.
        if (!this.isGone) {
          goOn(container, path, this.to);
        }
      } catch (error) {
        const problem = sentenceOf(error, container, hotline);
        this.setData({ busy: false, problem, note: words.signIn.failed });
      }
    },

    /** As a guest. Where the site asked, its page is still as it was. @this {SignInPage} */
    later() {
      if (isAskedBySite(container)) {
        container.back();
      } else {
        goOn(container, this.to);
      }
    },
  };
}

module.exports = { signInPage };
