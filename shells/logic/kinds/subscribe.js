// Messages of the app about how far something is. WeChat asks only when a button was pressed.

const { Refusal } = require('../refusal');
const words = require('../words');

/** @type {Kind} */
const subscribe = {
  words: ({ name }) => words.kinds.subscribe(name),
  needsTap: true,

  async run({ container, addresses }) {
    if (addresses.templates.length === 0) {
      throw new Refusal('unavailable');
    }
    if (!(await container.subscribe(addresses.templates))) {
      throw new Refusal('cancelled', words.noMessages);
    }
    return undefined;
  },
};

module.exports = subscribe;
