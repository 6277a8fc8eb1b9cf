// A fee. The site makes the order and learns from the platform, not from us, whether it was paid.

const { isGood, refused } = require('../answer');
const { grantedAddress } = require('../grant');
const words = require('../words');

/** @type {Kind} */
const pay = {
  words: () => words.kinds.pay(),
  needsTap: false,

  async run(work) {
    const { container } = work;
    const answer = await container.post(grantedAddress(work, 'payments'), { means: container.means });
    if (!isGood(answer)) {
      throw refused(answer);
    }
    await container.pay(answer.body);
    return work.back;
  },
};

module.exports = pay;
