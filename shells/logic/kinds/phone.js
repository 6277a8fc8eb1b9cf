// The number that somebody's account in the app has. What the app gives is a word for it, which only the site can read.

const { isGood, refused } = require('../answer');
const { grantedAddress } = require('../grant');
const words = require('../words');

/** @type {Kind} */
const phone = {
  words: ({ name }) => words.kinds.phone(name),
  needsTap: true,

  async run(work) {
    const { container } = work;
    const address = grantedAddress(work, 'phone');
    const word = await container.phone(work.event);
    const answer = await container.post(address, { means: container.means, word });
    if (!isGood(answer)) {
      throw refused(answer);
    }
    return work.back;
  },
};

module.exports = phone;
