// What a share card leads to: a page that is the same for everyone, or home. Nobody gets a link to somebody else's affairs.

const { isGood } = require('./answer');
const { pathOf } = require('./address');

const PUBLIC = ['/', '/themes', '/privacy'];
const GUIDE = /^\/themes\/([a-z0-9-]+)$/;
const REGION = /[?&]region=(\d{6,12})(?=[&#]|$)/;

/**
 * Where a card of this page leads, and which theme's guide that is. Of the query only the county is kept: the rest may hold
 * what somebody searched for.
 * @param {string} site
 * @param {string} address  what the web-view shows
 */
function shared(site, address) {
  const shown = pathOf(site, address) || '/';
  const path = shown.split(/[?#]/)[0] || '/';
  const slug = GUIDE.exec(path)?.[1];
  const region = REGION.exec(shown)?.[1];
  const county = region ? `&region=${region}` : '';
  return { to: `${slug || PUBLIC.includes(path) ? path : '/'}?from=share${county}`, slug };
}

/**
 * What people call the theme; nothing when the site does not say.
 * @param {Container} container
 * @param {string} site
 * @param {string} slug
 */
async function themeName(container, site, slug) {
  try {
    const answer = await container.get(`${site}/api/v1/themes/${slug}`);
    return isGood(answer) && typeof answer.body?.name === 'string' ? answer.body.name : '';
  } catch {
    return '';
  }
}

module.exports = { shared, themeName };
