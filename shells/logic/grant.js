// Where something is sent that the site gave a grant for.

const { Refusal } = require('./refusal');

const GRANT = /^[\w-]{16,128}$/;

/**
 * @param {Work} work
 * @param {string} what
 */
function grantedAddress(work, what) {
  const grant = work.query.grant || '';
  if (!GRANT.test(grant)) {
    throw new Refusal('unavailable');
  }
  return `${work.addresses.site}/hand-over/${what}/${grant}`;
}

module.exports = { grantedAddress };
