// What a web-view may not do, by the name that the site calls it.

/** @type {Record<string, Kind>} */
const KINDS = {
  pictures: require('./kinds/pictures'),
  phone: require('./kinds/phone'),
  pay: require('./kinds/pay'),
  subscribe: require('./kinds/subscribe'),
  scan: require('./kinds/scan'),
};

/** @param {string} name */
function find(name) {
  return Object.prototype.hasOwnProperty.call(KINDS, name) ? KINDS[name] : undefined;
}

module.exports = { find };
