// The sign-in: the app's code for a hand-over of the site, and that for a session in the web-view, whose cookies are its own.

const { addressOf } = require('./address');
const { isGood, refused } = require('./answer');

const ENTRANCE = /^\/enter\?ticket=[\w-]+$/;

/**
 * The path that signs this person in and goes on to `to`. Each call takes a new code: one is good once.
 * @param {Container} container
 * @param {string} site
 * @param {string} to
 */
async function entrance(container, site, to) {
  const code = await container.code();
  const asked = { means: container.means, code, to: addressOf('', to) };
  const answer = await container.post(`${site}/api/v1/hand-overs`, asked);
  const open = answer.body?.open;
  if (!isGood(answer) || !ENTRANCE.test(open)) {
    throw refused(answer);
  }
  return /** @type {string} */ (open);
}

module.exports = { entrance };
