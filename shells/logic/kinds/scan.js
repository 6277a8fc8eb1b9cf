// A code on a wall, a window or a notice. Only an address of our site is opened.

const { pathOf } = require('../address');
const { Refusal } = require('../refusal');
const words = require('../words');

/** @type {Kind} */
const scan = {
  words: () => words.kinds.scan(),
  needsTap: false,

  async run({ container, addresses }) {
    const path = pathOf(addresses.site, await container.scan());
    if (path === undefined) {
      throw new Refusal('unavailable', words.notOurs);
    }
    return path;
  },
};

module.exports = scan;
