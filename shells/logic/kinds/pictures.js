// Photos of papers, where `<input type=file>` does nothing. One after the other: what arrived stays, what did not is sent again.

const { isGood, refused } = require('../answer');
const { grantedAddress } = require('../grant');
const { Refusal } = require('../refusal');
const words = require('../words');

const MOST = 9;
// The site says no to this picture, not to the next.
const NOT_THIS_ONE = [413, 415, 422];

/** @param {Query} query */
function most(query) {
  const count = Number(query.count);
  return count >= 1 && count <= MOST ? Math.floor(count) : MOST;
}

/**
 * @param {Work} work
 * @param {string} address
 * @param {number} number
 */
function send(work, address, number) {
  work.say(words.pictures.sending(number, work.total, 0));
  const file = /** @type {string} */ (work.left[0]);
  return work.container.upload(address, file, (percent) => work.say(words.pictures.sending(number, work.total, percent)));
}

/** @type {Kind} */
const pictures = {
  words: () => words.kinds.pictures(),
  needsTap: false,

  async run(work) {
    const address = grantedAddress(work, 'pictures');
    if (work.left.length === 0) {
      work.left = await work.container.pictures(most(work.query));
      work.total = work.left.length;
    }
    const notTaken = [];
    while (work.left.length > 0) {
      const number = work.total - work.left.length + 1;
      const answer = await send(work, address, number);
      if (isGood(answer)) {
        work.changed();
      } else if (NOT_THIS_ONE.includes(answer.status)) {
        notTaken.push(words.pictures.notTaken(number, refused(answer).sentence || words.pictures.unreadable));
      } else if (answer.status >= 500) {
        throw new Refusal('offline');
      } else {
        work.left = [];
        throw refused(answer);
      }
      work.left = work.left.slice(1);
    }
    if (notTaken.length > 0) {
      throw new Refusal('unavailable', notTaken.join(''));
    }
    return work.back;
  },
};

module.exports = pictures;
